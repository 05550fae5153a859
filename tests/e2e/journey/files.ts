// The files for spreadsheets, read as a spreadsheet reads them and held against the truth.
import { expect } from 'vitest';
import { attention, watched_ms } from './expected.ts';
import type { Person } from './people.ts';
import { seconds, type Truth } from './truth.ts';

const MARK = '\uFEFF';
const STATES = { none: 'non commencé', some: 'en cours', all: 'terminé' };
const TOLERANCE_S = 1;

/** Rows of a file with `;` (RFC 4180), by the names in its first line. */
export function readCsv(text: string): Record<string, string>[] {
  expect(text.startsWith(MARK), 'byte order mark').toBe(true);
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const body = text.slice(MARK.length);
  for (let at = 0; at < body.length; at++) {
    const sign = body[at] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (body[at + 1] === '"') cell += body[++at] ?? '';
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === ';') {
      rows.at(-1)?.push(cell);
      cell = '';
    } else if (sign === '\n') {
      rows.at(-1)?.push(cell.replace(/\r$/, ''));
      cell = '';
      rows.push([]);
    } else cell += sign;
  }
  const [names = [], ...lines] = rows;
  return lines.filter((line) => line.length > 0).map((line) => Object.fromEntries(names.map((name, at) => [name, line[at] ?? ''])));
}

const number = (text = ''): number => Number(text.replace(',', '.'));

async function checkLearners(manager: Person, truth: Truth): Promise<void> {
  const rows = readCsv(await manager.text(`/api/v1/measures/${truth.module_id}/learners.csv`));
  expect(rows.map(({ Nom }) => Nom).sort()).toEqual(truth.learners.map(({ name }) => name).sort());
  for (const learner of truth.learners) {
    const row = rows.find(({ Nom }) => Nom === learner.name) ?? {};
    expect(row['État'], learner.name).toBe(STATES[learner.finished ? 'all' : learner.grains.length ? 'some' : 'none']);
    expect(Math.abs(number(row['Temps regardé (s)']) - watched_ms(learner) / 1000), `${learner.name}: seconds`).toBeLessThanOrEqual(
      learner.exact ? 0.05 : TOLERANCE_S,
    );
  }
}

async function checkAnswers(manager: Person, truth: Truth): Promise<void> {
  const rows = readCsv(await manager.text(`/api/v1/measures/${truth.module_id}/answers.csv`));
  const told = rows.map((row) => `${row['Nom']}: ${row['Juste']}`).sort();
  const given = truth.learners.flatMap(({ name, grains }) =>
    grains.flatMap(({ answers }) => answers.map(({ correct }) => `${name}: ${correct ? 'oui' : 'non'}`)),
  );
  expect(told).toEqual(given.sort());
}

async function checkAttention(manager: Person, truth: Truth, grain_id: string): Promise<void> {
  const rows = readCsv(await manager.text(`/api/v1/measures/${truth.module_id}/attention.csv?grain_id=${grain_id}`));
  expect(rows).toHaveLength(seconds(truth.film_ms));
  const { presence, rewatch } = attention(truth, grain_id);
  for (const [second, row] of rows.entries()) {
    expect(row['Seconde']).toBe(String(second));
    for (const [name, { low, high }] of [['Apprenants présents', presence], ['Revisionnages', rewatch]] as const) {
      expect(number(row[name]), `${name}, ${second} s`).toBeGreaterThanOrEqual(low[second] ?? 0);
      expect(number(row[name]), `${name}, ${second} s`).toBeLessThanOrEqual(high[second] ?? 0);
    }
  }
}

async function checkTargets(manager: Person, truth: Truth): Promise<void> {
  const rows = readCsv(await manager.text(`/api/v1/measures/${truth.module_id}/targets.csv`));
  const sum = (name: string) => rows.reduce((all, row) => all + number(row[name]), 0);
  const grains = truth.learners.flatMap((learner) => learner.grains);
  expect(sum('Montrée à')).toBe(grains.reduce((all, { shown }) => all + shown.length, 0));
  expect(sum('Ouverte par')).toBe(grains.reduce((all, { opened }) => all + opened.length, 0));
}

export async function checkFiles(manager: Person, truth: Truth, grain_ids: string[]): Promise<void> {
  await checkLearners(manager, truth);
  await checkAnswers(manager, truth);
  await checkTargets(manager, truth);
  for (const grain_id of grain_ids) await checkAttention(manager, truth, grain_id);
}
