import { beforeEach, expect, it, vi } from 'vitest';
import { documentOf, quizAt, targetAt } from '../test/documents.ts';
import { SimulatedElement } from '../test/element.ts';
import { playOf } from '../test/plays.ts';
import type { PlayDocument } from './document.ts';
import { IndexPoll, POLL_MS } from './index_poll.ts';
import { Session } from './session.ts';

function open(changes: Partial<PlayDocument> = {}, document = documentOf()) {
  const element = new SimulatedElement(60);
  const session = new Session({
    play: playOf(document, 60_000, changes),
    element,
    renew: () => Promise.resolve(undefined),
  });
  element.tell('loadedmetadata');
  element.settle();
  return { element, session };
}
const state = (position_ms: number) => ({ position_ms, progress: 0, completed: false, answers: [], opened_ids: [] });

beforeEach(() => localStorage.clear());

it('opens where the learner stopped in another browser', () => {
  const { element, session } = open({ state: state(24_000) });
  expect([element.currentTime, session.store.get().time_ms]).toEqual([24, 24_000]);
});

it('starts again from the beginning when next to nothing was left', () => {
  expect(open({ state: state(59_000) }).element.currentTime).toBe(0);
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
