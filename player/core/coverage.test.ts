import { expect, it } from 'vitest';
import { firstGap, formatSpans, goOn, join, parseSpans, total_ms } from './coverage.ts';

const span = (from_ms: number, to_ms: number) => ({ from_ms, to_ms });

it('joins spans that touch or overlap and keeps the others apart', () => {
  const spans = [span(5000, 6000), span(0, 1000), span(1000, 2000), span(5500, 7000)].reduce(
    join,
    [] as ReturnType<typeof join>,
  );
  expect(spans).toEqual([span(0, 2000), span(5000, 7000)]);
  expect(total_ms(spans)).toBe(4000);
});

it('tells what was played in its order, and what was played again again', () => {
  const played = [span(0, 1000), span(1000, 9000), span(5000, 6000), span(6000, 12_000)];
  expect(played.reduce(goOn, [] as ReturnType<typeof goOn>)).toEqual([span(0, 9000), span(5000, 12_000)]);
});

it('finds the first moment that has not been seen', () => {
  expect(firstGap([], 9000)).toBe(0);
  expect(firstGap([span(0, 2000), span(3000, 9000)], 9000)).toBe(2000);
  expect(firstGap([span(0, 9000)], 9000)).toBe(9000);
});

it('writes and reads the form of the video profile', () => {
  const spans = [span(0, 4250), span(9000, 12_000)];
  expect(formatSpans(spans)).toBe('0.000[.]4.250[,]9.000[.]12.000');
  expect(parseSpans(formatSpans(spans))).toEqual(spans);
  expect(parseSpans('')).toEqual([]);
});
