import { describe, expect, it } from 'vitest';
import { formatClock, formatTime, parseTime } from './times.ts';

describe('a typed time', () => {
  it.each([
    ['0', 0],
    ['75', 75_000],
    ['1:15', 75_000],
    ['01:15.250', 75_250],
    ['1:15,5', 75_500],
    ['0:00.007', 7],
    ['1:02:03.004', 3_723_004],
    [' 12:00 ', 720_000],
    ['90:00', 5_400_000],
  ])('“%s” is %d ms', (text, ms) => expect(parseTime(text)).toBe(ms));

  it.each(['', 'abc', '1:60', '1:2:60', '1:75:00', '-5', '1.2.3', '1:', '0.1234', '1:15:'])(
    '“%s” is not a time',
    (text) => expect(parseTime(text)).toBeNull(),
  );

  it('comes back from what is shown, whatever the time', () => {
    for (const ms of [0, 1, 999, 1000, 59_999, 60_000, 3_599_999, 3_600_000, 43_199_999])
      expect(parseTime(formatTime(ms))).toBe(ms);
  });
});

describe('a shown time', () => {
  it('has two digits of minutes and thousandths, and hours only when there are some', () => {
    expect(formatTime(125_250)).toBe('02:05.250');
    expect(formatTime(3_723_004)).toBe('1:02:03.004');
    expect(formatTime(-4)).toBe('00:00.000');
  });
  it('of a ruler has no thousandths', () => {
    expect(formatClock(125_999)).toBe('2:05');
    expect(formatClock(3_723_004)).toBe('1:02:03');
  });
});
