import { expect, it } from 'vitest';
import { holeAt } from './holes.ts';

const buffered = (...ranges: [number, number][]) => ({
  length: ranges.length,
  start: (at: number) => ranges[at]?.[0] ?? 0,
  end: (at: number) => ranges[at]?.[1] ?? 0,
});

it('crosses a short hole once everything up to its other side has been asked for', () => {
  expect(holeAt(buffered([0, 4], [4.3, 8]), 3.98, 8)).toBeCloseTo(4.32);
  expect(holeAt(buffered([0.08, 4]), 0, 4)).toBeCloseTo(0.1);
});

it('waits where something is loaded, where the hole may still fill, and where it is too long', () => {
  expect(holeAt(buffered([0, 4]), 2, 8)).toBeNull();
  expect(holeAt(buffered([4.3, 8]), 4, 4)).toBeNull();
  expect(holeAt(buffered([6, 8]), 4, 8)).toBeNull();
  expect(holeAt(buffered(), 4, 8)).toBeNull();
});
