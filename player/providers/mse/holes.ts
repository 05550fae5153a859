// Finds a hole that nothing will fill: the playhead stands before it, and what comes after has already been loaded.

/** A longer one is not closed by itself: it would be a jump that somebody sees. */
const LONGEST_S = 1;
const INSIDE_S = 0.02;

type Buffered = { readonly length: number; start(at: number): number; end(at: number): number };

/** Where to go on, in seconds; null when there is no such hole. `reached`: everything before it has been asked for. */
export function holeAt(buffered: Buffered, time: number, reached: number): number | null {
  for (let at = 0; at < buffered.length; at++) {
    const start = buffered.start(at);
    if (start <= time && buffered.end(at) > time + 0.05) return null;
    if (start > time) return start - time <= LONGEST_S && reached > start ? start + INSIDE_S : null;
  }
  return null;
}
