// Numbers, dates and durations as the reader's language writes them.
import { useMemo } from 'react';
import { type Locale, useLocale } from './i18n.ts';

/** Of every moment on screen, wherever the browser is. */
export const ZONE = 'Europe/Paris';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS: readonly [number, Intl.RelativeTimeFormatUnit][] = [
  [365 * DAY, 'year'],
  [30 * DAY, 'month'],
  [7 * DAY, 'week'],
  [DAY, 'day'],
  [HOUR, 'hour'],
  [MINUTE, 'minute'],
];

export function makeFormat(locale: Locale, now: () => number = Date.now) {
  const day = { timeZone: ZONE, day: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const spoken = { ...day, month: 'long', hour: 'numeric', minute: '2-digit' } as const;
  const date = new Intl.DateTimeFormat(locale, { ...day, month: 'short', year: 'numeric' });
  const dateTime = new Intl.DateTimeFormat(locale, { ...day, month: 'short', year: 'numeric', ...time });
  const moment = new Intl.DateTimeFormat(locale, spoken);
  const farMoment = new Intl.DateTimeFormat(locale, { ...spoken, year: 'numeric' });
  const precise = new Intl.DateTimeFormat(locale, {
    timeZone: ZONE,
    dateStyle: 'long',
    timeStyle: 'medium',
  } as Intl.DateTimeFormatOptions);
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  const list = typeof Intl.ListFormat === 'function' ? new Intl.ListFormat(locale, { type: 'conjunction' }) : null;
  const ago =
    typeof Intl.RelativeTimeFormat === 'function' ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }) : null;

  return {
    date: (ms: number) => date.format(ms),
    dateTime: (ms: number) => dateTime.format(ms),
    /** For a sentence: “24 novembre à 18:00”, with the year when it is not within half a year. */
    moment: (ms: number) => (Math.abs(ms - now()) > 183 * DAY ? farMoment : moment).format(ms),
    precise: (ms: number) => precise.format(ms),
    number: (value: number) => number.format(value),
    percent: (value: number) => percent.format(value),
    list: (words: string[]) => (list ? list.format(words) : words.join(', ')),
    /** “3 minutes ago”; a date when the browser has no words for it or the moment is over a year away. */
    relative: (ms: number) => {
      const away = ms - now();
      if (!ago || Math.abs(away) > 365 * DAY) return date.format(ms);
      for (const [step, unit] of STEPS) if (Math.abs(away) >= step) return ago.format(Math.trunc(away / step), unit);
      return ago.format(0, 'second');
    },
    /** Time left, rounded up so that it never promises too little. */
    duration: (ms: number) => {
      const [value, unit] =
        ms < MINUTE
          ? [Math.max(1, Math.ceil(ms / 1000)), 's']
          : ms < HOUR
            ? [Math.ceil(ms / MINUTE), 'min']
            : [Math.ceil(ms / HOUR), 'h'];
      return `${number.format(value)}\u202f${unit}`;
    },
    bytes: (size: number) => {
      const units = locale === 'fr' ? ['o', 'Ko', 'Mo', 'Go'] : ['B', 'KB', 'MB', 'GB'];
      const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)));
      return `${number.format(Math.round((size / 1000 ** power) * 10) / 10)}\u202f${units[power]}`;
    },
  };
}

export function useFormat() {
  const locale = useLocale();
  return useMemo(() => makeFormat(locale), [locale]);
}
