import { describe, expect, it } from 'vitest';
import { makeFormat } from './format.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const french = makeFormat('fr', () => NOW);
const english = makeFormat('en', () => NOW);

describe('a moment', () => {
  it('is said relative to now, in the reader’s language', () => {
    expect(english.relative(NOW - 3 * 60_000)).toBe('3 minutes ago');
    expect(french.relative(NOW - 3 * 60_000)).toBe('il y a 3 minutes');
    expect(english.relative(NOW - 24 * 3_600_000)).toBe('yesterday');
    expect(english.relative(NOW + 2 * 3_600_000)).toBe('in 2 hours');
  });

  it('of this minute is now', () => {
    expect(english.relative(NOW - 59_000)).toBe('now');
  });

  it('more than a year away is a date', () => {
    expect(english.relative(NOW - 366 * 86_400_000)).toBe('Nov 22, 2025');
  });
});

describe('a moment in a sentence', () => {
  it('is that of the clocks of Paris, with its year only when it is far', () => {
    expect(french.moment(NOW + 86_400_000)).toBe('24 novembre à 13:00');
    expect(english.moment(NOW + 86_400_000)).toBe('November 24 at 1:00 PM');
    expect(french.moment(NOW + 366 * 86_400_000)).toBe('24 novembre 2027 à 13:00');
  });
});

describe('time left', () => {
  it.each([
    [0, '1\u202fs'],
    [59_000, '59\u202fs'],
    [61_000, '2\u202fmin'],
    [3_600_000, '1\u202fh'],
  ])('of %d ms is rounded up to %s', (ms, text) => {
    expect(french.duration(ms)).toBe(text);
  });
});

describe('a size', () => {
  it('uses the units of the language', () => {
    expect(french.bytes(2_000_000)).toBe('2\u202fMo');
    expect(english.bytes(1_500)).toBe('1.5\u202fKB');
    expect(english.bytes(0)).toBe('0\u202fB');
  });
});
