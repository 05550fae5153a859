// What is told from an item of the learner's list.
import type { LearningItem } from '../../api/shapes.ts';

const SOON_MS = 3 * 24 * 3_600_000;

/** Of the films, by the share of them that was really watched. */
export const leftMsOf = ({ duration_ms, progress }: LearningItem): number =>
  Math.max(0, Math.round(duration_ms * (1 - progress)));

export const playAddress = ({ registration_id }: LearningItem): string => `/play/${registration_id}`;

export type Due = 'late' | 'soon' | 'later';

/** How near its due date is; null: none, or done. */
export const dueOf = ({ due_ms, state }: LearningItem, now: number): Due | null => {
  if (due_ms === undefined || state === 'done') return null;
  if (due_ms < now) return 'late';
  return due_ms - now < SOON_MS ? 'soon' : 'later';
};

/** Another attempt may be begun. */
export const mayRestart = ({ state, availability, attempts_left }: LearningItem): boolean =>
  state === 'done' && availability === 'open' && attempts_left !== 0;

const FAR = Number.MAX_SAFE_INTEGER;

/** What can be done now before what cannot; the nearest due date first; the nearest opening first. */
const byUrgency = (a: LearningItem, b: LearningItem): number => {
  const open = (item: LearningItem) => (item.availability === 'open' ? 0 : 1);
  return open(a) - open(b) || (a.due_ms ?? FAR) - (b.due_ms ?? FAR) || (a.opens_ms ?? 0) - (b.opens_ms ?? 0);
};

export type Sorted = {
  /** The one played last among those begun that can be gone on with. */
  resumed: LearningItem | undefined;
  open: LearningItem[];
  /** Closed before they were done. */
  missed: LearningItem[];
  done: LearningItem[];
};

export function sorted(items: readonly LearningItem[]): Sorted {
  const done = items.filter(({ state }) => state === 'done');
  const missed = items.filter(({ state, availability }) => state !== 'done' && availability === 'closed');
  const left = items.filter((item) => !done.includes(item) && !missed.includes(item));
  const resumed = left
    .filter(({ state, availability }) => state === 'in_progress' && availability === 'open')
    .sort((a, b) => (b.last_ms ?? 0) - (a.last_ms ?? 0))[0];
  return { resumed, open: left.filter((item) => item !== resumed).sort(byUrgency), missed, done };
}
