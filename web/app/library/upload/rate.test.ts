import { describe, expect, it } from 'vitest';
import { leftMs, type Sample, speedOf, withSample } from './rate.ts';

const steady = (seconds: number, speed: number): Sample[] => {
  let samples: Sample[] = [];
  for (let second = 0; second <= seconds; second++)
    samples = withSample(samples, { at_ms: second * 1000, bytes: second * speed });
  return samples;
};

describe('the speed of an upload', () => {
  it('is not known before a second has passed', () => {
    expect(speedOf([])).toBeNull();
    expect(
      speedOf([
        { at_ms: 0, bytes: 0 },
        { at_ms: 900, bytes: 5000 },
      ]),
    ).toBeNull();
  });
  it('is what went in a second', () => expect(speedOf(steady(5, 64_000))).toBe(64_000));
  it('follows a network that gets slower within eight seconds', () => {
    let samples = steady(30, 100_000);
    for (let second = 31; second <= 39; second++)
      samples = withSample(samples, { at_ms: second * 1000, bytes: 3_000_000 + (second - 30) * 1000 });
    expect(speedOf(samples)).toBe(1000);
  });
});

describe('the time left', () => {
  it('is what is left over the speed', () => expect(leftMs(10_000, 2000)).toBe(5000));
  it('is unknown while nothing goes', () => {
    expect(leftMs(10_000, null)).toBeNull();
    expect(leftMs(10_000, 0)).toBeNull();
  });
});
