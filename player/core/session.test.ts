import { beforeEach, expect, it, vi } from 'vitest';
import { documentOf, quizAt, targetAt } from '../test/documents.ts';
import { SimulatedElement } from '../test/element.ts';
import { playOf } from '../test/plays.ts';
import type { PlayDocument } from './document.ts';
import { IndexPoll, POLL_MS } from './index_poll.ts';
import { Session } from './session.ts';

function open(changes: Partial<PlayDocument> = {}, document = documentOf(), seconds = 60) {
  const element = new SimulatedElement(seconds);
  const session = new Session({
    play: playOf(document, seconds * 1000, changes),
    element,
    renew: () => Promise.resolve(undefined),
  });
  element.tell('loadedmetadata');
  element.settle();
  return { element, session };
}
const state = (position_ms: number) => ({
  position_ms,
  progress: 0,
  seen: '',
  completed: false,
  answers: [],
  opened_ids: [],
});

beforeEach(() => localStorage.clear());

it('opens where the learner stopped in another browser', () => {
  const { element, session } = open({ state: state(24_000) });
  expect([element.currentTime, session.store.get().time_ms]).toEqual([24, 24_000]);
});

it('counts what was seen in an earlier visit as seen', () => {
  const { session } = open({ state: { ...state(24_000), progress: 0.4, seen: '0[.]12[,]18[.]30' } });
  expect([session.share(), session.film.played]).toEqual([
    0.4,
    [
      { from_ms: 0, to_ms: 12_000 },
      { from_ms: 18_000, to_ms: 30_000 },
    ],
  ]);
});

it('starts again from the beginning when next to nothing was left', () => {
  expect(open({ state: state(59_000) }).element.currentTime).toBe(0);
});

it('opens a very short film where it was left, too, unless it was left at its very end', () => {
  const left = (seconds: number, ms: number): number =>
    open({ state: state(ms) }, documentOf(), seconds).element.currentTime;
  expect([left(5, 3000), left(1, 600)]).toEqual([3, 0.6]);
  expect([left(5, 4900), left(1, 980)]).toEqual([0, 0]);
});

it('does not open beyond a required question that a new version has put before it', () => {
  const document = documentOf({ quizzes: [quizAt('q', 10_000, { required: true })] });
  const { element, session } = open({ state: state(24_000) }, document);
  expect(element.currentTime).toBe(10);
  expect(session.store.get().panel).toMatchObject({ kind: 'quiz', id: 'q' });
});

it('lets the film wait while something is open, and go on afterwards if it was playing', () => {
  const { element, session } = open({}, documentOf({ targets: [targetAt('t', 0, 9000)] }));
  session.film.play();
  element.settle();
  session.openTarget('t');
  expect(element.paused).toBe(true);
  session.closePanel();
  expect(element.paused).toBe(false);
  session.film.pause();
  element.settle();
  session.openTarget('t');
  session.closePanel();
  expect(element.paused).toBe(true);
});

it('does not close a required question that waits for its answer, and closes it when the learner goes back', () => {
  const { element, session } = open({}, documentOf({ quizzes: [quizAt('q', 2000, { required: true })] }));
  session.film.play();
  element.settle();
  element.pass(5000, 16, () => undefined);
  expect(session.closePanel()).toBe(false);
  session.film.seek(500);
  expect(session.store.get().panel).toBeNull();
});

it('shows the end, and after it plays the film from the beginning', () => {
  const { element, session } = open();
  session.film.play();
  element.settle();
  element.pass(70_000, 250, () => undefined);
  expect(session.store.get()).toMatchObject({ ended: true, panel: { kind: 'end' } });
  session.playFrom(0);
  element.settle();
  expect([element.paused, element.currentTime, session.store.get().ended]).toEqual([false, 0, false]);
});

it('answers media keys like its own: nothing passes a question that waits', () => {
  const { element, session } = open({}, documentOf({ quizzes: [quizAt('q', 2000, { required: true })] }));
  session.film.play();
  element.settle();
  element.pass(5000, 250, () => undefined);
  element.play();
  element.settle();
  expect([element.paused, session.store.get().time_ms]).toEqual([true, 2000]);
  element.currentTime = 30;
  element.settle();
  expect([element.currentTime, session.store.get().time_ms]).toEqual([2, 2000]);
});

it('asks for the index while more is to come, and stops once it is whole', async () => {
  vi.useFakeTimers();
  const film = playOf(documentOf(), 60_000).film;
  const index = vi
    .fn()
    .mockResolvedValueOnce(undefined)
    .mockResolvedValueOnce({ ...film, complete: true });
  const applied: boolean[] = [];
  const poll = new IndexPoll({ index }, false, ({ complete }) => applied.push(complete));
  await vi.advanceTimersByTimeAsync(POLL_MS * 5);
  expect([index.mock.calls.length, applied]).toEqual([2, [true]]);
  poll.close();
  vi.useRealTimers();
});
