// Rectangles on the picture, in per cent; x and y are the centre.
import { within } from '../document/command.ts';
import { SIDE_MIN } from '../document/limits.ts';
import type { Frame } from '../state/view.ts';

/** −1, 0 or 1 for each side that a handle moves. */
export type Handle = { x: -1 | 0 | 1; y: -1 | 0 | 1 };

export const HANDLES: readonly Handle[] = [
  { x: -1, y: -1 },
  { x: 0, y: -1 },
  { x: 1, y: -1 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
  { x: -1, y: 1 },
  { x: -1, y: 0 },
];

/** One side of a box: from its middle and its length, with an end moved by `by` and the other one fixed. */
function pulled(middle: number, length: number, end: -1 | 0 | 1, by: number): [number, number] {
  if (end === 0) return [middle, length];
  const fixed = middle - (end * length) / 2;
  const room = end === 1 ? 100 - fixed : fixed;
  const next = within(length + end * by, SIDE_MIN, Math.max(SIDE_MIN, room));
  return [fixed + (end * next) / 2, next];
}

/** A handle moved by so much, the opposite side where it was, all of it in the picture. */
export function pull(frame: Frame, handle: Handle, dx: number, dy: number): Frame {
  const [x, width] = pulled(frame.x, frame.width, handle.x, dx);
  const [y, height] = pulled(frame.y, frame.height, handle.y, dy);
  return { x, y, width, height };
}

/** Between two points, wherever they are. */
export function between(ax: number, ay: number, bx: number, by: number): Frame {
  const [left, right] = [Math.min(ax, bx), Math.max(ax, bx)].map((value) => within(value, 0, 100)) as [number, number];
  const [top, bottom] = [Math.min(ay, by), Math.max(ay, by)].map((value) => within(value, 0, 100)) as [number, number];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
}
