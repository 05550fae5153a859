import { describe, expect, it } from 'vitest';
import type { Content, GrainDocument, Target } from '../../../../player/core/document.ts';
import { openContent } from './contents.ts';
import { addQuiz, addTarget, duplicate, newQuiz, newTarget, remove } from './creation.ts';
import { type ElementRef, inOrder } from './elements.ts';
import { TARGET_MIN_MS } from './limits.ts';
import { emptyDocument, FILM_MS, randomCommand, randomFrom } from './random_document.ts';
import { broken } from './rules.ts';
import { takeFilm } from './settings.ts';
import { moveTo, trimEnd, trimStart } from './timing.ts';

const text: Content = { kind: 'text', id: 'content-1', title: 'Fiche', body: 'Lire' };
const target = newTarget(10_000, FILM_MS, text.id, 'Cible');
const ref: ElementRef = { kind: 'target', id: target.id };
const start = addTarget(target, text)(emptyDocument());
const only = (document: GrainDocument): Target => document.targets[0] as Target;

describe('a target on the film', () => {
  it('moves without getting longer or shorter', () => {
    const moved = only(moveTo(ref, 20_000, FILM_MS)(start));
    expect([moved.start_ms, moved.end_ms]).toEqual([20_000, 24_000]);
  });
  it('stops at both ends of the film', () => {
    expect(only(moveTo(ref, -500, FILM_MS)(start)).start_ms).toBe(0);
    expect(only(moveTo(ref, FILM_MS, FILM_MS)(start)).end_ms).toBe(FILM_MS);
    expect(only(trimEnd(ref, FILM_MS + 1, FILM_MS)(start)).end_ms).toBe(FILM_MS);
  });
  it('keeps a shortest length when it is trimmed', () => {
    expect(only(trimStart(ref, 50_000, FILM_MS)(start)).start_ms).toBe(14_000 - TARGET_MIN_MS);
    expect(only(trimEnd(ref, 0, FILM_MS)(start)).end_ms).toBe(10_000 + TARGET_MIN_MS);
  });
  it('fits into a shorter film', () => {
    const shorter = takeFilm('film-2', 11_000)(start);
    expect([only(shorter).start_ms, only(shorter).end_ms]).toEqual([10_000, 11_000]);
    expect(broken(takeFilm('film-3', 4_000)(start))).toEqual([]);
    expect(only(takeFilm('film-3', 4_000)(start)).end_ms).toBe(4_000);
  });
});

describe('a content', () => {
  it('goes with the last target that opens it', () => {
    const copy = duplicate(start, ref, 30_000, FILM_MS);
    const two = copy?.command(start) as GrainDocument;
    expect(two.contents).toHaveLength(1);
    expect(remove(ref)(two).contents).toHaveLength(1);
    expect(remove(ref)(start).contents).toEqual([]);
  });
  it('leaves when another takes its place', () => {
    const image: Content = { kind: 'image', id: 'content-2', media_id: 'm', title: 'Plan', alternative: '' };
    expect(openContent(target.id, image)(start).contents).toEqual([image]);
  });
});

describe('a copy', () => {
  it('of a quiz shares no identity with it, and has the same right choices', () => {
    const quiz = newQuiz(5000, FILM_MS, 'Question', { prompt: 'Pourquoi ?', choices: ['A', 'B'] });
    const before = addQuiz(quiz)(emptyDocument());
    const both = duplicate(before, { kind: 'quiz', id: quiz.id }, 9000, FILM_MS)?.command(before) as GrainDocument;
    expect(broken(both)).toEqual([]);
    const copied = both.quizzes[1]?.questions[0];
    const right = copied?.choices.filter(({ id }) => copied.key.includes(id)).map((choice) => choice.text);
    expect(right).toEqual(['A']);
  });
});

describe('any sequence of commands', () => {
  it('leaves a document that keeps every rule, and never touches the one before', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed);
      let document = emptyDocument();
      for (let step = 0; step < 120; step++) {
        const frozen = JSON.stringify(document);
        const next = randomCommand(random, document)(document);
        expect(JSON.stringify(document), `seed ${seed}, step ${step}`).toBe(frozen);
        expect(broken(next), `seed ${seed}, step ${step}`).toEqual([]);
        document = next;
      }
      const starts = inOrder(document, FILM_MS).map(({ start_ms }) => start_ms);
      expect(starts).toEqual([...starts].sort((a, b) => a - b));
    }
  });
});
