import { describe, expect, it } from 'vitest';
import type { ReviewComment } from '../../../api/shapes.ts';
import { neighbour, pinnedAt, threadsOf } from './threads.ts';

let made = 0;
const comment = (id: string, more: Partial<ReviewComment> = {}): ReviewComment => ({
  id,
  author: { id: 'p', name: 'Paule' },
  text: id,
  created_ms: ++made,
  ...more,
});

describe('conversations', () => {
  it('follow the film, grain after grain, and keep the number they were given', () => {
    const comments = [
      comment('late', { grain_id: 'g2', at_ms: 100 }),
      comment('middle', { grain_id: 'g1', at_ms: 9000 }),
      comment('early', { grain_id: 'g1', at_ms: 2000 }),
      comment('whole'),
    ];
    expect(threadsOf(comments, ['g1', 'g2']).map(({ root, number }) => [root.id, number])).toEqual([
      ['whole', 4],
      ['early', 3],
      ['middle', 2],
      ['late', 1],
    ]);
  });

  it('hold their replies in the order in which they were given', () => {
    const root = comment('root');
    const [one, two] = [comment('one', { parent_id: 'root' }), comment('two', { parent_id: 'root' })];
    const [thread] = threadsOf([two, root, one], []);
    expect(thread?.replies.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('are open until they are resolved', () => {
    const threads = threadsOf([comment('open'), comment('closed', { resolved_ms: 1 })], []);
    expect(threads.map(({ isOpen }) => isOpen)).toEqual([true, false]);
  });
});

describe('a pin', () => {
  const threads = threadsOf(
    [
      comment('here', { grain_id: 'g', at_ms: 5000, x: 10, y: 20 }),
      comment('nowhere', { grain_id: 'g', at_ms: 5000 }),
      comment('elsewhere', { grain_id: 'other', at_ms: 5000, x: 10, y: 20 }),
    ],
    ['g', 'other'],
  );
  const seen = (ms: number) => pinnedAt(threads, 'g', ms).map(({ root }) => root.id);

  it('is on the picture around its moment only, and only in its grain', () => {
    expect(seen(3499)).toEqual([]);
    expect(seen(3500)).toEqual(['here']);
    expect(seen(6500)).toEqual(['here']);
    expect(seen(6501)).toEqual([]);
  });
});

describe('going from one to the next', () => {
  const threads = threadsOf(
    [comment('a', { at_ms: 1, grain_id: 'g' }), comment('b', { at_ms: 2, grain_id: 'g' })],
    ['g'],
  );
  const go = (from: string | null, by: 1 | -1) => neighbour(threads, from, by)?.root.id;

  it('begins at the first or the last, and stops at the ends', () => {
    expect([go(null, 1), go(null, -1), go('a', 1), go('b', 1), go('a', -1)]).toEqual([
      'a',
      'b',
      'b',
      undefined,
      undefined,
    ]);
  });
});
