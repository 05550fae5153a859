// Where a target is at a moment: straight lines at constant speed between keyframes, rest outside them.
import type { Keyframe } from './document.ts';

export type Place = { x: number; y: number };

export function placeAt(keyframes: readonly Keyframe[], time_ms: number): Place {
  let before = keyframes[0];
  if (!before) return { x: 50, y: 50 };
  for (const frame of keyframes) {
    if (frame.at_ms > time_ms) {
      if (frame === before) return { x: frame.x, y: frame.y };
      const share = (time_ms - before.at_ms) / (frame.at_ms - before.at_ms);
      return { x: before.x + (frame.x - before.x) * share, y: before.y + (frame.y - before.y) * share };
    }
    before = frame;
  }
  return { x: before.x, y: before.y };
}
