// The rules that every document keeps at every step, as the server checks them: what tests hold commands to.
import type { GrainDocument, Question, Target } from '../../../../player/core/document.ts';
import { CHOICES_MAX, CHOICES_MIN, ELEMENTS_MAX, KEYFRAMES_MAX, QUESTIONS_MAX, SIDE_MIN } from './limits.ts';

const rising = (times: readonly number[], strictly: boolean) =>
  times.every((time, place) => {
    const before = times[place - 1];
    return before === undefined || (strictly ? before < time : before <= time);
  });

function brokenByTarget(target: Target, contents: ReadonlySet<string>): string[] {
  const { start_ms, end_ms, width, height, keyframes } = target;
  const times = keyframes.map(({ at_ms }) => at_ms);
  const rules: [boolean, string][] = [
    [start_ms >= 0 && start_ms < end_ms, 'a target ends after it starts'],
    [width >= SIDE_MIN && width <= 100 && height >= SIDE_MIN && height <= 100, 'a target has a size'],
    [keyframes.length >= 1 && keyframes.length <= KEYFRAMES_MAX, 'a target is somewhere'],
    [rising(times, true), 'keyframes are in order'],
    [times.every((time) => time >= start_ms && time <= end_ms), 'keyframes are within their target'],
    [keyframes.every(({ x, y }) => x >= 0 && x <= 100 && y >= 0 && y <= 100), 'keyframes are in the picture'],
    [contents.has(target.content_id), 'a target opens a content of the document'],
    [[start_ms, end_ms, ...times].every(Number.isInteger), 'times are whole'],
  ];
  return rules.flatMap(([kept, rule]) => (kept ? [] : rule));
}

function brokenByQuestion({ choices, key, multiple }: Question): string[] {
  const ids = new Set(choices.map(({ id }) => id));
  const rules: [boolean, string][] = [
    [choices.length >= CHOICES_MIN && choices.length <= CHOICES_MAX, 'a question has choices'],
    [key.length >= 1 && key.every((id) => ids.has(id)), 'a question has a right choice'],
    [multiple || key.length === 1, 'one choice is right unless several are allowed'],
  ];
  return rules.flatMap(([kept, rule]) => (kept ? [] : rule));
}

export function broken(document: GrainDocument): string[] {
  const { chapters, targets, quizzes, contents } = document;
  const questions = quizzes.flatMap((quiz) => quiz.questions);
  const choices = questions.flatMap((question) => question.choices);
  const ids = [...chapters, ...targets, ...quizzes, ...contents, ...questions, ...choices].map(({ id }) => id);
  const known = new Set(contents.map(({ id }) => id));
  const rules: [boolean, string][] = [
    [new Set(ids).size === ids.length, 'identities are unique'],
    [[chapters, targets, quizzes, contents].every((list) => list.length <= ELEMENTS_MAX), 'lists have an end'],
    [
      rising(
        chapters.map(({ start_ms }) => start_ms),
        false,
      ),
      'chapters are in order',
    ],
    [
      rising(
        targets.map(({ start_ms }) => start_ms),
        false,
      ),
      'targets are in order',
    ],
    [
      rising(
        quizzes.map(({ at_ms }) => at_ms),
        false,
      ),
      'quizzes are in order',
    ],
    [quizzes.every(({ questions: { length } }) => length >= 1 && length <= QUESTIONS_MAX), 'a quiz asks something'],
  ];
  return [
    ...rules.flatMap(([kept, rule]) => (kept ? [] : rule)),
    ...targets.flatMap((target) => brokenByTarget(target, known)),
    ...questions.flatMap(brokenByQuestion),
  ];
}
