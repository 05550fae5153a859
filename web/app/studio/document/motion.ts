// Where a target is at a moment, and how its keyframes follow what is done to it. One keyframe: it rests there for as long
// as it lives. Several: it goes in a straight line from each to the next.
import type { Keyframe, Target } from '../../../../player/core/document.ts';
import { KEYFRAMES_MAX } from './limits.ts';

export type Place = { x: number; y: number };

/** Two keyframes closer than this are one: less than the length of a frame. */
const SAME_MS = 15;

const hundredths = (value: number) => Math.round(value * 100) / 100;
const within = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));

export const roundPlace = ({ x, y }: Place): Place => ({ x: hundredths(x), y: hundredths(y) });

/** The whole of the target stays in the picture. */
export const insidePicture = ({ x, y }: Place, { width, height }: { width: number; height: number }): Place =>
  roundPlace({
    x: within(x, width / 2, 100 - width / 2),
    y: within(y, height / 2, 100 - height / 2),
  });

export function placeAt({ keyframes }: Pick<Target, 'keyframes'>, ms: number): Place {
  const next = keyframes.findIndex((frame) => frame.at_ms >= ms);
  const after = keyframes[next === -1 ? keyframes.length - 1 : next];
  const before = next > 0 ? keyframes[next - 1] : undefined;
  if (!after) return { x: 50, y: 50 };
  if (!before || next === -1) return { x: after.x, y: after.y };
  const share = (ms - before.at_ms) / (after.at_ms - before.at_ms);
  return { x: before.x + (after.x - before.x) * share, y: before.y + (after.y - before.y) * share };
}

const keyframeNear = (keyframes: readonly Keyframe[], ms: number): number =>
  keyframes.findIndex((frame) => Math.abs(frame.at_ms - ms) <= SAME_MS);

export const hasKeyframeAt = (target: Target, ms: number): boolean => keyframeNear(target.keyframes, ms) >= 0;

const sorted = (keyframes: Keyframe[]): Keyframe[] => keyframes.sort((a, b) => a.at_ms - b.at_ms);

/** Puts the target at a place at a moment: moves its only keyframe, the one of that moment, or makes one. */
export function withPlaceAt(target: Target, ms: number, place: Place): Target {
  const at_ms = Math.round(within(ms, target.start_ms, target.end_ms));
  const there = insidePicture(place, target);
  const near = target.keyframes.length === 1 ? 0 : keyframeNear(target.keyframes, at_ms);
  if (near >= 0)
    return {
      ...target,
      keyframes: target.keyframes.map((frame, index) => (index === near ? { ...frame, ...there } : frame)),
    };
  if (target.keyframes.length >= KEYFRAMES_MAX) return target;
  return { ...target, keyframes: sorted([...target.keyframes, { at_ms, ...there }]) };
}

/** Fixes the place the target has at a moment, so that what comes after can differ from what came before. */
export function withKeyframeAt(target: Target, ms: number): Target {
  const at_ms = Math.round(within(ms, target.start_ms, target.end_ms));
  if (hasKeyframeAt(target, at_ms) || target.keyframes.length >= KEYFRAMES_MAX) return target;
  return { ...target, keyframes: sorted([...target.keyframes, { at_ms, ...roundPlace(placeAt(target, at_ms)) }]) };
}

export const withoutKeyframe = (target: Target, index: number): Target =>
  target.keyframes.length < 2 ? target : { ...target, keyframes: target.keyframes.filter((_, at) => at !== index) };

export function withKeyframe(target: Target, index: number, change: Partial<Keyframe>): Target {
  const old = target.keyframes[index];
  if (!old) return target;
  const at_ms = Math.round(within(change.at_ms ?? old.at_ms, target.start_ms, target.end_ms));
  if (target.keyframes.some((frame, other) => other !== index && frame.at_ms === at_ms)) return target;
  const there = insidePicture({ x: change.x ?? old.x, y: change.y ?? old.y }, target);
  const keyframes = target.keyframes.map((frame, other) => (other === index ? { at_ms, ...there } : frame));
  return { ...target, keyframes: sorted(keyframes) };
}

/** A target moved in time takes its motion along. */
export const shifted = (target: Target, by_ms: number): Target => ({
  ...target,
  start_ms: target.start_ms + by_ms,
  end_ms: target.end_ms + by_ms,
  keyframes: target.keyframes.map((frame) => ({ ...frame, at_ms: frame.at_ms + by_ms })),
});

/** A target that lives shorter keeps, for that time, the motion it had. */
export function cut(target: Target, start_ms: number, end_ms: number): Target {
  const kept = target.keyframes.filter(({ at_ms }) => at_ms >= start_ms && at_ms <= end_ms);
  const times = kept.map(({ at_ms }) => at_ms);
  const edges = [start_ms, end_ms].filter((edge, place) => {
    const beyond = target.keyframes.some(({ at_ms }) => (place ? at_ms > edge : at_ms < edge));
    return beyond && !times.includes(edge);
  });
  const keyframes = sorted([...kept, ...edges.map((at_ms) => ({ at_ms, ...roundPlace(placeAt(target, at_ms)) }))]);
  return { ...target, start_ms, end_ms, keyframes };
}

export function resized(target: Target, size: { width: number; height: number }, least: number): Target {
  const width = hundredths(within(size.width, least, 100));
  const height = hundredths(within(size.height, least, 100));
  const keyframes = target.keyframes.map((frame) => ({ ...frame, ...insidePicture(frame, { width, height }) }));
  return { ...target, width, height, keyframes };
}
