import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { documentOf, quizAt, targetAt } from '../test/documents.ts';
import { SimulatedElement } from '../test/element.ts';
import { playOf } from '../test/plays.ts';
import { parseSpans, total_ms } from './coverage.ts';
import { Recorder } from './recorder.ts';
import { Session } from './session.ts';
import { PLAYED_SEGMENTS, type Statement, Statements } from './statements.ts';

const launch = { id: 'launch', token: 'token', registration_id: 'registration' };
const V = 'https://w3id.org/xapi/video/extensions/';

function lesson(document = documentOf(), seconds = 60) {
  const element = new SimulatedElement(seconds);
  const session = new Session({
    play: playOf(document, seconds * 1000, { launch, grain_id: 'g' }),
    element,
    renew: () => Promise.resolve(undefined),
  });
  element.tell('loadedmetadata');
  element.settle();
  const sent: Statement[] = [];
  let n = 0;
  const origin = {
    activity_base: 'https://example.test/x/s/',
    grain_id: 'g',
    launch_id: 'launch',
    duration_ms: seconds * 1000,
  };
  const recorder = new Recorder({
    film: session.film,
    share: () => session.share(),
    statements: new Statements(origin, { id: () => `id-${n++}`, now: () => Date.now() }),
    deliver: (statement) => sent.push(statement),
  });
  const verbs = (): (string | undefined)[] => sent.map(({ verb }) => verb.id.split('/').pop());
  return { element, session, recorder, sent, verbs };
}

beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2025, 0, 1) }));
afterEach(() => vi.useRealTimers());

it('tells what happened before it was there, with the times of then', () => {
  const { element, session, recorder, sent, verbs } = lesson();
  session.film.play();
  element.settle();
  vi.setSystemTime(Date.UTC(2025, 0, 1, 0, 0, 5));
  session.record(recorder);
  expect(verbs()).toEqual(['initialized', 'played']);
  expect(sent.map(({ timestamp }) => timestamp)).toEqual(['2025-01-01T00:00:00.000Z', '2025-01-01T00:00:00.000Z']);
});

it('reports every fifteen seconds of play exactly what was played since the last report', () => {
  const { element, session, recorder, sent } = lesson();
  session.record(recorder);
  session.film.play();
  element.settle();
  for (let turn = 0; turn < 3; turn++) {
    element.pass(15_000, 250, () => undefined);
    vi.advanceTimersByTime(15_000);
  }
  const reports = sent.filter(({ verb }) => verb.id.endsWith('progressed')).map(({ result }) => result?.extensions);
  expect(reports.map((extensions) => extensions?.[PLAYED_SEGMENTS])).toEqual([
    '0.000[.]15.000',
    '15.000[.]30.000',
    '30.000[.]45.000',
  ]);
  expect(reports[2]).toMatchObject({ [`${V}time`]: 45, [`${V}progress`]: 0.75 });
});

it('loses nothing of what was played when the learner seeks, pauses and leaves', () => {
  const { element, session, recorder, sent } = lesson();
  session.record(recorder);
  session.film.play();
  element.settle();
  element.pass(4000, 250, () => undefined);
  session.film.seek(20_000);
  element.settle();
  element.pass(3000, 250, () => undefined);
  session.film.pause();
  element.settle();
  session.leave();
  const told = sent.filter(({ verb }) => verb.id.endsWith('progressed'));
  const spans = told.flatMap(({ result }) => parseSpans(String(result?.extensions?.[PLAYED_SEGMENTS])));
  expect(spans).toEqual([
    { from_ms: 0, to_ms: 4000 },
    { from_ms: 20_000, to_ms: 23_000 },
  ]);
  expect(sent.at(-1)?.verb.id).toContain('terminated');
  expect(sent.find(({ verb }) => verb.id.endsWith('seeked'))?.result?.extensions).toEqual({
    [`${V}time-from`]: 4,
    [`${V}time-to`]: 20,
  });
});

it('says completed at the end, after the last of what was played', () => {
  const { element, session, recorder, sent, verbs } = lesson(documentOf(), 10);
  session.record(recorder);
  session.film.play();
  element.settle();
  element.pass(20_000, 250, () => undefined);
  expect(verbs().slice(-2)).toEqual(['progressed', 'completed']);
  expect(sent.at(-1)?.result).toMatchObject({ completion: true, extensions: { [`${V}progress`]: 1 } });
});

it('tells a target shown, opened and closed, with how long it was open', () => {
  const document = documentOf({ targets: [targetAt('t', 1000, 3000, { pause: true })] });
  const { element, session, recorder, sent, verbs } = lesson(document);
  session.record(recorder);
  session.film.play();
  element.settle();
  element.pass(2000, 16, () => undefined);
  session.openTarget('t');
  vi.advanceTimersByTime(2500);
  session.closePanel();
  expect(verbs()).toEqual(['initialized', 'played', 'experienced', 'paused', 'open', 'close']);
  expect(sent.at(-1)).toMatchObject({
    object: { id: 'https://example.test/x/s/target/g/t' },
    result: { duration: 'PT2.5S' },
    context: { extensions: { [`${V}session-id`]: 'launch' } },
  });
});

it('tells an answer by its choices and the time it took', () => {
  const document = documentOf({ quizzes: [quizAt('q', 1000)] });
  const { session, recorder, sent } = lesson(document);
  session.record(recorder);
  const [question] = session.quiz('q')?.questions ?? [];
  if (question) session.answer(question, ['a', 'b'], 1234);
  expect(sent.at(-1)).toMatchObject({
    object: { id: 'https://example.test/x/s/question/g/q-question' },
    result: { response: 'a[,]b', duration: 'PT1.23S' },
  });
});

it('never counts more than the film has', () => {
  const { element, session, recorder, sent } = lesson(documentOf(), 10);
  session.record(recorder);
  for (let turn = 0; turn < 3; turn++) {
    session.film.play();
    element.settle();
    element.pass(20_000, 250, () => undefined);
  }
  const shares = sent.map(({ result }) => Number(result?.extensions?.[`${V}progress`] ?? 0));
  expect(Math.max(...shares)).toBe(1);
  expect(total_ms(session.film.played)).toBe(10_000);
});
