import { describe, expect, it } from 'vitest';
import { depthsOf, hiddenSpans, insightsOf, runsOf, shareOf, stepArea, stepLine, topOf } from './series.ts';

describe('the series of a film', () => {
  it('keeps a hidden count hidden, and has no share of nobody', () => {
    expect(shareOf(null, 12)).toBeNull();
    expect(shareOf(3, null)).toBeNull();
    expect(shareOf(0, 0)).toBe(0);
    expect(shareOf(9, 12)).toBe(0.75);
  });

  it('joins neighbouring seconds that look alike, and covers every second once', () => {
    const runs = runsOf([1, 1, 2, 1]);
    expect(runs).toEqual([
      { value: 1, from: 0, to: 2 },
      { value: 2, from: 2, to: 3 },
      { value: 1, from: 3, to: 4 },
    ]);
    expect(runsOf(depthsOf([1.4, 1, null, 0.98, 0.5])).map(({ value }) => value)).toEqual([1, null, 1, 0.5]);
  });

  it('finds the hidden stretches', () => {
    expect(hiddenSpans([null, null, 5, null])).toEqual([
      { from: 0, to: 2 },
      { from: 3, to: 4 },
    ]);
  });

  it('draws one step for each second, with a gap where it is hidden', () => {
    expect(stepLine([1, 0.5, null, 0], 100, 1)).toBe('M0 0V0H1V50H2M3 100V100H4');
    expect(stepArea([0.5, null, 1], 100, 1)).toBe('M0 100V50H1V100ZM2 100V0H3V100Z');
  });

  it('makes room for seconds played more often than there are people, in quarters', () => {
    expect(topOf([0.2, null], [0.4])).toBe(1);
    expect(topOf([1], [1.1])).toBe(1.25);
  });
});

describe('what is said beside the picture', () => {
  const presence = [...Array<number>(20).fill(20), ...Array<number>(20).fill(12)];
  const rewatch = Array.from({ length: 40 }, (_, at) => (at === 6 ? 8 : at === 7 ? 4 : at === 30 ? 3 : 0));

  it('names the stretch most people saw, where people left, and what was played again', () => {
    const found = insightsOf(presence, rewatch, 20);
    expect(found.most).toEqual({ from: 0, to: 20, count: 20 });
    expect(found.loss).toEqual({ at: 10, count: 8 });
    expect(found.again).toEqual({ from: 6, to: 8, count: 8 });
  });

  it('says nothing of what is hidden or did not happen', () => {
    const hidden = presence.map(() => null);
    expect(insightsOf(hidden, hidden, null)).toEqual({ most: null, loss: null, again: null });
    expect(insightsOf([9, 9, 9], [0, 0, 0], 9).again).toBeNull();
  });

  it('does not call it a loss when fewer than a tenth leave', () => {
    const few = [...Array<number>(15).fill(40), ...Array<number>(15).fill(37)];
    expect(
      insightsOf(
        few,
        few.map(() => 0),
        40,
      ).loss,
    ).toBeNull();
  });
});
