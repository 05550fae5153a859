import { describe, expect, it } from 'vitest';
import type { Task } from '../../api/shapes.ts';
import { endedBetween } from './tasks.ts';

const task = (id: string, state: Task['state']): Task => ({
  id,
  kind: 'person_import',
  label: id,
  state,
  progress: 0,
  left_ms: null,
  created_ms: 0,
  finished_ms: null,
  result: null,
  error_code: null,
  link: null,
});

describe('between two looks at the tasks', () => {
  it('the ones that ran and no longer do have ended', () => {
    const before = [task('a', 'running'), task('b', 'queued'), task('c', 'running')];
    const after = [task('a', 'done'), task('b', 'failed'), task('c', 'running')];
    expect(endedBetween(before, after).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('one that had ended before does not end again', () => {
    expect(endedBetween([task('a', 'done')], [task('a', 'done')])).toEqual([]);
    expect(endedBetween([], [task('a', 'done')])).toEqual([]);
  });
});
