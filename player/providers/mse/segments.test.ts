import { expect, it } from 'vitest';
import type { Run, Track } from '../../core/document.ts';
import { rateAt, segmentAt, segmentsOf } from './segments.ts';

const track = (runs: Run[]): Track => ({
  name: 'v240',
  kind: 'video',
  codecs: 'avc1.64000d',
  width: 426,
  height: 240,
  bandwidth: 1,
  timescale: 1000,
  init: '',
  complete: true,
  runs,
});
const run = (start: number, offset: number, sizes: number[], durations: number[]): Run => ({
  url: `part-${start}`,
  start,
  offset,
  sizes,
  durations,
});

it('puts the runs of several files on one line of time, with the bytes of each segment', () => {
  const segments = segmentsOf(track([run(0, 100, [10, 20], [2000, 2000]), run(4000, 0, [30], [4000])]));
  expect(segments).toEqual([
    { url: 'part-0', start: 0, end: 2, first: 100, last: 109 },
    { url: 'part-0', start: 2, end: 4, first: 110, last: 129 },
    { url: 'part-4000', start: 4, end: 8, first: 0, last: 29 },
  ]);
});

it('ends at the first hole between runs: what comes later cannot be reached yet', () => {
  expect(segmentsOf(track([run(0, 0, [10], [2000]), run(8000, 0, [10], [4000])]))).toHaveLength(1);
});

it('finds the segment of a moment, and at its very end the next one', () => {
  const segments = segmentsOf(track([run(0, 0, [1, 1, 1], [2000, 2000, 4000])]));
  expect([0, 1.9, 1.97, 2, 7.9].map((at) => segmentAt(segments, at)?.start)).toEqual([0, 0, 2, 2, 4]);
  expect(segmentAt(segments, 8)).toBeUndefined();
  expect(segmentAt([], 0)).toBeUndefined();
});

it('gives the real rate of what comes next, not of the whole film', () => {
  const segments = segmentsOf(track([run(0, 0, [1000, 9000, 9000], [2000, 2000, 2000])]));
  expect(rateAt(segments, 0, 2)).toBe(500);
  expect(rateAt(segments, 2, 12)).toBe(4500);
  expect(rateAt(segments, 6, 12)).toBe(0);
});
