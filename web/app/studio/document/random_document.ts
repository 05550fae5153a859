// Random authoring for property tests: the same seed makes the same commands, so a failure can be looked at again.
import type { Content, GrainDocument } from '../../../../player/core/document.ts';
import type { Command } from './command.ts';
import { changeContent, openContent } from './contents.ts';
import { addChapter, addQuiz, addTarget, duplicate, newChapter, newQuiz, newTarget, remove } from './creation.ts';
import { type ElementRef, inOrder } from './elements.ts';
import { newId } from './identity.ts';
import * as questions from './questions.ts';
import { changeGrain } from './settings.ts';
import { addKeyframe, changeKeyframe, changeTarget, frameTarget, placeTarget, removeKeyframe } from './targets.ts';
import { moveTo, trimEnd, trimStart } from './timing.ts';

export const FILM_MS = 60_000;

export const emptyDocument = (): GrainDocument => ({
  schema: 1,
  title: 'Grain',
  language: 'fr',
  pass_percent: 0,
  auto_pause: false,
  chapters: [],
  targets: [],
  quizzes: [],
  contents: [],
});

/** A number of [0, 1) at each call (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WORDS = { prompt: 'Pourquoi ?', choices: ['Parce que', 'Pour rien'] as const };

function someContent(random: () => number, document: GrainDocument): Content {
  const old = document.contents[Math.floor(random() * document.contents.length * 2)];
  return old ?? { kind: 'text', id: newId(), title: 'Fiche', body: 'Lire' };
}

type Draw = {
  random: () => number;
  /** Times and places may be beyond every bound, as gestures are. */
  ms: () => number;
  percent: () => number;
};
const pickFrom = <T>(random: () => number, list: readonly T[]): T | undefined =>
  list[Math.floor(random() * list.length)];

function additions({ random, ms }: Draw, document: GrainDocument): (() => Command)[] {
  return [
    () => addChapter(newChapter(ms(), FILM_MS, 'Chapitre')),
    () => addQuiz(newQuiz(ms(), FILM_MS, 'Question', WORDS)),
    () => {
      const content = someContent(random, document);
      return addTarget(newTarget(ms(), FILM_MS, content.id, 'Cible'), content);
    },
  ];
}

function changesOfAny({ random, ms }: Draw, document: GrainDocument): (() => Command)[] {
  const ref: ElementRef = pickFrom(random, inOrder(document, FILM_MS))?.ref ?? { kind: 'target', id: newId() };
  return [
    () => moveTo(ref, ms(), FILM_MS),
    () => trimStart(ref, ms(), FILM_MS),
    () => trimEnd(ref, ms(), FILM_MS),
    () => (random() < 0.4 ? remove(ref) : moveTo(ref, ms(), FILM_MS)),
    () => duplicate(document, ref, ms(), FILM_MS)?.command ?? moveTo(ref, ms(), FILM_MS),
    () => changeGrain({ pass_percent: Math.floor(random() * 100) }),
  ];
}

function changesOfTarget({ random, ms, percent }: Draw, document: GrainDocument): (() => Command)[] {
  const target = pickFrom(random, document.targets);
  if (!target) return [];
  const { id } = target;
  const index = Math.floor(random() * target.keyframes.length);
  return [
    () => placeTarget(id, ms(), { x: percent(), y: percent() }),
    () => frameTarget(id, ms(), { x: percent(), y: percent(), width: percent(), height: percent() }),
    () => addKeyframe(id, ms()),
    () => removeKeyframe(id, index),
    () => changeKeyframe(id, index, { at_ms: ms(), x: percent() }),
    () => changeTarget(id, { label: `Cible ${index}`, pause: random() < 0.5 }),
    () => openContent(id, someContent(random, document)),
    () => changeContent(target.content_id, { title: `Contenu ${index}`, body: 'Autre' }),
  ];
}

function changesOfQuestion({ random }: Draw, document: GrainDocument): (() => Command)[] {
  const quiz = pickFrom(random, document.quizzes);
  const question = pickFrom(random, quiz?.questions ?? []);
  const choice = pickFrom(random, question?.choices ?? []);
  if (!quiz || !question || !choice) return [];
  const [quiz_id, id, choice_id] = [quiz.id, question.id, choice.id];
  return [
    () => questions.addQuestion(quiz_id, questions.newQuestion(WORDS)),
    () => questions.removeQuestion(quiz_id, id),
    () => questions.addChoice(quiz_id, id, questions.newChoice('Peut-être')),
    () => questions.removeChoice(quiz_id, id, choice_id),
    () => questions.moveChoice(quiz_id, id, choice_id, random() < 0.5 ? -1 : 1),
    () => questions.markRight(quiz_id, id, choice_id, random() < 0.7),
    () => questions.allowSeveral(quiz_id, id, random() < 0.5),
    () => questions.reviewFrom(quiz_id, id, random() < 0.5 ? null : Math.floor(random() * FILM_MS)),
  ];
}

/** One command that fits the document as it is. */
export function randomCommand(random: () => number, document: GrainDocument): Command {
  const draw: Draw = {
    random,
    ms: () => Math.round(random() * FILM_MS * 1.4 - FILM_MS * 0.2),
    percent: () => random() * 160 - 30,
  };
  const makers = [additions, changesOfAny, changesOfTarget, changesOfQuestion].flatMap((some) => some(draw, document));
  return pickFrom(random, makers)?.() ?? ((same) => same);
}
