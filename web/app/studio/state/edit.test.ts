import { describe, expect, it } from 'vitest';
import type { GrainDocument } from '../../../../player/core/document.ts';
import { emptyDocument, randomCommand, randomFrom } from '../document/random_document.ts';
import { changeGrain } from '../document/settings.ts';
import { createEdit } from './edit.ts';

describe('the history', () => {
  it('goes anywhere it has been, whatever the order of commands, undo and redo', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = randomFrom(seed);
      const edit = createEdit(emptyDocument());
      const model: GrainDocument[] = [edit.document()];
      let at = 0;
      for (let step = 0; step < 250; step++) {
        const act = random();
        if (act < 0.5) {
          const before = edit.document();
          const command = randomCommand(random, before);
          edit.apply(command);
          if (edit.document() !== before) {
            model.splice(at + 1, model.length, edit.document());
            at++;
          }
        } else if (act < 0.8) {
          edit.undo();
          at = Math.max(0, at - 1);
        } else {
          edit.redo();
          at = Math.min(model.length - 1, at + 1);
        }
        expect(edit.document(), `seed ${seed}, step ${step}`).toBe(model[at]);
        expect(edit.steps(), `seed ${seed}, step ${step}`).toEqual({ back: at, forth: model.length - 1 - at });
      }
    }
  });

  it('holds two hundred steps', () => {
    const edit = createEdit(emptyDocument());
    for (let percent = 1; percent <= 201; percent++) edit.apply(changeGrain({ title: `Titre ${percent}` }));
    for (let step = 0; step < 300; step++) edit.undo();
    expect(edit.document().title).toBe('Titre 1');
  });
});

describe('typing in a field', () => {
  const clock = { now: 0 };
  const typed = (edit: ReturnType<typeof createEdit>, title: string, field = 'title') =>
    edit.apply(changeGrain({ title }), field);

  it('is one step, until one pauses or types elsewhere', () => {
    const edit = createEdit(emptyDocument(), () => clock.now);
    for (const title of ['S', 'Sé', 'Séc']) {
      clock.now += 200;
      typed(edit, title);
    }
    expect(edit.steps().back).toBe(1);
    clock.now += 5000;
    typed(edit, 'Sécu');
    typed(edit, 'Sécur', 'other');
    expect(edit.steps().back).toBe(3);
    edit.undo();
    edit.undo();
    expect(edit.document().title).toBe('Séc');
    edit.undo();
    expect(edit.document().title).toBe('Grain');
  });

  it('after an undo is a new step', () => {
    const edit = createEdit(emptyDocument(), () => clock.now);
    typed(edit, 'A');
    edit.undo();
    typed(edit, 'B');
    expect(edit.steps()).toEqual({ back: 1, forth: 0 });
  });
});
