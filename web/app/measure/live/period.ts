// The period of the filter, from words in the address to moments. Days are those of Europe/Paris, as the server counts them.

export const PERIODS = ['today', 'week', 'month', 'quarter'] as const;
export type Period = (typeof PERIODS)[number];
const DAYS: Record<Period, number> = { today: 1, week: 7, month: 30, quarter: 90 };
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

const paris = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

const wallClock = (ms: number): { year: number; month: number; day: number; hour: number; minute: number } => {
  const part = Object.fromEntries(paris.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  // Some browsers write midnight as 24.
  return { year, month, day, hour: hour % 24, minute };
};

const offsetAt = (ms: number): number => {
  const { year, month, day, hour, minute } = wallClock(ms);
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(ms / 60_000) * 60_000;
};

/** Midnight in Paris; `day` may run out of its month. */
export function parisMidnight(year: number, month: number, day: number): number {
  const utc = Date.UTC(year, month - 1, day);
  // Clocks change at 1:00 UTC, never between a midnight and the offset it is found by.
  return utc - offsetAt(utc - 3 * 3_600_000);
}

/** Midnight of a date as an input of dates writes it; undefined when it is not one. */
export function dayStart(date: string | undefined, after = 0): number | undefined {
  const found = DATE.exec(date ?? '');
  if (!found) return undefined;
  return parisMidnight(Number(found[1]), Number(found[2]), Number(found[3]) + after);
}

export type Bounds = { from_ms?: number; to_ms?: number };

/** From the first moment of the first day to just before the day after the last: today counts. */
export function boundsOf(filters: { period?: string; from?: string; to?: string }, now_ms: number): Bounds {
  const { period } = filters;
  if (period === 'dates') {
    const from_ms = dayStart(filters.from);
    const to_ms = dayStart(filters.to, 1);
    return { ...(from_ms === undefined ? {} : { from_ms }), ...(to_ms === undefined ? {} : { to_ms }) };
  }
  const days = PERIODS.find((name) => name === period);
  if (!days) return {};
  const { year, month, day } = wallClock(now_ms);
  return { from_ms: parisMidnight(year, month, day - DAYS[days] + 1) };
}

export const isoDate = (ms: number): string => {
  const { year, month, day } = wallClock(ms);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};
