// Draws a moved edge to what lies near: other edges, the head, the ends of the film.
import type { GrainDocument } from '../../../../player/core/document.ts';
import { type ElementRef, inOrder, sameRef } from '../document/elements.ts';

export type Snapped = { ms: number; to: number | null };

/** Moments worth meeting, without those of the element that is moved. */
export function snapPoints(document: GrainDocument, film_ms: number, moved: ElementRef, head_ms: number): number[] {
  const others = inOrder(document, film_ms).filter(({ ref }) => !sameRef(ref, moved));
  const edges = others.flatMap(({ ref, start_ms, end_ms }) =>
    ref.kind === 'target' ? [start_ms, end_ms] : [start_ms],
  );
  return [...new Set([0, film_ms, Math.round(head_ms), ...edges])];
}

const nearest = (ms: number, points: readonly number[]): number | null =>
  points.reduce<number | null>(
    (best, point) => (best === null || Math.abs(point - ms) < Math.abs(best - ms) ? point : best),
    null,
  );

export function snap(ms: number, points: readonly number[], tolerance_ms: number): Snapped {
  const point = nearest(ms, points);
  return point !== null && Math.abs(point - ms) <= tolerance_ms ? { ms: point, to: point } : { ms, to: null };
}

/** Something with a length meets a point by its start or by its end, whichever is nearer. Answers with the start. */
export function snapSpan(
  start_ms: number,
  length_ms: number,
  points: readonly number[],
  tolerance_ms: number,
): Snapped {
  const start = snap(start_ms, points, tolerance_ms);
  const end = snap(start_ms + length_ms, points, tolerance_ms);
  const startGap = start.to === null ? Infinity : Math.abs(start.ms - start_ms);
  const endGap = end.to === null ? Infinity : Math.abs(end.ms - start_ms - length_ms);
  return endGap < startGap ? { ms: end.ms - length_ms, to: end.to } : start;
}
