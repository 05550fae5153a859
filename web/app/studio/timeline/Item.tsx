// One element on its track: a bar with a length, a flag or a diamond at a moment.
import { useLingui } from '@lingui/react/macro';
import type { KeyboardEvent } from 'react';
import { KindMark } from '../../../ui/Badge.tsx';
import type { Target } from '../../../../player/core/document.ts';
import type { Span } from '../document/elements.ts';
import { formatTime } from '../document/times.ts';
import { useActs } from '../state/acts.ts';
import { toPx, type Zoom } from './scale.ts';
import css from './Timeline.module.css';
import { useItemDrag } from './useItemDrag.ts';

type Props = {
  span: Span;
  zoom: Zoom;
  lane: number;
  selected: boolean;
  reachable: boolean;
  target: Target | undefined;
};

function useName(): (span: Span) => string {
  const { t } = useLingui();
  return ({ ref, title, start_ms, end_ms }) => {
    const at = formatTime(start_ms);
    if (ref.kind === 'chapter') return t`Chapitre ${title}, à ${at}`;
    if (ref.kind === 'quiz') return t`Question ${title}, à ${at}`;
    return t`Cible ${title}, de ${at} à ${formatTime(end_ms)}`;
  };
}

export function Item({ span, zoom, lane, selected, reachable, target }: Props) {
  const { select, neighbour } = useActs();
  const name = useName();
  const { begin, handlers } = useItemDrag(span, zoom);
  const { ref, start_ms, end_ms, title, required } = span;
  const left = toPx(start_ms, zoom);
  const width = toPx(end_ms - start_ms, zoom);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== 1 && by !== -1) return;
    event.preventDefault();
    neighbour(by);
  };
  return (
    <div
      className={css.item}
      data-kind={ref.kind}
      data-selected={selected || undefined}
      style={{ left, top: 4 + lane * 28, ...(ref.kind === 'quiz' ? {} : { width: Math.max(width, 6) }) }}
      {...handlers}
    >
      <button
        type="button"
        className={css.body}
        aria-label={name(span)}
        aria-pressed={selected}
        tabIndex={reachable ? 0 : -1}
        data-element={ref.id}
        title={title}
        onPointerDown={begin('whole')}
        onFocus={() => select(ref)}
        onKeyDown={onKeyDown}
      >
        <KindMark kind={ref.kind} />
        <span className={css.label}>{title}</span>
        {required && <span className={css.required} aria-hidden="true" />}
      </button>
      {ref.kind === 'target' && (
        <>
          <span className={css.edge} data-edge="start" onPointerDown={begin('start')} />
          <span className={css.edge} data-edge="end" onPointerDown={begin('end')} />
          {target &&
            target.keyframes.length > 1 &&
            target.keyframes.map(({ at_ms }) => (
              <span key={at_ms} className={css.keyframe} style={{ left: toPx(at_ms - start_ms, zoom) }} />
            ))}
        </>
      )}
    </div>
  );
}
