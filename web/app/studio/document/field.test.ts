import { describe, expect, it } from 'vitest';
import type { Content } from '../../../../player/core/document.ts';
import { addTarget, newTarget } from './creation.ts';
import { elementAt } from './field.ts';
import { emptyDocument, FILM_MS } from './random_document.ts';

const text: Content = { kind: 'text', id: 'content-1', title: 'Fiche', body: 'Lire' };
const target = newTarget(10_000, FILM_MS, text.id, 'Cible');
const document = addTarget(target, text)(emptyDocument());
const ref = { kind: 'target', id: target.id };

describe('the field of a refusal', () => {
  it('leads to its element, however deep it lies', () =>
    expect(elementAt(document, 'targets[0].keyframes[2].at_ms')).toEqual(ref));
  it('of a content leads to the target that opens it', () =>
    expect(elementAt(document, 'contents[0].body')).toEqual(ref));
  it('of the grain itself, or of nothing there is, leads nowhere', () => {
    expect(elementAt(document, 'title')).toBeNull();
    expect(elementAt(document, 'targets[7].label')).toBeNull();
    expect(elementAt(document, undefined)).toBeNull();
  });
});
