// The grains of a module in order: by drag, by Alt and the arrows, or by the menu of each.
import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  PointerSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { SortableContext, useSortable, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Grain, Module } from '../../api/shapes.ts';
import { Icon } from '../../ui/icons.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { VisuallyHidden } from '../../ui/Layout.tsx';
import { Link, LinkButton } from '../../ui/Link.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { Poster } from '../../ui/Poster.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import { FilmState } from '../library/FilmState.tsx';
import { useContentsOf } from '../library/words.ts';
import { formatClock } from '../studio/document/times.ts';
import css from './Module.module.css';
import { PreviewDialog } from './PreviewDialog.tsx';
import type { GrainsOrder } from './useGrains.ts';

type RowProps = {
  module: Module;
  grain: Grain;
  place: number;
  order: GrainsOrder;
  onMove: (from: number, to: number) => void;
  onPreview: () => void;
};

function Row({ module, grain, place, order, onMove, onPreview }: RowProps) {
  const { t } = useLingui();
  const contents = useContentsOf();
  const { setNodeRef, setActivatorNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: grain.id,
  });
  const number = place + 1;
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(place, event.key === 'ArrowUp' ? place - 1 : place + 1);
  };
  return (
    // The keys are those of the controls inside: whichever has the focus, Alt and an arrow move the row.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li
      ref={setNodeRef}
      className={css.grain}
      data-dragging={isDragging || undefined}
      style={{ transform: CSS.Translate.toString(transform), ...(transition ? { transition } : {}) }}
      onKeyDown={onKeyDown}
    >
      <button
        type="button"
        ref={setActivatorNodeRef}
        className={css.handle}
        aria-label={t`Déplacer ${grain.title}, ${number} sur ${order.grains.length} : Alt et les flèches`}
        data-grain={grain.id}
        {...listeners}
      >
        <Icon name="drag" />
      </button>
      <span className={css.number}>{number}</span>
      <Poster small url={grain.poster_url} icon="film" />
      <div className={css.words}>
        <Link to="/studio/$grainId" params={{ grainId: grain.id }} search={{ module: module.id }}>
          {grain.title}
        </Link>
        <p className={css.detail}>
          {grain.duration_ms > 0 && `${formatClock(grain.duration_ms)} · `}
          {contents(grain)}
        </p>
      </div>
      <FilmState grain={grain} />
      <span className={css.open}>
        <LinkButton
          small
          kind="quiet"
          to="/studio/$grainId"
          params={{ grainId: grain.id }}
          search={{ module: module.id }}
        >{t`Studio`}</LinkButton>
      </span>
      <Menu end label={grain.title} trigger={<IconButton small icon="more" label={t`Actions de ${grain.title}`} />}>
        <MenuItem icon="play" isDisabled={!grain.playable} onAction={onPreview}>{t`Aperçu`}</MenuItem>
        <MenuItem icon="up" isDisabled={place === 0} onAction={() => onMove(place, place - 1)}>{t`Monter`}</MenuItem>
        <MenuItem
          icon="down"
          isDisabled={place === order.grains.length - 1}
          onAction={() => onMove(place, place + 1)}
        >{t`Descendre`}</MenuItem>
        <MenuItem
          icon="minus"
          isDisabled={order.grains.length === 1}
          detail={order.grains.length === 1 ? t`Un module a au moins un grain.` : ''}
          onAction={() => order.remove(grain)}
        >{t`Retirer du module`}</MenuItem>
      </Menu>
    </li>
  );
}

export function GrainOrder({ module, order }: { module: Module; order: GrainsOrder }) {
  const { t } = useLingui();
  const list = useRef<HTMLOListElement>(null);
  const [said, setSaid] = useState('');
  const [followed, setFollowed] = useState<string | null>(null);
  const [preview, setPreview] = useState<Grain | null>(null);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 150, tolerance: 6 } }),
  );
  const move = (from: number, to: number) => {
    const grain = order.grains[from];
    if (!grain || to < 0 || to >= order.grains.length) return;
    order.move(from, to);
    setFollowed(grain.id);
    setSaid(t`${grain.title} : place ${to + 1} sur ${order.grains.length}`);
  };
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    const at = (id: unknown) => order.grains.findIndex((grain) => grain.id === id);
    if (over && active.id !== over.id) move(at(active.id), at(over.id));
  };
  useEffect(() => {
    // The row went elsewhere: the focus goes with it.
    if (followed) list.current?.querySelector<HTMLElement>(`[data-grain="${followed}"]`)?.focus();
  }, [followed, order.grains]);
  return (
    <>
      <ProblemBanner error={order.error} />
      <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
        <SortableContext items={order.grains.map(({ id }) => id)} strategy={verticalListSortingStrategy}>
          <ol className={css.grains} ref={list} aria-label={t`Grains du module`}>
            {order.grains.map((grain, place) => (
              <Row
                key={grain.id}
                module={module}
                grain={grain}
                place={place}
                order={order}
                onMove={move}
                onPreview={() => setPreview(grain)}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
      {preview && <PreviewDialog grain={preview} onClose={() => setPreview(null)} />}
    </>
  );
}
