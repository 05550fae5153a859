import { expect, it } from 'vitest';
import { Bandwidth } from './bandwidth.ts';

/** Bodies of `bytes` that arrive in `ms`, one after the other. */
function measured(bodies: [bytes: number, ms: number][]): Bandwidth {
  let now = 0;
  const bandwidth = new Bandwidth(() => now);
  for (const [bytes, ms] of bodies) {
    bandwidth.begin();
    now += ms;
    bandwidth.received(bytes);
    bandwidth.end();
  }
  return bandwidth;
}

it('guesses 512 kb/s before anything is known', () => {
  const bandwidth = new Bandwidth(() => 0);
  expect([bandwidth.estimate(), bandwidth.known]).toEqual([64_000, false]);
});

it('measures bytes over the time in which bodies arrive', () => {
  expect(measured([[100_000, 1000]]).estimate()).toBeCloseTo(100_000);
});

it('counts two bodies that share the line as one flow', () => {
  let now = 0;
  const bandwidth = new Bandwidth(() => now);
  bandwidth.begin();
  bandwidth.begin();
  now = 1000;
  bandwidth.received(50_000);
  bandwidth.received(50_000);
  bandwidth.end();
  bandwidth.end();
  expect(bandwidth.estimate()).toBeGreaterThan(99_000);
});

it('believes a drop sooner than a rise', () => {
  const steady: [number, number][] = [
    [100_000, 1000],
    [100_000, 1000],
  ];
  const dropped = measured([...steady, [20_000, 1000]]).estimate();
  const risen = measured([...steady, [180_000, 1000]]).estimate();
  expect(100_000 - dropped).toBeGreaterThan(risen - 100_000);
});

it('waits for enough bytes before it says anything', () => {
  expect(measured([[15_999, 10]]).known).toBe(false);
  expect(
    measured([
      [15_999, 10],
      [1, 10],
    ]).known,
  ).toBe(true);
});
