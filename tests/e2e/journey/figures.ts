// What the API of measures says, held against the truth: seconds within one second, people and answers exactly.
import { expect } from 'vitest';
import type { Person } from './people.ts';
import { attention, type Bounds, firstAnswers, hasBegun, overview, watched_ms, withGrain } from './expected.ts';
import { grainOf, plays, type Truth } from './truth.ts';

/** Of stretches that were observed in a browser. */
const TOLERANCE_MS = 1000;

type Overview = {
  enrolled: number;
  started: number;
  finished: number;
  success_percent: number | null;
  average_score_percent: number | null;
  median_time_ms: number | null;
  hidden: boolean;
  lag_ms: number;
  grains: { grain_id: string; title: string; started: number }[];
};
type Attention = { duration_s: number; viewers: number; seconds: { presence: number[]; rewatch: number[] }; markers: { label: string; kind: string }[] };
type Question = {
  question_id: string;
  prompt: string;
  answered: number;
  right: number;
  choices: { choice_id: string; text: string; right: boolean; count: number }[];
};
type Target = { target_id: string; label: string; shown: number; opened: number; ignored: number };
export type Row = { registration_id: string; person: { id: string; name: string }; state: string; watched_ms: number; score_percent?: number; success?: boolean };
type Detail = {
  learner: Row;
  grains: {
    grain_id: string;
    views: number[];
    answers: { question_id: string; choice_ids: string[]; correct: boolean }[];
    targets: { target_id: string; shown: number; opened: number }[];
  }[];
};

const within = (what: string, counts: readonly number[], { low, high }: Bounds): void => {
  const wrong = low.flatMap((least, second) => {
    const count = counts[second] ?? -1;
    return count < least || count > (high[second] ?? 0) ? [`${second} s: ${count}, not ${least}–${high[second]}`] : [];
  });
  expect(counts.length, `${what}: seconds`).toBe(low.length);
  expect(wrong, what).toEqual([]);
};

const times = (values: readonly string[], value: string): number => values.filter((one) => one === value).length;

/** The summary without what it says of time, once everything that was stored is counted. */
export async function counted(manager: Person, { module_id }: Truth): Promise<Overview> {
  return manager.call<Overview>('GET', `/api/v1/measures/${module_id}`);
}

export async function checkOverview(manager: Person, truth: Truth): Promise<Overview> {
  const shown = await counted(manager, truth);
  const { median_time_ms, success_percent = null, average_score_percent = null, ...exact } = overview(truth);
  expect(shown).toMatchObject({ ...exact, hidden: false });
  expect(shown.success_percent ?? null).toBe(success_percent);
  expect(shown.average_score_percent ?? null).toBe(average_score_percent);
  if (median_time_ms === undefined) expect(shown.median_time_ms ?? null).toBeNull();
  else expect(Math.abs((shown.median_time_ms ?? 0) - median_time_ms), 'median time').toBeLessThanOrEqual(TOLERANCE_MS);
  for (const grain of shown.grains) expect(grain.started, grain.title).toBe(withGrain(truth, grain.grain_id).length);
  return shown;
}

async function checkAttention(manager: Person, truth: Truth, grain_id: string): Promise<void> {
  const shown = await manager.call<Attention>('GET', `/api/v1/measures/${truth.module_id}/grains/${grain_id}/attention`);
  const { presence, rewatch } = attention(truth, grain_id);
  within(`presence of ${grain_id}`, shown.seconds.presence, presence);
  within(`rewatch of ${grain_id}`, shown.seconds.rewatch, rewatch);
  // Of a film of a second or two a learner may have played no second: not half of any.
  const viewers = withGrain(truth, grain_id).filter(({ played, film_ms }) => plays(played, film_ms).some((count) => count > 0));
  expect(shown.viewers, 'viewers').toBe(viewers.length);
}

async function checkQuestions(manager: Person, truth: Truth, grain_id: string): Promise<void> {
  const { items } = await manager.call<{ items: Question[] }>('GET', `/api/v1/measures/${truth.module_id}/grains/${grain_id}/questions`);
  for (const { question_id, prompt, answered, right, choices } of items) {
    const answers = firstAnswers(truth, question_id);
    expect({ answered, right }, prompt).toEqual({ answered: answers.length, right: answers.filter(({ correct }) => correct).length });
    const chosen = answers.flatMap(({ choice_ids }) => choice_ids);
    for (const { choice_id, text, count } of choices) expect(count, `${prompt} ${text}`).toBe(times(chosen, choice_id));
  }
}

async function checkTargets(manager: Person, truth: Truth, grain_id: string): Promise<void> {
  const { items } = await manager.call<{ items: Target[] }>('GET', `/api/v1/measures/${truth.module_id}/grains/${grain_id}/targets`);
  const grains = withGrain(truth, grain_id);
  for (const { target_id, label, shown, opened, ignored } of items) {
    const saw = grains.filter((grain) => grain.shown.includes(target_id));
    const used = saw.filter((grain) => grain.opened.includes(target_id));
    expect({ shown, opened, ignored }, label).toEqual({ shown: saw.length, opened: used.length, ignored: saw.length - used.length });
  }
}

export const learnersOf = async (manager: Person, { module_id }: Truth): Promise<Row[]> =>
  (await manager.call<{ items: Row[] }>('GET', `/api/v1/measures/${module_id}/learners?limit=200`)).items;

/** One by one: what each did, in each second. */
async function checkLearners(manager: Person, truth: Truth): Promise<void> {
  const rows = await learnersOf(manager, truth);
  expect(rows.map(({ person }) => person.name).sort()).toEqual(truth.learners.map(({ name }) => name).sort());
  for (const learner of truth.learners) {
    const row = rows.find(({ person }) => person.name === learner.name);
    const begun = hasBegun(learner);
    expect(row?.state, learner.name).toBe(learner.finished ? 'done' : begun ? 'in_progress' : 'not_started');
    const tolerance = learner.exact ? 0 : TOLERANCE_MS;
    expect(Math.abs((row?.watched_ms ?? 0) - watched_ms(learner)), `${learner.name}: watched`).toBeLessThanOrEqual(tolerance);
    if (learner.finished) expect(row?.score_percent).toBe(Math.floor((learner.right_first * 100) / truth.points_max));
    const path = `/api/v1/measures/${truth.module_id}/learners/${row?.registration_id}`;
    const detail = await manager.call<Detail>('GET', path);
    for (const grain of detail.grains) {
      const done = grainOf(learner, grain.grain_id);
      const counts = plays(done?.played ?? [], truth.film_ms);
      const around = (second: number) => (learner.exact || !begun ? counts.slice(second, second + 1) : counts.slice(Math.max(0, second - 1), second + 2));
      if (grain.views.length || done?.played.length)
        within(`${learner.name}: views`, grain.views, {
          low: counts.map((_, at) => Math.min(...around(at))),
          high: counts.map((_, at) => Math.max(...around(at))),
        });
      const answers = grain.answers.map(({ question_id, choice_ids, correct }) => ({ question_id, choice_ids, correct }));
      expect(answers, `${learner.name}: answers`).toEqual(done?.answers ?? []);
      const opened = grain.targets.filter((target) => target.opened > 0).map(({ target_id }) => target_id);
      expect(opened.sort(), `${learner.name}: opened`).toEqual([...(done?.opened ?? [])].sort());
    }
  }
}

export async function checkFigures(manager: Person, truth: Truth): Promise<void> {
  const { grains } = await checkOverview(manager, truth);
  for (const { grain_id } of grains) {
    await checkAttention(manager, truth, grain_id);
    await checkQuestions(manager, truth, grain_id);
    await checkTargets(manager, truth, grain_id);
  }
  await checkLearners(manager, truth);
}
