// Lengths of time as the measures say them.
import { useMemo } from 'react';
import { type Locale, useLocale } from '../../i18n/i18n.ts';

const SPACE = '\u202f';

type Part = { text: string; unit: boolean };

/** The same cut into figures and units, for large numerals beside small units. */
export const lengthParts = (said: string): Part[] =>
  said.split(/[\u202f ]/).map((text, place) => ({ text, unit: place % 2 === 1 }));

/** “42 s”, “6 min 05 s”, “1 h 02 min”: two units at most. */
export function lengthIn(locale: Locale, ms: number): string {
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  if (ms < 10_000) return `${number.format(Math.max(0, ms) / 1000)}${SPACE}s`;
  const seconds = Math.round(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds}${SPACE}s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}${SPACE}min ${two(seconds % 60)}${SPACE}s`;
  return `${number.format(Math.floor(seconds / 3600))}${SPACE}h ${two(Math.floor(seconds / 60) % 60)}${SPACE}min`;
}

export function useLength(): (ms: number) => string {
  const locale = useLocale();
  return useMemo(() => (ms: number) => lengthIn(locale, ms), [locale]);
}
