import { describe, expect, it } from 'vitest';
import { between, pull } from './rectangle.ts';

const frame = { x: 50, y: 50, width: 20, height: 10 };

describe('a handle', () => {
  it('moves its side and leaves the opposite one', () => {
    expect(pull(frame, { x: 1, y: 0 }, 10, 99)).toEqual({ x: 55, y: 50, width: 30, height: 10 });
    expect(pull(frame, { x: -1, y: -1 }, -4, -2)).toEqual({ x: 48, y: 49, width: 24, height: 12 });
  });
  it('stops at the edge of the picture', () => {
    expect(pull(frame, { x: 1, y: 1 }, 500, 500)).toEqual({ x: 70, y: 72.5, width: 60, height: 55 });
    expect(pull(frame, { x: -1, y: 0 }, -500, 0)).toEqual({ x: 30, y: 50, width: 60, height: 10 });
  });
  it('never turns the box inside out', () => {
    const small = pull(frame, { x: 1, y: 0 }, -500, 0);
    expect(small).toEqual({ x: 40.5, y: 50, width: 1, height: 10 });
  });
});

it('a rectangle drawn in any direction, even out of the picture, lies in it', () => {
  expect(between(60, 80, 20, 40)).toEqual({ x: 40, y: 60, width: 40, height: 40 });
  expect(between(90, 90, 130, 120)).toEqual({ x: 95, y: 95, width: 10, height: 10 });
});
