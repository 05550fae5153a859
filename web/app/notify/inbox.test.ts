import { describe, expect, it } from 'vitest';
import type { Inbox } from '../../api/shapes.ts';
import { withRead } from './inbox.ts';

const entry = (id: string, read_ms?: number): Inbox['items'][number] => ({
  id,
  kind: 'distributed',
  title: id,
  detail: '',
  link: '/',
  created_ms: 1,
  ...(read_ms === undefined ? {} : { read_ms }),
});
const inbox: Inbox = {
  items: [entry('a'), entry('b', 5), entry('c')],
  unread_count: 7,
  next_cursor: null,
  total: 9,
};

describe('an inbox', () => {
  it('of which one entry is read counts one less, and only that one is read', () => {
    const after = withRead(inbox, 100, ['c']);
    expect(after.unread_count).toBe(6);
    expect(after.items.map(({ read_ms }) => read_ms)).toEqual([undefined, 5, 100]);
  });

  it('counts an entry that was read before no second time', () => {
    expect(withRead(inbox, 100, ['b'])).toEqual(inbox);
  });

  it('that is read as a whole has nothing unread, also beyond what is shown', () => {
    const after = withRead(inbox, 100);
    expect(after.unread_count).toBe(0);
    expect(after.items.every(({ read_ms }) => read_ms !== undefined)).toBe(true);
  });
});
