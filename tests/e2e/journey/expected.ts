// The figures that follow from the truth, computed the slow and plain way, with the second on either side as tolerance for
// what was observed rather than chosen.
import { grainOf, plays, seconds, type TrueAnswer, type TrueGrain, type TrueLearner, type Truth } from './truth.ts';

export type Bounds = { low: number[]; high: number[] };

const played = ({ grains }: TrueLearner) => grains.flatMap(({ played: stretches }) => stretches);
export const hasBegun = (learner: TrueLearner): boolean => learner.grains.length > 0;
export const begun = ({ learners }: Truth): TrueLearner[] => learners.filter(hasBegun);
export const withGrain = (truth: Truth, grain_id: string): TrueGrain[] =>
  truth.learners.flatMap((learner) => grainOf(learner, grain_id) ?? []);

/** The least and the most that each second may show, when boundaries lie up to a second beside the truth. */
function bounds(counts: readonly number[], exact: boolean): Bounds {
  const around = (second: number) => counts.slice(Math.max(0, second - 1), second + 2);
  if (exact) return { low: [...counts], high: [...counts] };
  return { low: counts.map((_, at) => Math.min(...around(at))), high: counts.map((_, at) => Math.max(...around(at))) };
}

/** Per second: learners who played it, and plays beyond each one's first. */
export function attention(truth: Truth, grain_id: string): { presence: Bounds; rewatch: Bounds } {
  const length = seconds(truth.film_ms);
  const none = (): Bounds => ({ low: new Array<number>(length).fill(0), high: new Array<number>(length).fill(0) });
  const sum = { presence: none(), rewatch: none() };
  for (const learner of truth.learners) {
    const grain = grainOf(learner, grain_id);
    if (!grain) continue;
    const { low, high } = bounds(plays(grain.played, grain.film_ms), learner.exact);
    for (let second = 0; second < length; second++)
      for (const [side, counts] of [['low', low], ['high', high]] as const) {
        const count = counts[second] ?? 0;
        sum.presence[side][second] = (sum.presence[side][second] ?? 0) + Math.min(1, count);
        sum.rewatch[side][second] = (sum.rewatch[side][second] ?? 0) + Math.max(0, count - 1);
      }
  }
  return sum;
}

/** The first answer of each learner to this question. */
export const firstAnswers = (truth: Truth, question_id: string): TrueAnswer[] =>
  truth.learners.flatMap(({ grains }) =>
    grains.flatMap(({ answers }) => answers).find((answer) => answer.question_id === question_id) ?? [],
  );

export const median = (values: number[]): number | undefined => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? sorted[Math.floor(middle)] : sorted.length ? ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2 : undefined;
};

/** Film time, repeats included. */
export const watched_ms = (learner: TrueLearner): number => played(learner).reduce((sum, { from_ms, to_ms }) => sum + to_ms - from_ms, 0);

export function overview(truth: Truth) {
  const finished = truth.learners.filter((learner) => learner.finished);
  const percent = ({ right_first }: TrueLearner) => Math.floor((right_first * 100) / truth.points_max);
  const passed = finished.filter((learner) => percent(learner) >= truth.pass_percent);
  return {
    enrolled: truth.learners.length,
    started: begun(truth).length,
    finished: finished.length,
    success_percent: finished.length ? Math.round((passed.length * 100) / finished.length) : undefined,
    average_score_percent: finished.length
      ? Math.round((finished.reduce((sum, { right_first }) => sum + right_first, 0) * 100) / truth.points_max / finished.length)
      : undefined,
    median_time_ms: median(finished.map(watched_ms)),
  };
}
