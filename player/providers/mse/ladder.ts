// Which rung comes next. Looks at the real sizes of the coming segments, not at an average of the whole film.
import type { Quality } from '../../core/state.ts';
import { rateAt, type Segment } from './segments.ts';

/** `key`: what its initialisation segment is; `height`: the short side of the picture. */
export type Rung = {
  name: string;
  key: string;
  height: number;
  codecs: string;
  init: ArrayBuffer;
  segments: Segment[];
};

export type Situation = {
  quality: Quality;
  /** Where the next segment starts, and how many seconds are loaded before it is needed. */
  time: number;
  ahead: number;
  /** Bytes per second: what the network gives, what the sound takes of it. */
  bandwidth: number;
  sound: number;
  /** False until something has been measured. */
  measured: boolean;
  /** Rows of device pixels that the film covers on the screen. */
  rows: number;
  current: Rung | null;
};

const HORIZON_S = 12;
/** Share of the measured bandwidth that may be planned with; more when there is time to correct a mistake. */
const CAREFUL = 0.7;
const RELAXED = 0.85;
const COMFORT_S = 10;
/** A picture need not be finer than the screen by more than this. */
const FINER = 1.15;

/** Rungs from lowest to highest; those without a segment at this place cannot be chosen. */
export function chooseRung(rungs: readonly Rung[], situation: Situation): Rung | undefined {
  const { quality, time, ahead, bandwidth, sound, measured, rows, current } = situation;
  const there = rungs.filter(({ segments }) => reaches(segments, time));
  const lowest = there[0];
  if (!lowest || quality === 'saver' || quality === 'sound') return lowest;
  if (typeof quality === 'number') return nearest(there, quality);
  if (!measured) return lowest;
  const budget = bandwidth * (ahead > COMFORT_S ? RELAXED : CAREFUL);
  let chosen = lowest;
  for (const rung of there) {
    if (chosen !== rung && chosen.height * FINER >= rows) break;
    const needed = rateAt(rung.segments, time, HORIZON_S) + sound;
    // Staying asks for less than climbing: no flicker between two rungs.
    if (needed <= budget * (current && rung.name === current.name ? 1.15 : 1)) chosen = rung;
  }
  return chosen;
}

const reaches = (segments: readonly Segment[], time: number): boolean => {
  const last = segments[segments.length - 1];
  return last !== undefined && last.end > time + 0.1;
};

const nearest = (rungs: readonly Rung[], height: number): Rung | undefined =>
  rungs.reduce<Rung | undefined>(
    (best, rung) => (!best || Math.abs(rung.height - height) < Math.abs(best.height - height) ? rung : best),
    undefined,
  );
