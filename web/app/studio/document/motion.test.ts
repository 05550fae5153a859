import { describe, expect, it } from 'vitest';
import type { Target } from '../../../../player/core/document.ts';
import { newTarget } from './creation.ts';
import {
  cut,
  placeAt,
  resized,
  shifted,
  withKeyframe,
  withKeyframeAt,
  withoutKeyframe,
  withPlaceAt,
} from './motion.ts';

const resting = (): Target => ({ ...newTarget(1000, 60_000, 'c', 'Cible'), width: 10, height: 10 });
const moving = (): Target => ({
  ...resting(),
  keyframes: [
    { at_ms: 1000, x: 20, y: 40 },
    { at_ms: 3000, x: 60, y: 80 },
  ],
});

describe('a target with two keyframes', () => {
  it('is half-way at half time', () => expect(placeAt(moving(), 2000)).toEqual({ x: 40, y: 60 }));
  it('rests before the first and after the last', () => {
    expect(placeAt(moving(), 0)).toEqual({ x: 20, y: 40 });
    expect(placeAt(moving(), 9000)).toEqual({ x: 60, y: 80 });
  });
  it('gets a third where it is put between them', () => {
    expect(withPlaceAt(moving(), 2000, { x: 10, y: 10 }).keyframes[1]).toEqual({ at_ms: 2000, x: 10, y: 10 });
  });
  it('moves the keyframe of that moment rather than adding one', () => {
    const { keyframes } = withPlaceAt(moving(), 3010, { x: 50, y: 50 });
    expect(keyframes).toEqual([
      { at_ms: 1000, x: 20, y: 40 },
      { at_ms: 3000, x: 50, y: 50 },
    ]);
  });
  it('takes its motion along in time', () => {
    expect(placeAt(shifted(moving(), 5000), 7000)).toEqual({ x: 40, y: 60 });
  });
  it('keeps, when it is cut, the motion of the time that is left', () => {
    const left = cut(moving(), 1500, 2500);
    expect(left.keyframes).toEqual([
      { at_ms: 1500, x: 30, y: 50 },
      { at_ms: 2500, x: 50, y: 70 },
    ]);
  });
  it('keeps at least one', () => {
    const one = withoutKeyframe(moving(), 0);
    expect(one.keyframes).toHaveLength(1);
    expect(withoutKeyframe(one, 0)).toBe(one);
  });
  it('never has two at one moment', () => {
    const same = moving();
    expect(withKeyframe(same, 1, { at_ms: 1000 })).toBe(same);
  });
});

describe('a resting target', () => {
  it('is moved whole, whenever that is done', () => {
    const { keyframes } = withPlaceAt(resting(), 4000, { x: 30, y: 30 });
    expect(keyframes).toEqual([{ at_ms: 1000, x: 30, y: 30 }]);
  });
  it('starts to move with a second keyframe, which changes nothing by itself', () => {
    const target = withKeyframeAt(resting(), 3000);
    expect(target.keyframes).toHaveLength(2);
    expect(placeAt(target, 2000)).toEqual({ x: 50, y: 50 });
  });
  it('stays in the picture', () => {
    expect(placeAt(withPlaceAt(resting(), 0, { x: -40, y: 130 }), 0)).toEqual({ x: 5, y: 95 });
    expect(placeAt(resized(withPlaceAt(resting(), 0, { x: 5, y: 5 }), { width: 40, height: 20 }, 1), 0)).toEqual({
      x: 20,
      y: 10,
    });
  });
});
