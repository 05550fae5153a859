// What elements of every kind have: a title, and whether a learner may pass them by.
import { type Command, mapById } from './command.ts';
import type { ElementRef } from './elements.ts';
import { changeQuiz } from './questions.ts';
import { changeTarget } from './targets.ts';

export const rename = ({ kind, id }: ElementRef, title: string): Command => {
  if (kind === 'target') return changeTarget(id, { label: title });
  if (kind === 'quiz') return changeQuiz(id, { title });
  return (document) => ({ ...document, chapters: mapById(document.chapters, id, (old) => ({ ...old, title })) });
};

/** A chapter asks nothing, so it cannot be required. */
export const requireIt = ({ kind, id }: ElementRef, required: boolean): Command => {
  if (kind === 'target') return changeTarget(id, { required });
  if (kind === 'quiz') return changeQuiz(id, { required });
  return (document) => document;
};
