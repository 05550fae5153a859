import { beforeEach, expect, it } from 'vitest';
import { Notes, shareSeen } from './kept.ts';

beforeEach(() => localStorage.clear());

it('counts each second of a film once, however often it was played', () => {
  const notes = new Notes('s');
  notes.played('g', { from_ms: 0, to_ms: 4000 });
  notes.played('g', { from_ms: 2000, to_ms: 5000 });
  notes.played('other', { from_ms: 0, to_ms: 1000 });
  expect(shareSeen(notes.kept(), 'g', 10_000)).toBe(0.5);
  expect(shareSeen(notes.kept(), 'g', 0)).toBe(0);
});

it('is found again with the same submission, and with no other', () => {
  const notes = new Notes('s');
  notes.tick('right', true);
  notes.tick('clear', true);
  notes.tick('right', false);
  expect(new Notes('s').kept().ticks).toEqual(['clear']);
  expect(new Notes('t').kept().ticks).toEqual([]);
});

it('begins anew over what cannot be read', () => {
  localStorage.setItem('kair.review.s', '{"ticks"');
  expect(new Notes('s').kept()).toEqual({ ticks: [], seen: {} });
});
