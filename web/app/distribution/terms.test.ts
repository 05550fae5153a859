import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../api/shapes.ts';
import { changed, endsAfterItBegins, given, isDueInside, NO_TERMS, readTerms, termsOf } from './terms.ts';

const at = (terms: Partial<typeof NO_TERMS>) => ({ ...NO_TERMS, ...terms });

describe('the terms of a distribution', () => {
  it('that were left open ask for nothing', () => {
    expect(given(readTerms(NO_TERMS))).toEqual({});
  });

  it('are sent as numbers, moments in the time of Paris', () => {
    const typed = at({ opens_ms: '2026-11-24T08:00', attempts_max: '3', pass_percent: '1', message: ' Bon courage ' });
    expect(given(readTerms(typed))).toEqual({
      opens_ms: Date.UTC(2026, 10, 24, 7),
      attempts_max: 3,
      pass_percent: 1,
      message: 'Bon courage',
    });
  });

  it('of one that exists come back as they were typed', () => {
    const typed = at({ closes_ms: '2026-12-24T18:00', due_ms: '2026-12-10T18:00', pass_percent: '80' });
    expect(termsOf({ ...given(readTerms(typed)), message: '' } as Distribution)).toEqual(typed);
  });
});

describe('a change of the terms', () => {
  it('sends what differs and nothing else, 0 where a limit is taken away', () => {
    const before = at({ closes_ms: '2026-12-24T18:00', attempts_max: '3', pass_percent: '80' });
    const after = { ...before, closes_ms: '', attempts_max: '5', message: 'Merci' };
    expect(changed(before, after)).toEqual({ closes_ms: 0, attempts_max: 5, message: 'Merci' });
    expect(changed(before, before)).toEqual({});
  });
});

describe('a window', () => {
  it('ends after it begins', () => {
    const opens_ms = '2026-11-24T08:00';
    expect(endsAfterItBegins(at({ opens_ms, closes_ms: '2026-11-24T08:01' }))).toBe(true);
    expect(endsAfterItBegins(at({ opens_ms, closes_ms: opens_ms }))).toBe(false);
    expect(endsAfterItBegins(at({ closes_ms: '2020-01-01T00:00' }))).toBe(true);
  });

  it('holds the moment at which it is due', () => {
    const open = { opens_ms: '2026-11-24T08:00', closes_ms: '2026-12-24T18:00' };
    expect(isDueInside(at({ ...open, due_ms: '2026-12-24T18:00' }))).toBe(true);
    expect(isDueInside(at({ ...open, due_ms: '2026-12-24T18:01' }))).toBe(false);
    expect(isDueInside(at({ ...open, due_ms: '2026-11-24T08:00' }))).toBe(false);
    expect(isDueInside(at({ due_ms: '2026-11-24T08:00' }))).toBe(true);
  });
});
