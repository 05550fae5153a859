// Spans that overlap lie one above the other.
import type { Span } from '../document/elements.ts';

export type Placed = { span: Span; lane: number };

/** Each span goes into the first lane where it fits; `room_ms` is the least that a span takes, however short it is. */
export function inLanes(spans: readonly Span[], room_ms: number): { placed: Placed[]; lanes: number } {
  const ends: number[] = [];
  const placed = [...spans]
    .sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms)
    .map((span) => {
      const free = ends.findIndex((end) => end <= span.start_ms);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = Math.max(span.end_ms, span.start_ms + room_ms);
      return { span, lane };
    });
  return { placed, lanes: Math.max(1, ends.length) };
}
