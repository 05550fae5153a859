import { expect, it } from 'vitest';
import { Scheduler, type Stop } from './scheduler.ts';
import { documentOf, quizAt, targetAt } from '../test/documents.ts';

const withMet =
  (met: string[] = []) =>
  (stop: Stop) =>
    met.includes(stop.id);

it('stops at a quiz that playing has crossed, however far the report jumped', () => {
  const scheduler = new Scheduler(documentOf({ quizzes: [quizAt('q', 1000)] }), withMet());
  expect(scheduler.advance(900)).toBe(900);
  expect(scheduler.advance(4000)).toBe(1000);
  expect(scheduler.hold?.id).toBe('q');
});

it('does not go on from a required quiz before it is answered', () => {
  const met: string[] = [];
  const scheduler = new Scheduler(documentOf({ quizzes: [quizAt('q', 1000, { required: true })] }), withMet(met));
  scheduler.advance(2000);
  expect(scheduler.release()).toBe(false);
  met.push('q');
  expect(scheduler.release()).toBe(true);
  expect(scheduler.advance(2000)).toBe(2000);
});

it('shows two interactions of the same moment one after the other', () => {
  const scheduler = new Scheduler(documentOf({ quizzes: [quizAt('a', 1000), quizAt('b', 1000)] }), withMet());
  scheduler.advance(1500);
  expect(scheduler.hold?.id).toBe('a');
  scheduler.release();
  expect(scheduler.advance(1500)).toBe(1000);
  expect(scheduler.hold?.id).toBe('b');
});

it('lets a seek pass what is optional and stops it at the first required one that is not met', () => {
  const quizzes = [
    quizAt('optional', 500),
    quizAt('first', 1000, { required: true }),
    quizAt('second', 2000, { required: true }),
  ];
  const scheduler = new Scheduler(documentOf({ quizzes }), withMet());
  expect(scheduler.jump(5000)).toBe(1000);
  expect(scheduler.hold?.id).toBe('first');
});

it('leaves a hold behind when the learner goes back, and stops there again', () => {
  const scheduler = new Scheduler(documentOf({ quizzes: [quizAt('q', 1000, { required: true })] }), withMet());
  scheduler.advance(1200);
  expect(scheduler.jump(200)).toBe(200);
  expect(scheduler.hold).toBeNull();
  expect(scheduler.advance(3000)).toBe(1000);
});

it('asks an answered quiz again only when it replays', () => {
  const quizzes = [quizAt('once', 1000), quizAt('again', 2000, { replay: true })];
  const scheduler = new Scheduler(documentOf({ quizzes }), withMet(['once', 'again']));
  expect(scheduler.advance(3000)).toBe(2000);
  expect(scheduler.hold?.id).toBe('again');
  expect(scheduler.release()).toBe(true);
});

it('holds a required target that does not pause where it would disappear, and keeps it on the picture', () => {
  const targets = [targetAt('t', 1000, 2000, { required: true })];
  const scheduler = new Scheduler(documentOf({ targets }), withMet());
  scheduler.advance(1500);
  expect(scheduler.visible()).toEqual(['t']);
  expect(scheduler.hold).toBeNull();
  scheduler.advance(2500);
  expect(scheduler.position_ms).toBe(2000);
  expect(scheduler.visible()).toEqual(['t']);
});

it('pauses at every target when the document or the learner wishes it', () => {
  const document = documentOf({ targets: [targetAt('t', 1000, 2000)] });
  const scheduler = new Scheduler(document, withMet());
  expect(scheduler.nextStop_ms()).toBe(Infinity);
  scheduler.setAutoPause(true);
  expect(scheduler.nextStop_ms()).toBe(1000);
  scheduler.advance(1100);
  expect(scheduler.hold?.id).toBe('t');
  expect(scheduler.release()).toBe(true);
});

it('shows targets from their first millisecond to the one before their last', () => {
  const scheduler = new Scheduler(documentOf({ targets: [targetAt('t', 1000, 2000)] }), withMet());
  const shown = [999, 1000, 1999, 2000].map((at) => {
    scheduler.jump(at);
    return scheduler.visible().length;
  });
  expect(shown).toEqual([0, 1, 1, 0]);
});

it('bars no jump for whoever only looks the film over, and still stops it where it plays', () => {
  const quizzes = [quizAt('first', 1000, { required: true }), quizAt('second', 3000, { required: true })];
  const scheduler = new Scheduler(documentOf({ quizzes }), withMet());
  scheduler.barred = false;
  expect(scheduler.jump(2000)).toBe(2000);
  expect(scheduler.hold).toBe(null);
  expect(scheduler.advance(4000)).toBe(3000);
  expect(scheduler.hold?.id).toBe('second');
  expect(scheduler.jump(500)).toBe(500);
});
