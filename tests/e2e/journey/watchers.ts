// Learners without a screen: what each plays, opens and answers is chosen here, sent as the player would send it, and noted as
// the truth.
import type { PlayDocument, Question } from '../../../player/core/document.ts';
import { type Statement, Statements } from '../../../player/core/statements.ts';
import type { Person } from './people.ts';
import type { Stretch, TrueGrain, TrueLearner } from './truth.ts';

/** What the server believes of a launch: twice the time since it began, and this much. */
const GRACE_MS = 30_000;
const RATE = 2;
/** Films beyond are not watched whole: the story would wait for it. */
const WHOLE_MS = 60_000;
const PART_MS = 24_000;
const DWELL_MS = 2500;

/** Shares of the part of the film that is watched; `tail` counts them from the end of the film. */
export type Script = {
  played: [number, number][];
  tail?: boolean;
  opens: number[];
  answers: number[];
  whole?: boolean;
};

/** By number: places of targets in the grain, of the choice in each of its questions. */
export const SCRIPTS: Script[] = [
  { played: [[0, 1]], whole: true, opens: [0, 1], answers: [1, 0] },
  { played: [[0, 0.5], [0.25, 0.5], [0.25, 0.5]], opens: [0], answers: [] },
  { played: [[0.5, 1]], tail: true, opens: [], answers: [2, 0] },
  { played: [[0, 0.2], [0.4, 0.6]], opens: [], answers: [0, 1] },
  { played: [[0, 0.75], [0, 0.25]], opens: [0, 1], answers: [1, 1] },
  { played: [], opens: [], answers: [] },
];

const PLAY = /<script[^>]*\bid="?play"?[^>]*>(.*?)<\/script>/s;

/** The document of the page; reading it begins a launch. */
async function launch(person: Person, registration_id: string): Promise<PlayDocument> {
  const html = await (await person.page(`/play/${registration_id}`)).text();
  return JSON.parse(PLAY.exec(html)?.[1] ?? '') as PlayDocument;
}

async function otherGrain(person: Person, play: PlayDocument, grain_id: string): Promise<PlayDocument> {
  if (play.grain_id === grain_id || !play.launch) return play;
  const { id, token } = play.launch;
  const path = `/api/v1/play/${id}/grains/${grain_id}?token=${encodeURIComponent(token)}`;
  return { ...(await person.call<PlayDocument>('GET', path)), launch: play.launch };
}

/** Whole seconds where the film has enough of them, so that no second is half played. */
function stretchesOf({ played, tail, whole }: Script, film_ms: number): Stretch[] {
  const part = whole ? film_ms : Math.min(film_ms, PART_MS);
  const whole_s = film_ms >= 4000;
  const place = (share: number) => {
    const ms = (tail ? film_ms - part : 0) + part * share;
    return share === 1 && (tail || part === film_ms) ? film_ms : whole_s ? Math.round(ms / 1000) * 1000 : Math.round(ms);
  };
  return played.map(([from, to]) => ({ from_ms: place(from), to_ms: place(to) })).filter(({ from_ms, to_ms }) => to_ms > from_ms);
}

const isRight = ({ key }: Question, choice_ids: string[]): boolean => [...key].sort().join() === [...choice_ids].sort().join();

/** One grain, as the truth has it and as the player tells it. */
function tellGrain(play: PlayDocument, script: Script): { truth: TrueGrain; statements: Statement[] } {
  const { grain_id, activity_base, document, film } = play;
  const origin = { grain_id, activity_base, launch_id: play.launch?.id ?? '', duration_ms: film.duration_ms };
  const say = new Statements(origin, { id: () => crypto.randomUUID(), now: () => Date.now() });
  const played = stretchesOf(script, film.duration_ms);
  const truth: TrueGrain = { grain_id, film_ms: film.duration_ms, played, answers: [], shown: [], opened: [] };
  const statements = [say.initialized()];
  for (const { from_ms, to_ms } of played) {
    // As the player does: a pause tells what was played, and the report behind it tells it for good.
    const watched = (verb: 'paused' | 'progressed') => say.watched(verb, to_ms, to_ms / film.duration_ms, [{ from_ms, to_ms }]);
    statements.push(say.played(from_ms), watched('paused'), watched('progressed'));
  }
  for (const place of script.opens) {
    const target = document.targets[place];
    if (!target) continue;
    statements.push(say.element('experienced', 'target', target.id), say.element('opened', 'target', target.id));
    statements.push(say.element('closed', 'target', target.id, DWELL_MS));
    truth.shown.push(target.id);
    truth.opened.push(target.id);
  }
  const questions = document.quizzes.flatMap((quiz) => quiz.questions);
  for (const [at, place] of script.answers.entries()) {
    const question = questions[at];
    const choice = question?.choices[place];
    if (!question || !choice) continue;
    statements.push(say.answered(question.id, [choice.id], 4000));
    truth.answers.push({ question_id: question.id, choice_ids: [choice.id], correct: isRight(question, [choice.id]) });
  }
  return { truth, statements };
}

async function send(person: Person, play: PlayDocument, statements: Statement[]): Promise<void> {
  const path = `/api/v1/play/${play.launch?.id}/statements`;
  const { refused } = await person.call<{ refused: unknown[] }>('POST', path, { token: play.launch?.token, statements });
  if (refused.length) throw new Error(`refused: ${JSON.stringify(refused)}`);
}

/** Plays the script in the first grain; who watches it whole watches the others whole too, as far as films are short. */
export async function watch(person: Person, registration_id: string, script: Script, learner: TrueLearner): Promise<void> {
  const first = await launch(person, registration_id);
  const begun = Date.now();
  const whole = !!script.whole && first.film.duration_ms <= WHOLE_MS;
  let claimed_ms = 0;
  for (const [at, { grain_id }] of first.outline.entries()) {
    if (at > 0 && !whole) break;
    const play = await otherGrain(person, first, grain_id);
    const { truth, statements } = tellGrain(play, script.whole && !whole ? { ...script, whole: false } : script);
    claimed_ms += truth.played.reduce((sum, { from_ms, to_ms }) => sum + to_ms - from_ms, 0);
    const wait_ms = (claimed_ms - GRACE_MS) / RATE + 1000 - (Date.now() - begun);
    if (wait_ms > 0) await new Promise((done) => setTimeout(done, wait_ms));
    await send(person, play, statements);
    learner.grains.push(truth);
    learner.right_first += truth.answers.filter(({ correct }) => correct).length;
  }
  learner.exact = first.film.duration_ms >= 4000;
  learner.finished = whole;
}
