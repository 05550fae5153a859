// Moving and trimming an element by the pointer: drawn to what lies near, a draft until it is let go, undone by Escape.
import { type PointerEvent, useRef } from 'react';
import type { GrainDocument } from '../../../../player/core/document.ts';
import type { Command } from '../document/command.ts';
import type { Span } from '../document/elements.ts';
import { moveTo, trimEnd, trimStart } from '../document/timing.ts';
import { useActs } from '../state/acts.ts';
import { useStudio } from '../state/studio.ts';
import { toMs, type Zoom } from './scale.ts';
import { snap, snapPoints, snapSpan, type Snapped } from './snapping.ts';

export type Part = 'whole' | 'start' | 'end';

const STARTS_PX = 3;
const REACH_PX = 8;

type Drag = { part: Part; x: number; document: GrainDocument; points: number[]; moved: boolean };

export function useItemDrag(span: Span, zoom: Zoom) {
  const { edit, view, playhead, film } = useStudio();
  const { select, apply, seek } = useActs();
  const drag = useRef<Drag | null>(null);
  const { ref, start_ms, end_ms } = span;

  const moved = ({ part, points }: Drag, by_ms: number): [Snapped, Command] => {
    const reach = view.getState().snapping ? toMs(REACH_PX, zoom) : 0;
    if (part === 'start') {
      const to = snap(start_ms + by_ms, points, reach);
      return [to, trimStart(ref, to.ms, film.film_ms)];
    }
    if (part === 'end') {
      const to = snap(end_ms + by_ms, points, reach);
      return [to, trimEnd(ref, to.ms, film.film_ms)];
    }
    // A chapter lasts until the next one: only its start is its own.
    const to = snapSpan(start_ms + by_ms, ref.kind === 'target' ? end_ms - start_ms : 0, points, reach);
    return [to, moveTo(ref, to.ms, film.film_ms)];
  };
  const end = () => {
    drag.current = null;
    view.setState({ draft: null, snapped_ms: null });
    window.removeEventListener('keydown', escape, true);
  };
  const escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end();
  };
  const follow = (event: PointerEvent): [Snapped, Command] | null => {
    const now = drag.current;
    if (!now) return null;
    const dx = event.clientX - now.x;
    now.moved ||= Math.abs(dx) > STARTS_PX;
    return now.moved ? moved(now, toMs(dx, zoom)) : null;
  };
  return {
    begin: (part: Part) => (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      event.currentTarget.setPointerCapture(event.pointerId);
      select(ref);
      const document = edit.document();
      const points = snapPoints(document, film.film_ms, ref, playhead.now());
      drag.current = { part, x: event.clientX, document, points, moved: false };
      window.addEventListener('keydown', escape, true);
    },
    handlers: {
      onPointerMove: (event: PointerEvent) => {
        const next = follow(event);
        if (!next || !drag.current) return;
        const [{ to }, command] = next;
        view.setState({ draft: command(drag.current.document), snapped_ms: to });
      },
      onPointerUp: (event: PointerEvent) => {
        const next = follow(event);
        const pressed = drag.current;
        end();
        if (next) apply(next[1]);
        // A press without a move goes to the element.
        else if (pressed) seek(start_ms);
      },
      onPointerCancel: end,
    },
  };
}
