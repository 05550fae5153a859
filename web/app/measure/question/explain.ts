// What the two figures of an item mean, in bands: the words for each are in Questions' own catalog.

export type Difficulty = 'too_easy' | 'easy' | 'medium' | 'hard' | 'very_hard';
export type Discrimination = 'inverted' | 'weak' | 'some' | 'good';

const TOO_EASY = 0.95;
const WEAK = 0.1;
const GOOD = 0.3;

/** `p`: share of right answers. The first border is the server's own for its flag. */
export function difficultyOf(p: number): Difficulty {
  if (p > TOO_EASY) return 'too_easy';
  if (p > 0.75) return 'easy';
  if (p > 0.5) return 'medium';
  return p > 0.25 ? 'hard' : 'very_hard';
}

/** `r`: point-biserial correlation of this answer with the points of the others. */
export function discriminationOf(r: number): Discrimination {
  if (r < 0) return 'inverted';
  if (r < WEAK) return 'weak';
  return r < GOOD ? 'some' : 'good';
}

type Choice = { choice_id: string; right: boolean; count: number | null };

/** The wrong choice most often taken; none when nobody took one, when it is hidden, or when two are level. */
export function strongestDistractor(choices: readonly Choice[]): string | null {
  const wrong = choices.filter(({ right, count }) => !right && count !== null && count > 0);
  const most = Math.max(0, ...wrong.map(({ count }) => count ?? 0));
  const at = wrong.filter(({ count }) => count === most);
  return at.length === 1 ? (at[0]?.choice_id ?? null) : null;
}
