// Where the elements of the story lie in a film of any length: fractions of it, so that nothing overlaps even in one second of
// film, and no target stays longer than someone would look at it.

/** The studio knows no shorter target. */
const TARGET_MIN_MS = 200;
const TARGET_MAX_MS = 8000;

export type Span = { start_ms: number; end_ms: number };
export type Times = { film_ms: number; image: Span; slides: Span; chapter_ms: number; quiz_ms: number; leave_ms: number };

export function timesOf(film_ms: number): Times {
  const at = (share: number) => Math.round(film_ms * share);
  const span = (from: number, to: number): Span => {
    const start_ms = at(from);
    return { start_ms, end_ms: Math.min(at(to), start_ms + TARGET_MAX_MS) };
  };
  const times = {
    film_ms,
    image: span(0.06, 0.3),
    slides: span(0.33, 0.57),
    chapter_ms: at(0.31),
    quiz_ms: at(0.6),
    leave_ms: at(0.66),
  };
  const shortest = Math.min(...[times.image, times.slides].map(({ start_ms, end_ms }) => end_ms - start_ms));
  if (shortest < TARGET_MIN_MS) throw new Error(`a film of ${film_ms} ms is too short for the story`);
  return times;
}

/** As the studio writes times. */
export function typed(ms: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}.${String(ms % 1000).padStart(3, '0')}`;
}
