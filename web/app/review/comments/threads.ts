// Comments as conversations. A number stays with its conversation; the list follows the film.
import type { ReviewComment } from '../../../api/shapes.ts';

export type Thread = { root: ReviewComment; number: number; replies: ReviewComment[]; isOpen: boolean };

/** Before and after its moment a pin is seen for this long. */
export const AROUND_MS = 1500;

const byTime = (a: ReviewComment, b: ReviewComment): number => a.created_ms - b.created_ms || (a.id < b.id ? -1 : 1);

/** `grains`: identities in the order of the module. Comments on the whole module come first. */
export function threadsOf(comments: readonly ReviewComment[], grains: readonly string[]): Thread[] {
  const place = ({ grain_id }: ReviewComment): number => (grain_id ? grains.indexOf(grain_id) : -1);
  const threads = comments
    .filter(({ parent_id }) => !parent_id)
    .sort(byTime)
    .map((root, at) => ({
      root,
      number: at + 1,
      replies: comments.filter(({ parent_id }) => parent_id === root.id).sort(byTime),
      isOpen: root.resolved_ms === undefined,
    }));
  return threads.sort(
    (a, b) => place(a.root) - place(b.root) || (a.root.at_ms ?? -1) - (b.root.at_ms ?? -1) || a.number - b.number,
  );
}

/** The conversations whose place is on the picture at this moment. */
export const pinnedAt = (threads: readonly Thread[], grain_id: string, at_ms: number): Thread[] =>
  threads.filter(
    ({ root }) =>
      root.grain_id === grain_id &&
      root.x !== undefined &&
      root.at_ms !== undefined &&
      Math.abs(root.at_ms - at_ms) <= AROUND_MS,
  );

/** The one after (or before) the one chosen; without one chosen, the first (or the last). */
export function neighbour(threads: readonly Thread[], chosen: string | null, by: 1 | -1): Thread | undefined {
  const at = threads.findIndex(({ root }) => root.id === chosen);
  if (at < 0) return by === 1 ? threads[0] : threads[threads.length - 1];
  return threads[at + by];
}
