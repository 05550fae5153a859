import { expect, it } from 'vitest';
import { lengthIn, lengthParts } from './times.ts';

it.each([
  [0, '0 s'],
  [2500, '2,5 s'],
  [42_400, '42 s'],
  [59_800, '1 min 00 s'],
  [365_000, '6 min 05 s'],
  [3_720_000, '1 h 02 min'],
])('%d ms is said “%s”', (ms, said) => {
  expect(lengthIn('fr', ms).replace(/\u202f/g, ' ')).toBe(said);
});

it('is cut into figures and units', () => {
  expect(lengthParts(lengthIn('fr', 365_000))).toEqual([
    { text: '6', unit: false },
    { text: 'min', unit: true },
    { text: '05', unit: false },
    { text: 's', unit: true },
  ]);
});
