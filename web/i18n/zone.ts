// Moments as the people of a space type them: the time of Paris, wherever their browser is. Learners type none, so this
// is not in format.ts, which they load.
import { ZONE } from './format.ts';

const DAY = 24 * 3_600_000;
const TYPED = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/;

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour12: false,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What the clocks of Paris show, as if it were UTC; whole minutes. */
function wallOf(ms: number): number {
  const part = new Map(clock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const read = (name: string) => part.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
  // Some engines write midnight as 24.
  return Date.UTC(read('year'), read('month') - 1, read('day'), read('hour') % 24, read('minute'));
}

const offsetAt = (ms: number): number => wallOf(ms) - Math.floor(ms / 60_000) * 60_000;

/** For a date-time input: "2026-11-23T18:00". */
export const toTyped = (ms: number): string => new Date(wallOf(ms)).toISOString().slice(0, 16);

/** The moment that was typed; null when it is none. In the hour that is skipped in spring, the hour after it; in the one
 * that comes twice in autumn, the second. */
export function fromTyped(text: string): number | null {
  const found = TYPED.exec(text);
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number) as [number, number, number, number, number];
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  if (new Date(wall).toISOString().slice(0, 16) !== text.slice(0, 16)) return null;
  const first = wall - offsetAt(wall);
  return wall - offsetAt(first);
}

/** So many days after `now`, at this hour, as typed. */
export const typedInDays = (now: number, days: number, hour: number): string =>
  `${new Date(wallOf(now) + days * DAY).toISOString().slice(0, 10)}T${String(hour).padStart(2, '0')}:00`;
