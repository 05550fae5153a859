// Small grain documents for unit tests, built by functions with defaults.
import type { GrainDocument, Question, Quiz, Target } from '../core/document.ts';

export const documentOf = (changes: Partial<GrainDocument> = {}): GrainDocument => ({
  schema: 1,
  title: 'Grain',
  language: 'fr',
  pass_percent: 50,
  auto_pause: false,
  chapters: [],
  targets: [],
  quizzes: [],
  contents: [],
  ...changes,
});

export const questionOf = (id: string, changes: Partial<Question> = {}): Question => ({
  id,
  prompt: `Question ${id}`,
  explanation: '',
  multiple: false,
  choices: [
    { id: `${id}-yes`, text: 'Oui', feedback: '' },
    { id: `${id}-no`, text: 'Non', feedback: '' },
  ],
  key: [`${id}-yes`],
  points: 1,
  ...changes,
});

export const quizAt = (id: string, at_ms: number, changes: Partial<Quiz> = {}): Quiz => ({
  id,
  title: id,
  at_ms,
  required: false,
  replay: false,
  questions: [questionOf(`${id}-question`)],
  ...changes,
});

export const targetAt = (id: string, start_ms: number, end_ms: number, changes: Partial<Target> = {}): Target => ({
  id,
  label: id,
  alternative: '',
  start_ms,
  end_ms,
  width: 10,
  height: 10,
  keyframes: [{ at_ms: start_ms, x: 50, y: 50 }],
  content_id: `${id}-content`,
  pause: false,
  required: false,
  ...changes,
});
