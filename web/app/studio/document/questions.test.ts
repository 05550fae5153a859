import { describe, expect, it } from 'vitest';
import type { GrainDocument, Question } from '../../../../player/core/document.ts';
import type { Command } from './command.ts';
import { addQuiz, newQuiz } from './creation.ts';
import { CHOICES_MAX } from './limits.ts';
import * as questions from './questions.ts';
import { emptyDocument } from './random_document.ts';

const quiz = newQuiz(5000, 60_000, 'Question', { prompt: 'Pourquoi ?', choices: ['A', 'B'] });
const { id: question_id, choices } = quiz.questions[0] as Question;
const [first, second] = choices.map(({ id }) => id) as [string, string];
const start = addQuiz(quiz)(emptyDocument());
const after = (...commands: Command[]): Question => {
  const document: GrainDocument = commands.reduce((before, command) => command(before), start);
  return document.quizzes[0]?.questions[0] as Question;
};

describe('a question', () => {
  it('with one right choice takes another in its place', () => {
    expect(after(questions.markRight(quiz.id, question_id, second, true)).key).toEqual([second]);
  });
  it('with several right choices keeps the last one', () => {
    const several = questions.allowSeveral(quiz.id, question_id, true);
    const both = questions.markRight(quiz.id, question_id, second, true);
    expect(after(several, both).key).toEqual([first, second]);
    const noFirst = questions.markRight(quiz.id, question_id, first, false);
    const noSecond = questions.markRight(quiz.id, question_id, second, false);
    expect(after(several, both, noFirst, noSecond).key).toEqual([second]);
  });
  it('goes back to one right choice with the first of them', () => {
    const several = questions.allowSeveral(quiz.id, question_id, true);
    const both = questions.markRight(quiz.id, question_id, second, true);
    expect(after(several, both, questions.allowSeveral(quiz.id, question_id, false)).key).toEqual([first]);
  });
  it('keeps two choices, and a right one when the right one is removed', () => {
    const third = questions.newChoice('C');
    const add = questions.addChoice(quiz.id, question_id, third);
    const removed = after(add, questions.removeChoice(quiz.id, question_id, first));
    expect(removed.choices.map(({ text }) => text)).toEqual(['B', 'C']);
    expect(removed.key).toEqual([second]);
    expect(after(questions.removeChoice(quiz.id, question_id, first)).choices).toHaveLength(2);
  });
  it('takes no more choices than the server does', () => {
    const many = Array.from({ length: 20 }, () => questions.addChoice(quiz.id, question_id, questions.newChoice('X')));
    expect(after(...many).choices).toHaveLength(CHOICES_MAX);
  });
  it('moves a choice up and down, and not out of the list', () => {
    const down = questions.moveChoice(quiz.id, question_id, first, 1);
    expect(after(down).choices.map(({ text }) => text)).toEqual(['B', 'A']);
    expect(after(questions.moveChoice(quiz.id, question_id, first, -1)).choices).toEqual(choices);
  });
  it('loses the passage to see again, member and all', () => {
    const set = questions.reviewFrom(quiz.id, question_id, 1200);
    expect(after(set).review_from_ms).toBe(1200);
    expect(after(set, questions.reviewFrom(quiz.id, question_id, null))).not.toHaveProperty('review_from_ms');
  });
});
