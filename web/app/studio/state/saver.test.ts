import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GrainDocument } from '../../../../player/core/document.ts';
import { ProblemError } from '../../../api/problem.ts';
import { emptyDocument } from '../document/random_document.ts';
import { Saver } from './saver.ts';

const titled = (title: string): GrainDocument => ({ ...emptyDocument(), title });
const offline = () => new ProblemError(0, {}, 'client.offline');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp() {
  const sent: [string, number][] = [];
  const answers: (() => Promise<number>)[] = [];
  const start = titled('0');
  const saver = new Saver(
    (document, version) => {
      sent.push([document.title, version]);
      return answers.shift()?.() ?? Promise.resolve(version + 1);
    },
    start,
    1,
  );
  return { saver, sent, answers, start };
}

describe('a change', () => {
  it('is saved a moment after the last one, over the version that was read', async () => {
    const { saver, sent } = setUp();
    saver.change(titled('a'));
    expect(saver.state.kind).toBe('waiting');
    await vi.advanceTimersByTimeAsync(500);
    saver.change(titled('ab'));
    await vi.advanceTimersByTimeAsync(799);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toEqual([['ab', 1]]);
    expect(saver.state.kind).toBe('saved');
    saver.change(titled('abc'));
    await vi.advanceTimersByTimeAsync(800);
    expect(sent[1]).toEqual(['abc', 2]);
  });

  it('taken back to what is saved is saved, since then', async () => {
    const { saver, sent } = setUp();
    const saved = titled('a');
    saver.change(saved);
    await vi.advanceTimersByTimeAsync(800);
    const at_ms = Date.now();
    await vi.advanceTimersByTimeAsync(60_000);
    saver.change(titled('ab'));
    saver.change(saved);
    expect(saver.state).toEqual({ kind: 'saved', at_ms });
    await vi.advanceTimersByTimeAsync(6000);
    expect(sent.length).toBe(1);
  });

  it('is saved after five seconds at most, however much one types', async () => {
    const { saver, sent } = setUp();
    for (let key = 0; key < 60; key++) {
      saver.change(titled(`${key}`));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(sent.length).toBe(1);
  });

  it('during a request is saved by the next one, never by two at once', async () => {
    const { saver, sent, answers } = setUp();
    let release = (_version: number) => {};
    answers.push(() => new Promise((resolve) => (release = resolve)));
    saver.change(titled('a'));
    await vi.advanceTimersByTimeAsync(800);
    saver.change(titled('b'));
    await vi.advanceTimersByTimeAsync(3000);
    expect(sent).toEqual([['a', 1]]);
    release(2);
    await vi.advanceTimersByTimeAsync(800);
    expect(sent).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
    expect(saver.dirty).toBe(false);
  });

  it('undone before it was sent leaves nothing to save', async () => {
    const { saver, sent, start } = setUp();
    saver.change(titled('a'));
    saver.change(start);
    await vi.advanceTimersByTimeAsync(5000);
    expect(sent).toEqual([]);
    expect(saver.state.kind).toBe('saved');
  });
});

describe('without the network', () => {
  it('it tries again, later and later, and saves what is there by then', async () => {
    const { saver, sent, answers } = setUp();
    answers.push(
      () => Promise.reject(offline()),
      () => Promise.reject(offline()),
    );
    saver.change(titled('a'));
    await vi.advanceTimersByTimeAsync(800);
    expect(saver.state.kind).toBe('offline');
    await vi.advanceTimersByTimeAsync(2000);
    expect(sent.length).toBe(2);
    await vi.advanceTimersByTimeAsync(3999);
    expect(sent.length).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent.length).toBe(3);
    expect(saver.state.kind).toBe('saved');
  });
});

describe('a refusal', () => {
  it('stays shown until the document changes', async () => {
    const { saver, answers } = setUp();
    answers.push(() => Promise.reject(new ProblemError(422, { code: 'http.required', field: 'title' }, 'http.fault')));
    saver.change(titled(''));
    await vi.advanceTimersByTimeAsync(800);
    expect(saver.state).toMatchObject({ kind: 'refused', code: 'http.required', field: 'title' });
    expect(saver.dirty).toBe(true);
    saver.change(titled('b'));
    await vi.advanceTimersByTimeAsync(800);
    expect(saver.state.kind).toBe('saved');
  });
});

describe('a conflict', () => {
  it('stops saving, keeps every later change, and goes on from what the author chose', async () => {
    const { saver, sent, answers } = setUp();
    answers.push(() => Promise.reject(new ProblemError(412, { code: 'http.stale' }, 'http.fault')));
    saver.change(titled('mine'));
    await vi.advanceTimersByTimeAsync(800);
    expect(saver.state.kind).toBe('conflict');
    saver.change(titled('mine, longer'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sent.length).toBe(1);
    expect(await saver.flush()).toBe(false);
    saver.resolve(titled('theirs'), 7, titled('both'));
    await vi.advanceTimersByTimeAsync(800);
    expect(sent[1]).toEqual(['both', 7]);
    expect(saver.dirty).toBe(false);
  });
});

describe('leaving', () => {
  it('saves at once, also what changed during a request', async () => {
    const { saver, sent, answers } = setUp();
    let release = (_version: number) => {};
    answers.push(() => new Promise((resolve) => (release = resolve)));
    saver.change(titled('a'));
    await vi.advanceTimersByTimeAsync(800);
    saver.change(titled('b'));
    const left = saver.flush();
    release(2);
    expect(await left).toBe(true);
    expect(sent[1]).toEqual(['b', 2]);
  });
  it('says so when it could not', async () => {
    const { saver, answers } = setUp();
    answers.push(() => Promise.reject(offline()));
    saver.change(titled('a'));
    expect(await saver.flush()).toBe(false);
  });
});
