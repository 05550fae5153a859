import { expect, it } from 'vitest';
import { axisMarks, secondAt, stepOf } from './scale.ts';

it('marks the axis at round times, never more than there is room for', () => {
  expect(axisMarks(16, 8)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16]);
  expect(axisMarks(95, 6)).toEqual([0, 30, 60, 90]);
  expect(axisMarks(7200, 4)).toEqual([0, 1800, 3600, 5400, 7200]);
});

it('finds the second under a pointer, the edges included', () => {
  expect(secondAt(0, 10)).toBe(0);
  expect(secondAt(0.999, 10)).toBe(9);
  expect(secondAt(1, 10)).toBe(9);
  expect(secondAt(-0.1, 10)).toBe(0);
});

it('moves by one second, by ten, and to both ends, and stays on the film', () => {
  expect(stepOf('ArrowRight', 5, 30)).toBe(6);
  expect(stepOf('ArrowLeft', 0, 30)).toBe(0);
  expect(stepOf('PageUp', 5, 30)).toBe(15);
  expect(stepOf('PageDown', 25, 30)).toBe(15);
  expect(stepOf('PageUp', 25, 30)).toBe(29);
  expect(stepOf('Home', 12, 30)).toBe(0);
  expect(stepOf('End', 12, 30)).toBe(29);
  expect(stepOf('Tab', 12, 30)).toBeNull();
});
