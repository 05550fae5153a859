// What lies on the film, seen as one list: for the timeline, the table, the keyboard and the list of differences.
import type { Chapter, GrainDocument, Quiz, Target, Uuid } from '../../../../player/core/document.ts';

export type ElementKind = 'chapter' | 'target' | 'quiz';
export type ElementRef = { kind: ElementKind; id: Uuid };
/** A chapter lasts until the next one; a quiz is a moment, without length. */
export type Span = { ref: ElementRef; start_ms: number; end_ms: number; title: string; required: boolean };

export const KINDS: readonly ElementKind[] = ['chapter', 'target', 'quiz'];

export const sameRef = (a: ElementRef | null, b: ElementRef | null): boolean => a?.id === b?.id && a?.kind === b?.kind;

export const findTarget = (document: GrainDocument, id: Uuid): Target | undefined =>
  document.targets.find((target) => target.id === id);
export const findQuiz = (document: GrainDocument, id: Uuid): Quiz | undefined =>
  document.quizzes.find((quiz) => quiz.id === id);
export const findChapter = (document: GrainDocument, id: Uuid): Chapter | undefined =>
  document.chapters.find((chapter) => chapter.id === id);

export const exists = (document: GrainDocument, { kind, id }: ElementRef): boolean =>
  !!{ target: findTarget, quiz: findQuiz, chapter: findChapter }[kind](document, id);

export function spansOf(document: GrainDocument, film_ms: number): Record<ElementKind, Span[]> {
  const chapters = [...document.chapters].sort((a, b) => a.start_ms - b.start_ms);
  return {
    chapter: chapters.map(({ id, start_ms, title }, place) => ({
      ref: { kind: 'chapter', id },
      start_ms,
      end_ms: Math.max(start_ms, chapters[place + 1]?.start_ms ?? film_ms),
      title,
      required: false,
    })),
    target: document.targets.map(({ id, start_ms, end_ms, label, required }) => ({
      ref: { kind: 'target', id },
      start_ms,
      end_ms,
      title: label,
      required,
    })),
    quiz: document.quizzes.map(({ id, at_ms, title, required }) => ({
      ref: { kind: 'quiz', id },
      start_ms: at_ms,
      end_ms: at_ms,
      title,
      required,
    })),
  };
}

/** Every element in the order in which the film meets it. */
export function inOrder(document: GrainDocument, film_ms: number): Span[] {
  const spans = spansOf(document, film_ms);
  return KINDS.flatMap((kind) => spans[kind]).sort(
    (a, b) => a.start_ms - b.start_ms || KINDS.indexOf(a.ref.kind) - KINDS.indexOf(b.ref.kind),
  );
}

export const spanOf = (document: GrainDocument, ref: ElementRef, film_ms: number): Span | undefined =>
  spansOf(document, film_ms)[ref.kind].find((span) => span.ref.id === ref.id);

/** Lists are kept in the order of the film: whoever reads the document reads the film. */
export function inFilmOrder(document: GrainDocument): GrainDocument {
  return {
    ...document,
    chapters: [...document.chapters].sort((a, b) => a.start_ms - b.start_ms),
    targets: [...document.targets].sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms),
    quizzes: [...document.quizzes].sort((a, b) => a.at_ms - b.at_ms),
  };
}
