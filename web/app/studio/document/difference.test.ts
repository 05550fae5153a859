import { describe, expect, it } from 'vitest';
import type { Content, GrainDocument } from '../../../../player/core/document.ts';
import { addChapter, addTarget, newChapter, newTarget, remove } from './creation.ts';
import { differences, merge, sameDocument, type Side, usualSide } from './difference.ts';
import { emptyDocument, FILM_MS, randomCommand, randomFrom } from './random_document.ts';
import { broken } from './rules.ts';
import { changeGrain } from './settings.ts';
import { changeTarget } from './targets.ts';

const text: Content = { kind: 'text', id: 'content-1', title: 'Fiche', body: 'Lire' };
const target = newTarget(10_000, FILM_MS, text.id, 'Cible');
const base = addTarget(target, text)(emptyDocument());
const chosenFrom = (base_: GrainDocument, mine: GrainDocument, theirs: GrainDocument) =>
  new Map(differences(base_, mine, theirs).map((difference) => [difference.key, usualSide(difference)]));

describe('two documents from the same one', () => {
  it('do not differ where both did nothing, or the same', () => {
    const both = changeTarget(target.id, { label: 'Vanne' })(base);
    const same = changeTarget(target.id, { label: 'Vanne' })(base);
    expect(differences(base, both, same)).toEqual([]);
  });
  it('do not differ by the order of members', () => {
    const backwards = <T extends object>(item: T) => Object.fromEntries(Object.entries(item).reverse()) as T;
    const theirs = { ...backwards(base), targets: base.targets.map(backwards) };
    expect(JSON.stringify(theirs)).not.toBe(JSON.stringify(base));
    expect(sameDocument(base, theirs)).toBe(true);
  });
  it('say by element who changed what', () => {
    const chapter = newChapter(1000, FILM_MS, 'Début');
    const mine = addChapter(chapter)(changeGrain({ title: 'Le mien' })(base));
    const theirs = remove({ kind: 'target', id: target.id })(base);
    expect(differences(base, mine, theirs).map(({ key, mine: here, theirs: there }) => [key, here, there])).toEqual([
      ['title', 'changed', 'same'],
      [chapter.id, 'added', 'same'],
      [target.id, 'same', 'removed'],
      [text.id, 'same', 'removed'],
    ]);
  });
});

describe('a merge', () => {
  it('takes both when each changed something else', () => {
    const mine = changeGrain({ title: 'Le mien' })(base);
    const theirs = changeTarget(target.id, { label: 'La leur' })(base);
    const merged = merge(mine, theirs, chosenFrom(base, mine, theirs));
    expect([merged.title, merged.targets[0]?.label]).toEqual(['Le mien', 'La leur']);
  });
  it('brings along the content of a target that is kept', () => {
    const theirs = remove({ kind: 'target', id: target.id })(base);
    const chosen = new Map<string, Side>([
      [target.id, 'mine'],
      [text.id, 'theirs'],
    ]);
    expect(merge(base, theirs, chosen).contents).toEqual([text]);
  });
  it('of any two histories keeps every rule, whichever side is chosen for each part', () => {
    for (let seed = 1; seed <= 80; seed++) {
      const random = randomFrom(seed);
      const grow = (from: GrainDocument, steps: number) => {
        let document = from;
        for (let step = 0; step < steps; step++) document = randomCommand(random, document)(document);
        return document;
      };
      const common = grow(emptyDocument(), 60);
      const [mine, theirs] = [grow(common, 30), grow(common, 30)];
      const all = differences(common, mine, theirs);
      const chosen = new Map(all.map(({ key }) => [key, random() < 0.5 ? ('mine' as const) : ('theirs' as const)]));
      expect(broken(merge(mine, theirs, chosen)), `seed ${seed}`).toEqual([]);
      const every = (side: Side) => merge(mine, theirs, new Map(all.map(({ key }) => [key, side])));
      expect(differences(common, every('mine'), mine), `seed ${seed}, all mine`).toEqual([]);
      expect(differences(common, every('theirs'), theirs), `seed ${seed}, all theirs`).toEqual([]);
    }
  });
});
