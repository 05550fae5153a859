import { expect, it } from 'vitest';
import { faultsOf } from './faults.ts';
import { emptyDocument } from './random_document.ts';

const chapter = { id: 'c', start_ms: 0, title: 'Au bord' };

it('a grain and its chapters need a title of more than spaces', () => {
  const document = { ...emptyDocument(), title: '  ', chapters: [chapter, { ...chapter, id: 'd', title: '' }] };
  expect(faultsOf(document)).toEqual([
    { code: 'no_title', ref: null },
    { code: 'no_chapter_title', ref: { kind: 'chapter', id: 'd' } },
  ]);
});

it('a document with its titles lacks nothing', () => {
  expect(faultsOf({ ...emptyDocument(), title: 'Entrer', chapters: [chapter] })).toEqual([]);
});
