import { describe, expect, it } from 'vitest';
import { boundsOf, dayStart, isoDate, parisMidnight } from './period.ts';

const at = (iso: string) => Date.parse(iso);

describe('the period of the filter', () => {
  it('begins its days at midnight in Paris, in winter, in summer and on both days of change', () => {
    expect(parisMidnight(2026, 1, 15)).toBe(at('2026-01-14T23:00:00Z'));
    expect(parisMidnight(2026, 7, 15)).toBe(at('2026-07-14T22:00:00Z'));
    expect(parisMidnight(2026, 3, 29)).toBe(at('2026-03-28T23:00:00Z'));
    expect(parisMidnight(2026, 3, 30)).toBe(at('2026-03-29T22:00:00Z'));
    expect(parisMidnight(2026, 10, 25)).toBe(at('2026-10-24T22:00:00Z'));
    expect(parisMidnight(2026, 10, 26)).toBe(at('2026-10-25T23:00:00Z'));
  });

  it('counts today as a day, also before two in the morning in summer', () => {
    const night = at('2026-07-14T22:30:00Z');
    expect(boundsOf({ period: 'today' }, night)).toEqual({ from_ms: at('2026-07-14T22:00:00Z') });
    expect(boundsOf({ period: 'week' }, night)).toEqual({ from_ms: at('2026-07-08T22:00:00Z') });
  });

  it('takes dates whole, the last included, and leaves out what is no date', () => {
    expect(boundsOf({ period: 'dates', from: '2026-07-01', to: '2026-07-31' }, 0)).toEqual({
      from_ms: at('2026-06-30T22:00:00Z'),
      to_ms: at('2026-07-31T22:00:00Z'),
    });
    expect(boundsOf({ period: 'dates', from: 'hier', to: '' }, 0)).toEqual({});
    expect(boundsOf({ period: 'ever' }, 0)).toEqual({});
    expect(dayStart('2026-7-1')).toBeUndefined();
  });

  it('writes the date that Paris has', () => {
    expect(isoDate(at('2026-07-14T22:30:00Z'))).toBe('2026-07-15');
  });
});
