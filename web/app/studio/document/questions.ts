// The questions of a quiz and their choices. At every step a question keeps two choices or more and a right one among them.
import type { Choice, GrainDocument, Question, Quiz, Uuid } from '../../../../player/core/document.ts';
import { type Command, mapById } from './command.ts';
import { newId } from './identity.ts';
import { CHOICES_MAX, CHOICES_MIN, QUESTIONS_MAX } from './limits.ts';

/** Words that new elements start with, in the language of the grain. */
export type Words = { prompt: string; choices: readonly [string, string] };

export const newChoice = (text: string): Choice => ({ id: newId(), text, feedback: '' });

export function newQuestion(words: Words): Question {
  const choices = words.choices.map(newChoice);
  return {
    id: newId(),
    prompt: words.prompt,
    explanation: '',
    multiple: false,
    choices,
    key: choices.slice(0, 1).map(({ id }) => id),
    points: 1,
  };
}

const inQuiz =
  (quiz_id: Uuid, change: (quiz: Quiz) => Quiz): Command =>
  (document: GrainDocument) => ({ ...document, quizzes: mapById(document.quizzes, quiz_id, change) });

const inQuestion = (quiz_id: Uuid, question_id: Uuid, change: (question: Question) => Question): Command =>
  inQuiz(quiz_id, (quiz) => ({ ...quiz, questions: mapById(quiz.questions, question_id, change) }));

export const changeQuiz = (id: Uuid, change: Partial<Pick<Quiz, 'title' | 'required' | 'replay'>>): Command =>
  inQuiz(id, (quiz) => ({ ...quiz, ...change }));

export const addQuestion = (quiz_id: Uuid, question: Question): Command =>
  inQuiz(quiz_id, (quiz) =>
    quiz.questions.length >= QUESTIONS_MAX ? quiz : { ...quiz, questions: [...quiz.questions, question] },
  );

export const removeQuestion = (quiz_id: Uuid, question_id: Uuid): Command =>
  inQuiz(quiz_id, (quiz) =>
    quiz.questions.length < 2 ? quiz : { ...quiz, questions: quiz.questions.filter(({ id }) => id !== question_id) },
  );

export const changeQuestion = (
  quiz_id: Uuid,
  question_id: Uuid,
  change: Partial<Pick<Question, 'prompt' | 'explanation' | 'points'>>,
): Command => inQuestion(quiz_id, question_id, (question) => ({ ...question, ...change }));

/** Where "see the passage again" goes; null: no such link. */
export const reviewFrom = (quiz_id: Uuid, question_id: Uuid, ms: number | null): Command =>
  inQuestion(quiz_id, question_id, ({ review_from_ms: _, ...question }) =>
    ms === null ? question : { ...question, review_from_ms: ms },
  );

/** From several right answers to one, the first stays. */
export const allowSeveral = (quiz_id: Uuid, question_id: Uuid, multiple: boolean): Command =>
  inQuestion(quiz_id, question_id, (question) => ({
    ...question,
    multiple,
    key: multiple ? question.key : question.key.slice(0, 1),
  }));

/** One right answer: this one takes the place of the other. Several: it joins or leaves, and the last one stays. */
export const markRight = (quiz_id: Uuid, question_id: Uuid, choice_id: Uuid, right: boolean): Command =>
  inQuestion(quiz_id, question_id, (question) => {
    if (!question.multiple) return right ? { ...question, key: [choice_id] } : question;
    const wanted = new Set(question.key);
    if (right) wanted.add(choice_id);
    else wanted.delete(choice_id);
    const key = question.choices.map(({ id }) => id).filter((id) => wanted.has(id));
    return key.length ? { ...question, key } : question;
  });

export const addChoice = (quiz_id: Uuid, question_id: Uuid, choice: Choice): Command =>
  inQuestion(quiz_id, question_id, (question) =>
    question.choices.length >= CHOICES_MAX ? question : { ...question, choices: [...question.choices, choice] },
  );

export const changeChoice = (
  quiz_id: Uuid,
  question_id: Uuid,
  choice_id: Uuid,
  change: Partial<Pick<Choice, 'text' | 'feedback'>>,
): Command =>
  inQuestion(quiz_id, question_id, (question) => ({
    ...question,
    choices: mapById(question.choices, choice_id, (choice) => ({ ...choice, ...change })),
  }));

export const removeChoice = (quiz_id: Uuid, question_id: Uuid, choice_id: Uuid): Command =>
  inQuestion(quiz_id, question_id, (question) => {
    if (question.choices.length <= CHOICES_MIN) return question;
    const choices = question.choices.filter(({ id }) => id !== choice_id);
    const key = question.key.filter((id) => id !== choice_id);
    return { ...question, choices, key: key.length ? key : choices.slice(0, 1).map(({ id }) => id) };
  });

/** Up (-1) or down (+1) among its neighbours. */
export const moveChoice = (quiz_id: Uuid, question_id: Uuid, choice_id: Uuid, by: -1 | 1): Command =>
  inQuestion(quiz_id, question_id, (question) => {
    const from = question.choices.findIndex(({ id }) => id === choice_id);
    const other = question.choices[from + by];
    const moving = question.choices[from];
    if (!moving || !other) return question;
    const choices = question.choices.map((choice) => (choice === moving ? other : choice === other ? moving : choice));
    return { ...question, choices };
  });
