// How fast bytes go, from what was sent lately: steady enough to be read, quick enough to follow the network.
const WINDOW_MS = 8000;
const LEAST_MS = 1000;

export type Sample = { at_ms: number; bytes: number };

/** The samples that still count, with the new one. */
export const withSample = (samples: readonly Sample[], sample: Sample): Sample[] =>
  [...samples, sample].filter(({ at_ms }) => sample.at_ms - at_ms <= WINDOW_MS);

/** Bytes in a second, or null while there is too little to tell. */
export function speedOf(samples: readonly Sample[]): number | null {
  const [first, last] = [samples[0], samples[samples.length - 1]];
  if (!first || !last || last.at_ms - first.at_ms < LEAST_MS) return null;
  return Math.max(0, ((last.bytes - first.bytes) * 1000) / (last.at_ms - first.at_ms));
}

export const leftMs = (left_bytes: number, speed: number | null): number | null =>
  speed ? (left_bytes * 1000) / speed : null;
