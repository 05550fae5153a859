// What still has to be filled in before learners see the grain. The server refuses more; this is what an author can see to.
import type { GrainDocument, Quiz, Target } from '../../../../player/core/document.ts';
import { findContent } from './contents.ts';
import type { ElementRef } from './elements.ts';

export type FaultCode =
  | 'no_film'
  | 'no_title'
  | 'no_label'
  | 'no_alternative'
  | 'no_body'
  | 'no_prompt'
  | 'no_choice_text'
  | 'no_chapter_title'
  | 'no_quiz_title'
  | 'after_film';
export type Fault = { code: FaultCode; ref: ElementRef | null };

const blank = (text: string) => text.trim() === '';

function targetFaults(document: GrainDocument, target: Target): FaultCode[] {
  const content = findContent(document, target.content_id);
  const faults: [boolean, FaultCode][] = [
    [blank(target.label), 'no_label'],
    [content?.kind === 'image' && blank(content.alternative), 'no_alternative'],
    [content?.kind === 'text' && blank(content.body), 'no_body'],
  ];
  return faults.flatMap(([wrong, code]) => (wrong ? code : []));
}

function quizFaults(quiz: Quiz): FaultCode[] {
  const faults: [boolean, FaultCode][] = [
    [blank(quiz.title), 'no_quiz_title'],
    [quiz.questions.some(({ prompt }) => blank(prompt)), 'no_prompt'],
    [quiz.questions.some(({ choices }) => choices.some(({ text }) => blank(text))), 'no_choice_text'],
  ];
  return faults.flatMap(([wrong, code]) => (wrong ? code : []));
}

/** `film_ms` 0: the length of the film is not known yet. */
export function faultsOf(document: GrainDocument, film_ms: number): Fault[] {
  const late = (ms: number): FaultCode[] => (film_ms > 0 && ms > film_ms ? ['after_film'] : []);
  const about = (ref: ElementRef | null, codes: FaultCode[]): Fault[] => codes.map((code) => ({ code, ref }));
  return [
    ...(document.media_id ? [] : about(null, ['no_film'])),
    ...(blank(document.title) ? about(null, ['no_title']) : []),
    ...document.chapters.flatMap(({ id, title, start_ms }) =>
      about({ kind: 'chapter', id }, [...(blank(title) ? (['no_chapter_title'] as const) : []), ...late(start_ms)]),
    ),
    ...document.targets.flatMap((target) =>
      about({ kind: 'target', id: target.id }, [...targetFaults(document, target), ...late(target.end_ms)]),
    ),
    ...document.quizzes.flatMap((quiz) =>
      about({ kind: 'quiz', id: quiz.id }, [...quizFaults(quiz), ...late(quiz.at_ms)]),
    ),
  ];
}
