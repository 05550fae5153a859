import { expect, it } from 'vitest';
import { chooseRung, type Rung, type Situation } from './ladder.ts';

/** A rung of so many kilobits per second, in 2 s segments up to `end` seconds. */
const rung = (height: number, kbps: number, end = 60): Rung => ({
  name: `v${height}`,
  key: `v${height}`,
  height,
  codecs: '',
  init: new ArrayBuffer(0),
  segments: Array.from({ length: end / 2 }, (_, n) => ({
    url: '',
    start: n * 2,
    end: n * 2 + 2,
    first: 0,
    last: kbps * 250 - 1,
  })),
});
const low = rung(240, 220);
const middle = rung(480, 800);
const high = rung(720, 1700);
const all = [low, middle, high];

const situation = (changes: Partial<Situation> = {}): Situation => ({
  quality: 'auto',
  time: 0,
  ahead: 4,
  bandwidth: 64_000,
  sound: 6000,
  measured: true,
  rows: 1080,
  current: null,
  ...changes,
});
const kbps = (n: number): number => n * 125;

it('starts with the lowest rung before anything is measured', () => {
  expect(chooseRung(all, situation({ measured: false, bandwidth: kbps(9000) }))).toBe(low);
});

it('climbs as far as the measured bandwidth carries picture and sound', () => {
  expect(chooseRung(all, situation({ bandwidth: kbps(512) }))).toBe(low);
  expect(chooseRung(all, situation({ bandwidth: kbps(1300) }))).toBe(middle);
  expect(chooseRung(all, situation({ bandwidth: kbps(3000) }))).toBe(high);
});

it('stays on a rung that it would not climb to', () => {
  const edge = situation({ bandwidth: kbps(1130) });
  expect(chooseRung(all, edge)).toBe(low);
  expect(chooseRung(all, { ...edge, current: middle })).toBe(middle);
});

it('dares more when there is time to correct a mistake', () => {
  expect(chooseRung(all, situation({ bandwidth: kbps(1100), ahead: 20 }))).toBe(middle);
});

it('does not load a finer picture than the screen shows', () => {
  expect(chooseRung(all, situation({ bandwidth: kbps(9000), rows: 400 }))).toBe(middle);
  expect(chooseRung(all, situation({ bandwidth: kbps(9000), rows: 200 }))).toBe(low);
});

it('takes a rung only where it exists: one that is still being prepared ends earlier', () => {
  const coming = rung(720, 1700, 10);
  expect(chooseRung([low, coming], situation({ bandwidth: kbps(9000), time: 4 }))).toBe(coming);
  expect(chooseRung([low, coming], situation({ bandwidth: kbps(9000), time: 10 }))).toBe(low);
});

it('does as it is told: data saver, or the rung nearest to the wanted one', () => {
  expect(chooseRung(all, situation({ quality: 'saver', bandwidth: kbps(9000) }))).toBe(low);
  expect(chooseRung(all, situation({ quality: 720, bandwidth: kbps(100) }))).toBe(high);
  expect(chooseRung([low, middle], situation({ quality: 720 }))).toBe(middle);
});

it('uses the real size of what comes next: a still passage may be seen in the best rung', () => {
  const slides = { ...high, segments: high.segments.map((segment) => ({ ...segment, last: 190 * 250 - 1 })) };
  expect(chooseRung([low, slides], situation({ bandwidth: kbps(512) }))).toBe(slides);
});
