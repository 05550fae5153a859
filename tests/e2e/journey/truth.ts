// What every learner of the story did, second by second and answer by answer, written down by those who did it and not by the
// product (build/journey/truth.json). Everything that the product says of them is held against it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PICTURES } from './pictures.ts';

/** Of the film, in milliseconds, played without a break. */
export type Stretch = { from_ms: number; to_ms: number };
export type TrueAnswer = { question_id: string; choice_ids: string[]; correct: boolean };
export type TrueGrain = { grain_id: string; film_ms: number; played: Stretch[]; answers: TrueAnswer[]; shown: string[]; opened: string[] };
/** `exact`: the stretches were chosen, not observed, so that every second of them is certain. */
export type TrueLearner = { email: string; name: string; exact: boolean; finished: boolean; right_first: number; grains: TrueGrain[] };
export type Truth = { module_id: string; film_ms: number; points_max: number; pass_percent: number; learners: TrueLearner[] };

export const seconds = (film_ms: number): number => Math.ceil(film_ms / 1000);

/** How often each second was played: it was when half of it or more was (of what there is of the last one). */
export function plays(stretches: readonly Stretch[], film_ms: number): number[] {
  const counts = new Array<number>(seconds(film_ms)).fill(0);
  for (const { from_ms, to_ms } of stretches)
    for (let second = 0; second < counts.length; second++) {
      const end = Math.min(film_ms, (second + 1) * 1000);
      const played = Math.min(to_ms, end) - Math.max(from_ms, second * 1000);
      if (played * 2 >= end - second * 1000) counts[second] = (counts[second] ?? 0) + 1;
    }
  return counts;
}

export const grainOf = (learner: TrueLearner, grain_id: string): TrueGrain | undefined =>
  learner.grains.find((grain) => grain.grain_id === grain_id);

export function writeTruth(truth: Truth): void {
  const grains = (learner: TrueLearner) => learner.grains.map((grain) => ({ ...grain, plays: plays(grain.played, grain.film_ms) }));
  const whole = { ...truth, learners: truth.learners.map((learner) => ({ ...learner, grains: grains(learner) })) };
  writeFileSync(join(PICTURES, 'truth.json'), `${JSON.stringify(whole, null, 1)}\n`);
}
