import { expect, it } from 'vitest';
import { difficultyOf, discriminationOf, strongestDistractor } from './explain.ts';

it('calls a question too easy above 95 %, not at it', () => {
  expect(difficultyOf(0.951)).toBe('too_easy');
  expect(difficultyOf(0.95)).toBe('easy');
  expect(difficultyOf(0.6)).toBe('medium');
  expect(difficultyOf(0.5)).toBe('hard');
  expect(difficultyOf(0)).toBe('very_hard');
});

it('calls it weak below 0.1, and inverted below nothing', () => {
  expect(discriminationOf(-0.01)).toBe('inverted');
  expect(discriminationOf(0.099)).toBe('weak');
  expect(discriminationOf(0.1)).toBe('some');
  expect(discriminationOf(0.3)).toBe('good');
});

it('names the wrong choice most often taken, and none when two are level or it is hidden', () => {
  const choice = (choice_id: string, right: boolean, count: number | null) => ({ choice_id, right, count });
  expect(strongestDistractor([choice('a', true, 9), choice('b', false, 4), choice('c', false, 6)])).toBe('c');
  expect(strongestDistractor([choice('a', true, 9), choice('b', false, 4), choice('c', false, 4)])).toBeNull();
  expect(strongestDistractor([choice('a', true, 9), choice('b', false, null), choice('c', false, 0)])).toBeNull();
});
