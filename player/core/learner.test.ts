import { expect, it } from 'vitest';
import { documentOf, questionOf, quizAt } from '../test/documents.ts';
import { isRight, Learner } from './learner.ts';
import { scoreOf, toReview } from './score.ts';

const nothing = { position_ms: 0, progress: 0, seen: '', completed: false, answers: [], opened_ids: [] };
const several = questionOf('m', { multiple: true, key: ['a', 'b'], points: 3 });

it('takes an answer for right when it is exactly the key, in any order', () => {
  expect(isRight(several, ['b', 'a'])).toBe(true);
  expect(isRight(several, ['a'])).toBe(false);
  expect(isRight(several, ['a', 'b', 'c'])).toBe(false);
});

it('counts the first answer, whatever is answered later', () => {
  const document = documentOf({ quizzes: [quizAt('q', 0, { questions: [several] })] });
  const learner = new Learner(document, nothing);
  learner.answer(several, ['a']);
  expect(learner.answer(several, ['a', 'b']).correct).toBe(true);
  expect(scoreOf(document, learner)).toEqual({ points: 0, of: 3, answered: 1, questions: 1 });
  expect(toReview(document, learner)).toEqual([several]);
});

it('knows from the server what was answered and opened in another browser', () => {
  const document = documentOf({ quizzes: [quizAt('q', 0)] });
  const answers = [{ question_id: 'q-question', choice_ids: ['q-question-yes'], correct: true, points: 1 }];
  const learner = new Learner(document, { ...nothing, answers, opened_ids: ['t'] });
  const stop = { at_ms: 0, required: true, replay: false };
  expect(learner.met({ ...stop, kind: 'quiz', id: 'q' })).toBe(true);
  expect(learner.met({ ...stop, kind: 'target', id: 't' })).toBe(true);
  expect(learner.met({ ...stop, kind: 'target', id: 'other' })).toBe(false);
  expect(scoreOf(document, learner).points).toBe(1);
});

it('counts an answer to a question that has changed since as it was worth then', () => {
  const now = questionOf('m', { key: ['b'], points: 5 });
  const document = documentOf({ quizzes: [quizAt('q', 0, { questions: [now] })] });
  const then = { question_id: 'm', choice_ids: ['gone'], correct: true, points: 3, points_max: 3, to_review: true };
  const learner = new Learner(document, { ...nothing, answers: [then] });
  expect(scoreOf(document, learner)).toEqual({ points: 3, of: 3, answered: 1, questions: 1 });
  learner.answer(now, ['b']);
  expect(learner.answerTo('m'), 'the first one stays').toEqual(then);
  expect(toReview(document, learner)).toEqual([]);
});
