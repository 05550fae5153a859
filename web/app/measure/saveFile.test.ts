import { expect, it } from 'vitest';
import { fileName } from './saveFile.ts';

it.each([
  ['attachment; filename="mesures.csv"', 'mesures.csv'],
  ['attachment; filename="x.csv"; filename*=UTF-8\'\'S%C3%A9curit%C3%A9.csv', 'Sécurité.csv'],
  ["attachment; filename*=UTF-8''100%.csv", '100%.csv'],
  [null, 'learners.csv'],
])('the name in %s is %s', (disposition, name) => {
  expect(fileName(disposition, 'learners.csv')).toBe(name);
});
