// When elements happen: moving and trimming them, whatever the gesture (pointer, keys, typed time).
import type { GrainDocument, Target } from '../../../../player/core/document.ts';
import { type Command, mapById, within } from './command.ts';
import { type ElementRef, findTarget, inFilmOrder } from './elements.ts';
import { TARGET_MIN_MS } from './limits.ts';
import { cut, shifted } from './motion.ts';

const targetMoved = (target: Target, start_ms: number, film_ms: number): Target => {
  const length = target.end_ms - target.start_ms;
  const start = Math.round(within(start_ms, 0, film_ms - length));
  return shifted(target, start - target.start_ms);
};

/** Another start, the same length. */
export const moveTo =
  ({ kind, id }: ElementRef, start_ms: number, film_ms: number): Command =>
  (document) => {
    const at = Math.round(within(start_ms, 0, film_ms));
    const moved: Record<ElementRef['kind'], () => Partial<GrainDocument>> = {
      target: () => ({ targets: mapById(document.targets, id, (target) => targetMoved(target, start_ms, film_ms)) }),
      quiz: () => ({ quizzes: mapById(document.quizzes, id, (quiz) => ({ ...quiz, at_ms: at })) }),
      chapter: () => ({ chapters: mapById(document.chapters, id, (chapter) => ({ ...chapter, start_ms: at })) }),
    };
    return inFilmOrder({ ...document, ...moved[kind]() });
  };

const retimed = (document: GrainDocument, id: string, change: (target: Target) => Target): GrainDocument =>
  inFilmOrder({ ...document, targets: mapById(document.targets, id, change) });

/** Another start, the same end. What has no length is moved. */
export const trimStart =
  (ref: ElementRef, start_ms: number, film_ms: number): Command =>
  (document) =>
    ref.kind !== 'target'
      ? moveTo(ref, start_ms, film_ms)(document)
      : retimed(document, ref.id, (target) =>
          cut(target, Math.round(within(start_ms, 0, target.end_ms - TARGET_MIN_MS)), target.end_ms),
        );

/** Another end, the same start. What has no length is moved. */
export const trimEnd =
  (ref: ElementRef, end_ms: number, film_ms: number): Command =>
  (document) =>
    ref.kind !== 'target'
      ? moveTo(ref, end_ms, film_ms)(document)
      : retimed(document, ref.id, (target) =>
          cut(target, target.start_ms, Math.round(within(end_ms, target.start_ms + TARGET_MIN_MS, film_ms))),
        );

/** Everything ends with the film, when a shorter one takes its place. */
export const fitIntoFilm =
  (film_ms: number): Command =>
  (document) => {
    const late = document.targets.filter(({ end_ms }) => end_ms > film_ms);
    const fitted = late.reduce((before, { id }) => {
      const target = findTarget(before, id);
      if (!target) return before;
      const start = within(target.start_ms, 0, film_ms - TARGET_MIN_MS);
      const end = Math.min(film_ms, Math.max(start + TARGET_MIN_MS, target.end_ms));
      return { ...before, targets: mapById(before.targets, id, (old) => cut(old, start, end)) };
    }, document);
    return inFilmOrder({
      ...fitted,
      chapters: fitted.chapters.map((chapter) => ({ ...chapter, start_ms: Math.min(chapter.start_ms, film_ms) })),
      quizzes: fitted.quizzes.map((quiz) => ({ ...quiz, at_ms: Math.min(quiz.at_ms, film_ms) })),
    });
  };
