import { describe, expect, it } from 'vitest';
import type { LearningItem } from '../../api/shapes.ts';
import { dueOf, mayRestart, sorted } from './learn.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 3_600_000;
const item = (registration_id: string, members: Partial<LearningItem> = {}): LearningItem => ({
  registration_id,
  title: registration_id,
  grain_count: 1,
  duration_ms: 60_000,
  progress: 0,
  state: 'not_started',
  availability: 'open',
  attempt: 1,
  version_number: 1,
  ...members,
});
const names = (items: readonly LearningItem[]) => items.map(({ registration_id }) => registration_id);

describe('what there is to learn', () => {
  it('is sorted by due date, and what cannot be begun yet comes last', () => {
    const { open } = sorted([
      item('whenever'),
      item('opens later', { availability: 'scheduled', opens_ms: NOW + HOUR, due_ms: NOW + HOUR }),
      item('next week', { due_ms: NOW + 200 * HOUR }),
      item('late', { due_ms: NOW - HOUR }),
    ]);
    expect(names(open)).toEqual(['late', 'next week', 'whenever', 'opens later']);
  });

  it('goes on with the one played last, unless it is suspended', () => {
    const begun = { state: 'in_progress' } as const;
    const { resumed, open } = sorted([
      item('before', { ...begun, last_ms: 1 }),
      item('suspended', { ...begun, last_ms: 3, availability: 'suspended' }),
      item('last', { ...begun, last_ms: 2 }),
    ]);
    expect(resumed?.registration_id).toBe('last');
    expect(names(open)).toEqual(['before', 'suspended']);
  });

  it('puts aside what closed before it was done, and keeps what was done', () => {
    const { open, missed, done } = sorted([
      item('missed', { availability: 'closed' }),
      item('done', { state: 'done', availability: 'closed' }),
    ]);
    expect([names(open), names(missed), names(done)]).toEqual([[], ['missed'], ['done']]);
  });
});

describe('a due date', () => {
  it.each([
    [NOW - 1, 'late'],
    [NOW + HOUR, 'soon'],
    [NOW + 73 * HOUR, 'later'],
  ])('at %d is %s', (due_ms, due) => {
    expect(dueOf(item('a', { due_ms }), NOW)).toBe(due);
  });

  it('says nothing once the module is done', () => {
    expect(dueOf(item('a', { due_ms: NOW - 1, state: 'done' }), NOW)).toBeNull();
    expect(dueOf(item('a'), NOW)).toBeNull();
  });
});

describe('another attempt', () => {
  it('is for what is done and open, while attempts are left', () => {
    const done = { state: 'done' } as const;
    expect(mayRestart(item('unlimited', done))).toBe(true);
    expect(mayRestart(item('some', { ...done, attempts_left: 1 }))).toBe(true);
    expect(mayRestart(item('none', { ...done, attempts_left: 0 }))).toBe(false);
    expect(mayRestart(item('closed', { ...done, availability: 'closed' }))).toBe(false);
    expect(mayRestart(item('running'))).toBe(false);
  });
});
