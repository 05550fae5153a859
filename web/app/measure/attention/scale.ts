// Seconds under a pointer, steps of the keys, marks of the time axis.

const STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const PAGE_S = 10;

/** At most so many marks, at round times. */
export function axisMarks(length_s: number, at_most: number): number[] {
  const step = STEPS_S.find((candidate) => length_s / candidate <= at_most) ?? 3600;
  return Array.from({ length: Math.floor(length_s / step) + 1 }, (_, place) => place * step).filter(
    (mark) => mark <= length_s,
  );
}

/** The second at this part (0 to 1) of the width. */
export const secondAt = (part: number, length_s: number): number =>
  Math.max(0, Math.min(length_s - 1, Math.floor(part * length_s)));

/** Where a key leads from here; null when the key is not one of the cursor's. */
export function stepOf(key: string, second: number, length_s: number): number | null {
  const to: Record<string, number | undefined> = {
    ArrowRight: second + 1,
    ArrowUp: second + 1,
    ArrowLeft: second - 1,
    ArrowDown: second - 1,
    PageUp: second + PAGE_S,
    PageDown: second - PAGE_S,
    Home: 0,
    End: length_s - 1,
  };
  const wanted = to[key];
  return wanted === undefined ? null : Math.max(0, Math.min(length_s - 1, wanted));
}
