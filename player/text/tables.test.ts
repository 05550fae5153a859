import { expect, it } from 'vitest';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { lateEn } from './late_en.ts';
import { lateFr } from './late_fr.ts';
import { clockTime, spokenTime } from './time.ts';
import { french } from './typography.ts';

it('says every sentence in both languages', () => {
  for (const [one, other] of [
    [fr, en],
    [lateFr, lateEn],
  ] as const) {
    expect(Object.keys(other)).toEqual(Object.keys(one));
    for (const value of [...Object.values(one), ...Object.values(other)])
      expect(typeof value === 'function' ? 'x' : value).not.toBe('');
  }
});

it('sets French the French way, made sentences included', () => {
  const set = french(fr);
  expect(set.film('Feu ?')).toBe('Vidéo\u00a0: Feu\u202f?');
  expect(french(lateFr).seen(62)).toContain('62\u00a0%');
});

it('writes and says times', () => {
  expect([0, 61_000, 3_600_000, 3_727_900].map(clockTime)).toEqual(['0:00', '1:01', '1:00:00', '1:02:07']);
  expect(spokenTime(187_000, fr)).toBe('3 minutes 7 secondes');
  expect(spokenTime(3_600_000, fr)).toBe('1 heure');
  expect(spokenTime(0, en)).toBe('0 second');
});
