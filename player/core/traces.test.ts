// The promise of the scheduler, held against random traces through the real session and a simulated element: whatever a
// learner does and however rarely the browser reports, each required interaction is shown once, in order, before time
// passes beyond it, and what counts as watched is what was played.
import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { documentOf, quizAt, targetAt } from '../test/documents.ts';
import { SimulatedElement } from '../test/element.ts';
import { playOf } from '../test/plays.ts';
import { join, type Span } from './coverage.ts';
import type { GrainDocument } from './document.ts';
import { Session } from './session.ts';
import { type Stop, stopsOf } from './scheduler.ts';

const LENGTH_MS = 60_000;
/** A picture so little later cannot be told from the one where the film should have stopped. */
const SEEN_ALIKE_MS = 60;

type Act =
  | { do: 'play' | 'pause' | 'meet' | 'skip' }
  | { do: 'seek'; to_ms: number }
  | { do: 'rate'; rate: number }
  | { do: 'wait'; ms: number; tick_ms: number };

const moment = fc.integer({ min: 0, max: LENGTH_MS });
/** 16 ms: drawn; 250: told by the element alone; 1000 and more: a hidden page. */
const cadence = fc.constantFrom(16, 250, 1000, 3700);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Act>({ do: 'play' }) },
  { weight: 1, arbitrary: fc.constant<Act>({ do: 'pause' }) },
  { weight: 3, arbitrary: fc.constant<Act>({ do: 'meet' }) },
  { weight: 1, arbitrary: fc.constant<Act>({ do: 'skip' }) },
  { weight: 3, arbitrary: moment.map<Act>((to_ms) => ({ do: 'seek', to_ms })) },
  { weight: 1, arbitrary: fc.constantFrom(0.5, 1, 1.5, 2).map<Act>((rate) => ({ do: 'rate', rate })) },
  {
    weight: 5,
    arbitrary: fc
      .record({ ms: fc.integer({ min: 1, max: 20_000 }), tick_ms: cadence })
      .map<Act>((wait) => ({ do: 'wait', ...wait })),
  },
);

const quizzes = fc
  .array(fc.record({ at_ms: moment, required: fc.boolean(), replay: fc.boolean() }), { maxLength: 4 })
  .map((all) => all.map(({ at_ms, ...rest }, n) => quizAt(`q${n}`, at_ms, rest)));
const targets = fc
  .array(
    fc.record({
      start_ms: moment,
      length: fc.integer({ min: 1, max: 9000 }),
      pause: fc.boolean(),
      required: fc.boolean(),
    }),
    {
      maxLength: 4,
    },
  )
  .map((all) =>
    all.map(({ start_ms, length, ...rest }, n) =>
      targetAt(`t${n}`, start_ms, Math.min(LENGTH_MS, start_ms + length), rest),
    ),
  );
const documents = fc
  .record({ quizzes, targets, auto_pause: fc.boolean() })
  .map((parts) => documentOf({ ...parts, targets: parts.targets.filter(({ start_ms, end_ms }) => end_ms > start_ms) }));

/** Plays one trace; what it may not do is looked at after every tick. */
class Trial {
  readonly element = new SimulatedElement(LENGTH_MS / 1000);
  readonly session: Session;
  readonly met: string[] = [];
  /** In the order they were shown, with the moments when the learner went back before them. */
  readonly shown: { id: string; at_ms: number; met: boolean }[] = [];
  readonly backs: { after: number; to_ms: number }[] = [];
  /** What was played, by an account of our own: each wait from where the film stood, cut where it was stopped. */
  played: Span[] = [];

  private readonly stops: Stop[];

  constructor(readonly document: GrainDocument) {
    this.stops = stopsOf(document, document.auto_pause);
    this.session = new Session({
      play: playOf(document, LENGTH_MS),
      element: this.element,
      renew: () => Promise.resolve(undefined),
    });
    this.session.film.listen({
      held: (stop) => this.shown.push({ id: stop.id, at_ms: stop.at_ms, met: this.met.includes(stop.id) }),
    });
    this.element.tell('loadedmetadata');
    this.element.settle();
  }

  run(act: Act): void {
    const { film } = this.session;
    if (act.do === 'play') film.play();
    if (act.do === 'pause') film.pause();
    if (act.do === 'rate') film.setRate(act.rate);
    if (act.do === 'seek') this.seek(act.to_ms);
    if (act.do === 'meet') this.meet();
    if (act.do === 'skip') this.skip();
    this.element.settle();
    if (act.do === 'wait') this.wait(act.ms, act.tick_ms);
    this.look();
  }

  /** A learner who would rather go on: a quiz has a way to skip it, a target is passed by playing. */
  private skip(): void {
    const { hold, panel } = this.session.store.get();
    if (hold && panel) this.session.closePanel();
    else if (hold) this.session.film.play();
  }

  private seek(to_ms: number): void {
    const before = this.session.film.position_ms();
    this.session.film.seek(to_ms);
    if (this.session.film.position_ms() < before) this.backs.push({ after: this.shown.length, to_ms });
  }

  private meet(): void {
    const { hold } = this.session.store.get();
    if (!hold) return;
    if (!this.met.includes(hold.id)) this.met.push(hold.id);
    if (hold.kind === 'target') this.session.openTarget(hold.id);
    else
      for (const question of this.session.quiz(hold.id)?.questions ?? [])
        this.session.answer(question, question.key, 1);
    this.session.closePanel();
  }

  /** Our own account: playing goes at the rate from where the film stands to where the scheduler let it come. */
  private wait(ms: number, tick_ms: number): void {
    const from = this.session.film.position_ms();
    const playing = !this.element.paused && !this.session.store.get().hold;
    const { playbackRate } = this.element;
    this.element.pass(ms, tick_ms, () => this.look());
    if (!playing) return;
    const free = Math.min(LENGTH_MS, from + ms * playbackRate);
    const { hold } = this.session.store.get();
    this.played = join(this.played, { from_ms: from, to_ms: hold ? Math.min(hold.at_ms, free) : free });
  }

  private look(): void {
    const position = this.session.film.position_ms();
    const shown = this.element.currentTime * 1000;
    for (const { at_ms, id, required: must } of this.stops)
      if (must && !this.met.includes(id) && (position > at_ms || shown > at_ms + SEEN_ALIKE_MS))
        throw new Error(`${position}, on the screen ${shown}, is beyond ${id} at ${at_ms}`);
  }
}

const required = (document: GrainDocument): string[] =>
  stopsOf(document, document.auto_pause)
    .filter((stop) => stop.required && !stop.replay)
    .map(({ id }) => id);

function holdsItsPromise(document: GrainDocument, acts: readonly Act[]): void {
  vi.useFakeTimers();
  const trial = new Trial(document);
  for (const each of acts) trial.run(each);
  const musts = required(document);
  const showings = trial.shown.filter(({ id }) => musts.includes(id));
  // Once met never again; shown a second time only if the learner went back before it without meeting it.
  for (const [at, showing] of showings.entries()) {
    expect(showing.met, `${showing.id} was met already`).toBe(false);
    const earlier = showings.slice(0, at).find(({ id }) => id === showing.id);
    if (!earlier) continue;
    const order = trial.shown.indexOf(showing);
    const since = trial.shown.indexOf(earlier);
    const went = trial.backs.some(({ after, to_ms }) => after > since && after <= order && to_ms < showing.at_ms);
    expect(went, `${showing.id} was shown twice`).toBe(true);
  }
  // In order: what is shown for the first time lies at or after everything required that was met before it.
  const firsts = musts
    .map((id) => showings.find((showing) => showing.id === id))
    .filter((found) => found !== undefined);
  const inShownOrder = firsts.slice().sort((a, b) => trial.shown.indexOf(a) - trial.shown.indexOf(b));
  expect(inShownOrder.map(({ at_ms }) => at_ms)).toEqual(firsts.map(({ at_ms }) => at_ms));
  // What counts is at least what was played up to each stop, and never more than the element has really played.
  const { played } = trial.session.film;
  expect(beyond(trial.played, played), 'played and not counted').toEqual([]);
  expect(beyond(played, trial.element.played), 'counted and not played').toEqual([]);
  expect(trial.session.film.takeFresh().reduce(join, [] as Span[]), 'told to the recorder').toEqual(played);
  trial.session.close();
  vi.useRealTimers();
}

/** Spans of the first list that the second does not hold, to the hundredth of a millisecond. */
const beyond = (spans: readonly Span[], held: readonly Span[]): Span[] =>
  spans.filter(
    ({ from_ms, to_ms }) =>
      to_ms - from_ms > 0.01 && !held.some((span) => span.from_ms <= from_ms + 0.01 && span.to_ms >= to_ms - 0.01),
  );

it('shows each required interaction exactly once, in order, before time passes beyond it, in 2 000 random traces', () => {
  fc.assert(
    fc.property(documents, fc.array(act, { minLength: 5, maxLength: 40 }), (document, acts) =>
      holdsItsPromise(document, acts),
    ),
    { numRuns: 2000 },
  );
}, 120_000);

it('meets everything required exactly once when the film is simply played to the end', () => {
  fc.assert(
    fc.property(documents, cadence, (document, tick_ms) => {
      vi.useFakeTimers();
      const trial = new Trial(document);
      trial.run({ do: 'play' });
      for (let turn = 0; turn < 60; turn++) {
        trial.run({ do: 'wait', ms: LENGTH_MS * 2, tick_ms });
        trial.run({ do: 'meet' });
        trial.run({ do: 'skip' });
      }
      const musts = required(document);
      expect(trial.shown.filter(({ id }) => musts.includes(id)).map(({ id }) => id)).toEqual(musts);
      expect(trial.session.store.get().ended).toBe(true);
      vi.useRealTimers();
    }),
    { numRuns: 200 },
  );
}, 60_000);
