import { describe, expect, it } from 'vitest';
import { fromTyped, toTyped, typedInDays } from './zone.ts';

const WINTER = Date.UTC(2026, 10, 23, 17);
const SUMMER = Date.UTC(2026, 6, 14, 8, 30);

describe('a moment typed in the time of Paris', () => {
  it('is one hour ahead of UTC in winter and two in summer', () => {
    expect(fromTyped('2026-11-23T18:00')).toBe(WINTER);
    expect(fromTyped('2026-07-14T10:30')).toBe(SUMMER);
    expect([toTyped(WINTER), toTyped(SUMMER)]).toEqual(['2026-11-23T18:00', '2026-07-14T10:30']);
  });

  it('comes back as it was typed, in every hour of the days on which the clocks change', () => {
    for (const day of ['2026-03-29', '2026-10-25'])
      for (let hour = 0; hour < 24; hour++) {
        const text = `${day}T${String(hour).padStart(2, '0')}:30`;
        if (text !== '2026-03-29T02:30') expect(toTyped(fromTyped(text) ?? 0), text).toBe(text);
      }
  });

  it('in the hour that spring skips is the hour after it', () => {
    expect(fromTyped('2026-03-29T02:30')).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(toTyped(Date.UTC(2026, 2, 29, 1, 30))).toBe('2026-03-29T03:30');
  });

  it('at midnight belongs to the day that begins', () => {
    expect(toTyped(Date.UTC(2026, 10, 22, 23))).toBe('2026-11-23T00:00');
  });

  it.each(['', '2026-11-23', '2026-02-30T10:00', '2026-11-23T25:00', 'tomorrow'])('%j is no moment', (text) => {
    expect(fromTyped(text)).toBeNull();
  });

  it('may carry the seconds that some browsers write', () => {
    expect(fromTyped('2026-11-23T18:00:00')).toBe(WINTER);
  });
});

describe('so many days from now', () => {
  it('keeps the hour across a change of the clocks', () => {
    const before = Date.UTC(2026, 9, 23, 10);
    expect(typedInDays(before, 7, 18)).toBe('2026-10-30T18:00');
  });

  it('counts the days of Paris, not of UTC', () => {
    expect(typedInDays(Date.UTC(2026, 10, 22, 23, 30), 1, 9)).toBe('2026-11-24T09:00');
  });
});
