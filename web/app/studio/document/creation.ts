// New elements, copies of elements, and their removal. Every new element has an identity of its own.
import type { Chapter, Content, GrainDocument, Quiz, Target, Uuid } from '../../../../player/core/document.ts';
import { type Command, within } from './command.ts';
import { withoutUnused } from './contents.ts';
import { type ElementRef, findChapter, findQuiz, findTarget, inFilmOrder } from './elements.ts';
import { newId } from './identity.ts';
import { ELEMENTS_MAX, SIDE_USUAL, TARGET_MIN_MS, TARGET_USUAL_MS } from './limits.ts';
import { type Place, shifted } from './motion.ts';
import { newQuestion, type Words } from './questions.ts';

const full = (list: readonly unknown[]) => list.length >= ELEMENTS_MAX;

export const newChapter = (at_ms: number, film_ms: number, title: string): Chapter => ({
  id: newId(),
  start_ms: Math.round(within(at_ms, 0, film_ms)),
  title,
});

export const addChapter =
  (chapter: Chapter): Command =>
  (document) =>
    full(document.chapters) ? document : inFilmOrder({ ...document, chapters: [...document.chapters, chapter] });

export function newTarget(
  at_ms: number,
  film_ms: number,
  content_id: Uuid,
  label: string,
  place: Place = { x: 50, y: 50 },
): Target {
  const length = Math.min(TARGET_USUAL_MS, Math.max(TARGET_MIN_MS, film_ms));
  const start_ms = Math.round(within(at_ms, 0, film_ms - length));
  return {
    id: newId(),
    label,
    alternative: '',
    start_ms,
    end_ms: start_ms + length,
    ...SIDE_USUAL,
    keyframes: [{ at_ms: start_ms, ...place }],
    content_id,
    pause: false,
    required: false,
  };
}

export const addTarget =
  (target: Target, content: Content): Command =>
  (document) =>
    full(document.targets)
      ? document
      : inFilmOrder({
          ...document,
          targets: [...document.targets, target],
          contents: document.contents.some(({ id }) => id === content.id)
            ? document.contents
            : [...document.contents, content],
        });

export const newQuiz = (at_ms: number, film_ms: number, title: string, words: Words): Quiz => ({
  id: newId(),
  title,
  at_ms: Math.round(within(at_ms, 0, film_ms)),
  required: true,
  replay: false,
  questions: [newQuestion(words)],
});

export const addQuiz =
  (quiz: Quiz): Command =>
  (document) =>
    full(document.quizzes) ? document : inFilmOrder({ ...document, quizzes: [...document.quizzes, quiz] });

function copiedQuiz(quiz: Quiz): Quiz {
  const questions = quiz.questions.map((question) => {
    const ids = new Map(question.choices.map(({ id }) => [id, newId()]));
    return {
      ...question,
      id: newId(),
      choices: question.choices.map((choice) => ({ ...choice, id: ids.get(choice.id) ?? newId() })),
      key: question.key.flatMap((id) => ids.get(id) ?? []),
    };
  });
  return { ...quiz, id: newId(), questions };
}

export type Copy = { ref: ElementRef; command: Command };

/** A copy that starts at the given moment. Targets go on opening the same content. */
export function duplicate(document: GrainDocument, ref: ElementRef, at_ms: number, film_ms: number): Copy | null {
  const at = Math.round(within(at_ms, 0, film_ms));
  if (ref.kind === 'chapter') {
    const chapter = findChapter(document, ref.id);
    if (!chapter) return null;
    const copy = { ...chapter, id: newId(), start_ms: at };
    return { ref: { kind: 'chapter', id: copy.id }, command: addChapter(copy) };
  }
  if (ref.kind === 'quiz') {
    const quiz = findQuiz(document, ref.id);
    if (!quiz) return null;
    const copy = { ...copiedQuiz(quiz), at_ms: at };
    return { ref: { kind: 'quiz', id: copy.id }, command: addQuiz(copy) };
  }
  const target = findTarget(document, ref.id);
  const content = document.contents.find(({ id }) => id === target?.content_id);
  if (!target || !content) return null;
  const start = within(at, 0, film_ms - (target.end_ms - target.start_ms));
  const copy = { ...shifted(target, start - target.start_ms), id: newId() };
  return { ref: { kind: 'target', id: copy.id }, command: addTarget(copy, content) };
}

export const remove =
  ({ kind, id }: ElementRef): Command =>
  (document) => {
    const others = (item: { id: Uuid }) => item.id !== id;
    const left: Record<ElementRef['kind'], () => Partial<GrainDocument>> = {
      target: () => ({ targets: document.targets.filter(others) }),
      quiz: () => ({ quizzes: document.quizzes.filter(others) }),
      chapter: () => ({ chapters: document.chapters.filter(others) }),
    };
    return withoutUnused({ ...document, ...left[kind]() });
  };
