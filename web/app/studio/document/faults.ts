// Words that are still missing and that the checks of the server let pass: said at once, before anything is saved.
import type { GrainDocument } from '../../../../player/core/document.ts';
import type { ElementRef } from './elements.ts';

export type FaultCode = 'no_title' | 'no_chapter_title' | 'no_quiz_title';
export type Fault = { code: FaultCode; ref: ElementRef | null };

const blank = (text: string) => text.trim() === '';

export function faultsOf({ title, chapters, quizzes }: GrainDocument): Fault[] {
  const untitled = (
    code: FaultCode,
    kind: ElementRef['kind'],
    all: readonly { id: string; title: string }[],
  ): Fault[] => all.flatMap((element) => (blank(element.title) ? { code, ref: { kind, id: element.id } } : []));
  return [
    ...(blank(title) ? [{ code: 'no_title' as const, ref: null }] : []),
    ...untitled('no_chapter_title', 'chapter', chapters),
    ...untitled('no_quiz_title', 'quiz', quizzes),
  ];
}
