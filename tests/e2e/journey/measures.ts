// Step 7: the others watch while the manager's screen of measures is open and follows; then the API, the screen and the files
// say what the truth says.
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import { settled, type Visitor } from '../browser.ts';
import { enterAs } from './audience.ts';
import { QUESTIONS, SLIDES_LABEL, IMAGE_LABEL } from './author.ts';
import { attention, begun, firstAnswers, median, overview, withGrain } from './expected.ts';
import { checkFigures, counted } from './figures.ts';
import { checkFiles } from './files.ts';
import { MODULE_TITLE } from './module.ts';
import { enter, show, type Story, until } from './stage.ts';
import { type TrueLearner, writeTruth } from './truth.ts';
import { SCRIPTS, watch } from './watchers.ts';

/** From the answer to what a learner sent until the open screen shows it. */
const LIVE_MS = 2000;
/** What was out of sight is read anew when it comes into sight. */
const IN_SIGHT_MS = 5000;
const PATIENCE_MS = 15_000;

type Learning = { title: string; registration_id: string };

async function registrationOf(story: Story, learner: TrueLearner) {
  const person = await enterAs(story.instance, learner);
  const { items } = await person.call<{ items: Learning[] }>('GET', '/api/v1/learning');
  return { person, registration_id: items.find(({ title }) => title === MODULE_TITLE)?.registration_id ?? '' };
}

const tiles = (page: Page) => page.getByLabel('En quatre chiffres');

/** Everyone with a script, one after the other; how long the screen took to show that one more has begun. */
async function othersWatch(story: Story, page: Page): Promise<number[]> {
  const delays: number[] = [];
  for (const [at, script] of SCRIPTS.entries()) {
    const learner = story.truth.learners[at + 1];
    if (!learner) throw new Error('there are fewer people than scripts');
    const { person, registration_id } = await registrationOf(story, learner);
    await watch(person, registration_id, script, learner);
    const sent = Date.now();
    await tiles(page).getByText(`${begun(story.truth).length} ont commencé`).waitFor({ timeout: PATIENCE_MS });
    delays.push(Date.now() - sent);
  }
  return delays;
}

async function openScreen(story: Story): Promise<Visitor> {
  const manager = await enter(story, 'training_manager');
  const { page } = manager;
  await page.goto('/measures');
  await settled(page);
  await show(manager, 'measures-modules');
  await page.getByRole('main').getByText(MODULE_TITLE, { exact: true }).first().click();
  await page.waitForURL(/\/measures\/./);
  await tiles(page).waitFor();
  return manager;
}

/** Numbers of the rows of a table, by the beginning of their first cell. */
async function numbersOf(page: Page, table: string, row: string): Promise<number[]> {
  const cells = page.getByRole('table', { name: table }).getByRole('row').filter({ hasText: row }).first().getByRole('cell');
  const texts = await cells.allInnerTexts();
  return texts.flatMap((text) => /^\d+/.exec(text.trim())?.[0] ?? []).map(Number);
}

async function checkScreen(story: Story, manager: Visitor): Promise<void> {
  const { truth, grain_id } = story;
  const { page } = manager;
  const { enrolled, started, finished, success_percent } = overview(truth);
  const values = (await tiles(page).locator('dd').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  expect(values.slice(0, 3)).toEqual([String(enrolled), `${started} ont commencé`, String(finished)]);
  if (success_percent !== undefined) expect(values[6]).toBe(`${success_percent} %`);
  for (const question of QUESTIONS) {
    const table = page.getByRole('table', { name: `Réponses à : ${question.prompt}` });
    await table.scrollIntoViewIfNeeded();
  }
  const questions = await story.trainerApi.call<{ document: { quizzes: { questions: { id: string; choices: { id: string; text: string }[] }[] }[] } }>(
    'GET',
    `/api/v1/grains/${grain_id}`,
  );
  for (const [at, { id, choices }] of (questions.document.quizzes[0]?.questions ?? []).entries())
    for (const choice of choices) {
      const given = firstAnswers(truth, id).filter(({ choice_ids }) => choice_ids.includes(choice.id)).length;
      const shown = async () => (await numbersOf(page, `Réponses à : ${QUESTIONS[at]?.prompt ?? ''}`, choice.text))[0];
      await expect.poll(shown, { timeout: IN_SIGHT_MS, message: choice.text }).toBe(given);
    }
  await page.getByRole('table', { name: 'Cibles' }).scrollIntoViewIfNeeded();
  for (const [at, label] of [IMAGE_LABEL, SLIDES_LABEL].entries()) {
    const saw = withGrain(truth, grain_id).filter(({ shown }) => shown.length > at || shown.length === 2);
    const opened = saw.filter((grain) => grain.opened.length > at || grain.opened.length === 2);
    const shown = async () => (await numbersOf(page, 'Cibles', label)).slice(0, 3);
    const figures = [saw.length, opened.length, saw.length - opened.length];
    await expect.poll(shown, { timeout: IN_SIGHT_MS, message: label }).toEqual(figures);
  }
}

async function checkSeconds(story: Story, manager: Visitor): Promise<void> {
  const { page } = manager;
  const { presence } = attention(story.truth, story.grain_id);
  await page.getByRole('button', { name: 'Les mêmes valeurs en tableau' }).click();
  const rows = page.getByRole('table', { name: /^Attention par seconde/ }).locator('tbody tr[aria-rowindex]');
  for (const row of await rows.all()) {
    const second = Number(await row.getAttribute('aria-rowindex')) - 2;
    const shown = Number(await row.getByRole('cell').first().innerText());
    expect(shown, `second ${second}`).toBeGreaterThanOrEqual(presence.low[second] ?? 0);
    expect(shown, `second ${second}`).toBeLessThanOrEqual(presence.high[second] ?? 0);
  }
  await show(manager, 'measures-seconds-as-table');
  await page.getByRole('button', { name: 'Refermer le tableau' }).click();
}

async function pictures(story: Story, manager: Visitor): Promise<void> {
  const { page } = manager;
  await page.getByRole('heading', { name: 'Attention par seconde' }).scrollIntoViewIfNeeded();
  await show(manager, 'measures-attention');
  await page.getByRole('heading', { name: 'Cibles' }).scrollIntoViewIfNeeded();
  await show(manager, 'measures-answers');
  const learners = page.getByRole('grid', { name: 'Apprenants' }).or(page.getByRole('table', { name: 'Apprenants' }));
  await learners.first().scrollIntoViewIfNeeded();
  for (const { name } of story.truth.learners) await learners.getByText(name, { exact: true }).first().waitFor();
  await show(manager, 'measures-learners');
  await learners.getByText(story.truth.learners[1]?.name ?? '', { exact: true }).first().click();
  await page.waitForURL(/\/learners\/./);
  await settled(page);
  await show(manager, 'measures-learner');
}

export async function measure(story: Story): Promise<void> {
  const manager = await openScreen(story);
  const { page } = manager;
  await tiles(page).getByText('1 ont commencé').waitFor({ timeout: PATIENCE_MS });
  const delays = await othersWatch(story, page);
  console.log(`live: ${delays.join(', ')} ms`);
  expect(median(delays), 'shown live').toBeLessThanOrEqual(LIVE_MS);
  writeTruth(story.truth);
  await until('all is counted', async () => (await counted(story.managerApi, story.truth)).lag_ms === 0, PATIENCE_MS);
  await checkFigures(story.managerApi, story.truth);
  await checkFiles(story.managerApi, story.truth, [story.grain_id]);
  await show(manager, 'measures');
  await checkScreen(story, manager);
  await checkSeconds(story, manager);
  await pictures(story, manager);
  await manager.context.close();
}
