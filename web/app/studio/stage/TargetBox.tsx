// One target on the picture: dragged, pulled by its handles, moved and resized by arrow keys.
import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import type { GrainDocument, Target } from '../../../../player/core/document.ts';
import type { Command } from '../document/command.ts';
import { placeAt } from '../document/motion.ts';
import { frameTarget, placeTarget } from '../document/targets.ts';
import { useActs } from '../state/acts.ts';
import { useStudio } from '../state/studio.ts';
import type { Frame } from '../state/view.ts';
import { type Handle, HANDLES, pull } from './rectangle.ts';
import type { Room } from './useRoom.ts';
import css from './Stage.module.css';

const STEP = 0.5;
const BIG_STEP = 5;
const STARTS_PX = 3;
const ARROWS: Record<string, [number, number] | undefined> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const frameOf = (target: Target, at_ms: number): Frame => ({
  ...placeAt(target, at_ms),
  width: target.width,
  height: target.height,
});

/** Where an arrow key goes, or null for another key or one that means something else. */
function arrow(event: KeyboardEvent): [number, number] | null {
  const way = ARROWS[event.key];
  if (!way || event.altKey || event.ctrlKey || event.metaKey) return null;
  const step = event.shiftKey ? BIG_STEP : STEP;
  return [way[0] * step, way[1] * step];
}

type Gesture = { x: number; y: number; at_ms: number; document: GrainDocument; frame: Frame; moved: boolean };

/** Follows the pointer from a press on: a draft while it moves, one step of history when it is let go. */
function useGesture(target: Target, picture: Room, change: (gesture: Gesture, dx: number, dy: number) => Command) {
  const { edit, view, playhead } = useStudio();
  const { select, apply } = useActs();
  const gesture = useRef<Gesture | null>(null);
  const command = (event: PointerEvent): Command | null => {
    const now = gesture.current;
    if (!now) return null;
    const [dx, dy] = [event.clientX - now.x, event.clientY - now.y];
    now.moved ||= Math.hypot(dx, dy) > STARTS_PX;
    return now.moved ? change(now, (dx * 100) / picture.width, (dy * 100) / picture.height) : null;
  };
  const end = () => {
    gesture.current = null;
    view.setState({ draft: null });
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      select({ kind: 'target', id: target.id });
      playhead.pause();
      event.currentTarget.setPointerCapture(event.pointerId);
      const at_ms = playhead.now();
      gesture.current = {
        x: event.clientX,
        y: event.clientY,
        at_ms,
        document: edit.document(),
        frame: frameOf(target, at_ms),
        moved: false,
      };
    },
    onPointerMove: (event: PointerEvent) => {
      const next = command(event);
      if (next && gesture.current) view.setState({ draft: next(gesture.current.document) });
    },
    onPointerUp: (event: PointerEvent) => {
      const next = command(event);
      end();
      if (next) apply(next);
    },
    onPointerCancel: end,
  };
}

function HandleButton({ target, handle, picture }: { target: Target; handle: Handle; picture: Room }) {
  const { t } = useLingui();
  const { playhead } = useStudio();
  const { apply } = useActs();
  const gesture = useGesture(target, picture, ({ frame, at_ms }, dx, dy) =>
    frameTarget(target.id, at_ms, pull(frame, handle, dx, dy)),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    const at_ms = playhead.now();
    const frame = pull(frameOf(target, at_ms), handle, way[0], way[1]);
    apply(frameTarget(target.id, at_ms, frame), `size ${target.id}`);
  };
  const corner = handle.x === 1 && handle.y === 1;
  return (
    <button
      type="button"
      className={css.handle}
      // One of them is enough for the keyboard: the bottom right corner gives every size.
      tabIndex={corner ? 0 : -1}
      aria-label={t`Taille de la cible ${target.label}`}
      aria-hidden={!corner}
      data-x={handle.x}
      data-y={handle.y}
      onKeyDown={onKeyDown}
      {...gesture}
    />
  );
}

export function TargetBox({
  target,
  at_ms,
  selected,
  picture,
}: {
  target: Target;
  at_ms: number;
  selected: boolean;
  picture: Room;
}) {
  const { t } = useLingui();
  const { playhead } = useStudio();
  const { select, apply } = useActs();
  const { x, y, width, height } = frameOf(target, at_ms);
  const shown = at_ms >= target.start_ms && at_ms < target.end_ms;
  const gesture = useGesture(target, picture, ({ frame, at_ms: when }, dx, dy) =>
    placeTarget(target.id, when, { x: frame.x + dx, y: frame.y + dy }),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const way = arrow(event);
    if (!way) return;
    event.preventDefault();
    select({ kind: 'target', id: target.id });
    const now = playhead.now();
    const from = placeAt(target, now);
    apply(placeTarget(target.id, now, { x: from.x + way[0], y: from.y + way[1] }), `place ${target.id}`);
  };
  return (
    <div
      className={css.box}
      data-selected={selected || undefined}
      data-away={!shown || undefined}
      style={{ left: `${x - width / 2}%`, top: `${y - height / 2}%`, width: `${width}%`, height: `${height}%` }}
    >
      <button
        type="button"
        className={css.target}
        aria-label={t`Cible ${target.label}`}
        aria-pressed={selected}
        onKeyDown={onKeyDown}
        onFocus={() => select({ kind: 'target', id: target.id })}
        {...gesture}
      />
      <span className={css.name} data-below={y - height / 2 < 8 || undefined}>
        {target.label}
      </span>
      {selected &&
        HANDLES.map((handle) => (
          <HandleButton key={`${handle.x} ${handle.y}`} target={target} handle={handle} picture={picture} />
        ))}
    </div>
  );
}
