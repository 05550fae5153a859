// Time to pixels and back, and the marks of the ruler.

export const ZOOM_MIN = 0.5;
export const ZOOM_MAX = 400;
const MARK_PX = 72;
const STEPS_MS = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000,
];

/** Pixels of one second. */
export type Zoom = number;

export const toPx = (ms: number, zoom: Zoom): number => (ms * zoom) / 1000;
export const toMs = (px: number, zoom: Zoom): number => (px * 1000) / zoom;

/** The whole film in the room there is. */
export const fitting = (film_ms: number, room_px: number): Zoom =>
  film_ms > 0 && room_px > 0 ? Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, (room_px * 1000) / film_ms)) : 40;

export const zoomed = (zoom: Zoom, factor: number): Zoom => Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, zoom * factor));

export const stepOf = (zoom: Zoom): number => STEPS_MS.find((step) => toPx(step, zoom) >= MARK_PX) ?? 3_600_000;

/** The marks between two places of the ruler, so that only those in sight are drawn. */
export function marksBetween(from_px: number, to_px: number, zoom: Zoom, film_ms: number): number[] {
  const step = stepOf(zoom);
  const first = Math.max(0, Math.floor(toMs(from_px, zoom) / step));
  const last = Math.min(Math.floor(film_ms / step), Math.ceil(toMs(to_px, zoom) / step));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => (first + place) * step);
}
