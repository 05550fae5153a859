import { expect, it } from 'vitest';
import { placeAt } from './motion.ts';

const frames = [
  { at_ms: 1000, x: 10, y: 20 },
  { at_ms: 3000, x: 30, y: 60 },
];

it('rests before the first keyframe and after the last, and moves in a straight line between them', () => {
  expect(placeAt(frames, 0)).toEqual({ x: 10, y: 20 });
  expect(placeAt(frames, 1000)).toEqual({ x: 10, y: 20 });
  expect(placeAt(frames, 2000)).toEqual({ x: 20, y: 40 });
  expect(placeAt(frames, 3000)).toEqual({ x: 30, y: 60 });
  expect(placeAt(frames, 9000)).toEqual({ x: 30, y: 60 });
});
