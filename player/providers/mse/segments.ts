// The segments of a track as one list in time. While a film is being prepared it ends at the first hole.
import type { Track } from '../../core/document.ts';

/** Seconds of the film; `first` and `last` are bytes, both included. */
export type Segment = { url: string; start: number; end: number; first: number; last: number };

/** Two segments follow each other when no more than this is missing between them. */
const JOIN_S = 0.05;

export function segmentsOf({ runs, timescale }: Track): Segment[] {
  const segments: Segment[] = [];
  let reached = 0;
  for (const run of runs) {
    let ticks = run.start;
    let offset = run.offset;
    if (segments.length && ticks / timescale > reached + JOIN_S) break;
    for (let at = 0; at < run.sizes.length; at++) {
      const size = run.sizes[at] as number;
      const start = ticks / timescale;
      ticks += run.durations[at] || 0;
      reached = ticks / timescale;
      segments.push({ url: run.url, start, end: reached, first: offset, last: offset + size - 1 });
      offset += size;
    }
  }
  return segments;
}

/** The segment to fetch for `time`: the one that holds it, unless almost nothing of it is left. */
export function segmentAt(segments: readonly Segment[], time: number): Segment | undefined {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle] as Segment).end > time + JOIN_S) high = middle;
    else low = middle + 1;
  }
  const found = segments[low];
  return found && (low === 0 || found.start <= time + 1) ? found : undefined;
}

/** Bytes per second of what comes next. */
export function rateAt(segments: readonly Segment[], time: number, horizon: number): number {
  let bytes = 0;
  let seconds = 0;
  for (const { start, end, first, last } of segments) {
    if (end <= time) continue;
    if (start >= time + horizon) break;
    bytes += last - first + 1;
    seconds += end - start;
  }
  return seconds > 0 ? bytes / seconds : 0;
}
