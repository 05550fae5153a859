// Step 6, second half: he distributes what is approved to a group, with a window and a due date; everyone is told and finds it.
import { expect } from 'vitest';
import { settled } from '../browser.ts';
import { enterAs, gather, GROUP } from './audience.ts';
import { QUESTIONS } from './author.ts';
import { MODULE_TITLE } from './module.ts';
import { mailed } from './review.ts';
import { enter, show, type Story, until } from './stage.ts';

const DAY_MS = 86_400_000;
const CLOSES_DAYS = 60;
const PASS_PERCENT = 50;

type Distribution = { id: string; state: string; due_ms?: number; closes_ms?: number; registration_count: number; version_number: number };
type Learning = { title: string; availability: string; due_ms?: number };
type Inbox = { items: { kind: string; title: string }[]; unread_count: number };

/** As the field of the browser takes it: the wall clock of Paris. */
const typedMoment = (ms: number): string => {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' }).format(ms);
  return parts.replace(' ', 'T');
};

async function byScreen(story: Story): Promise<string> {
  const manager = await enter(story, 'training_manager');
  const { page } = manager;
  await page.goto(`/distributions/new?module=${story.module_id}`);
  await settled(page);
  await page.getByText(MODULE_TITLE, { exact: true }).first().waitFor();
  const whom = page.getByRole('combobox', { name: /^Groupes et personnes/ });
  await whom.fill(GROUP);
  await page.getByRole('option', { name: new RegExp(GROUP) }).click();
  await page.getByText(`${story.truth.learners.length} personnes en tout`).waitFor();
  await page.getByLabel(/^Fermeture/).fill(typedMoment(Date.now() + CLOSES_DAYS * DAY_MS));
  await page.getByRole('group', { name: 'Date limite dans' }).getByRole('button').nth(1).click();
  await page.getByRole('textbox', { name: /^Mot pour les apprenants/ }).fill('Dix minutes suffisent. Bonne visite !');
  await show(manager, 'distribution-new');
  await page.getByRole('button', { name: 'Diffuser', exact: true }).click();
  await page.waitForURL(/\/distributions\/[0-9a-f-]{36}/);
  await settled(page);
  await show(manager, 'distribution-made');
  await manager.context.close();
  return new URL(page.url()).pathname.split('/').pop() ?? '';
}

async function everyoneIsTold({ instance, truth }: Story): Promise<void> {
  for (const learner of truth.learners) {
    await until(`a mail to ${learner.email}`, () => mailed(instance.origin, learner.email, MODULE_TITLE), 30_000);
    const person = await enterAs(instance, learner);
    const { items } = await person.call<Inbox>('GET', '/api/v1/inbox');
    expect(items.map(({ kind, title }) => `${kind} ${title}`), learner.name).toContain(`distributed ${MODULE_TITLE}`);
    const learning = await person.call<{ items: Learning[] }>('GET', '/api/v1/learning');
    expect(learning.items.find(({ title }) => title === MODULE_TITLE)).toMatchObject({ availability: 'open' });
  }
}

export async function distribute(story: Story): Promise<void> {
  const { managerApi, module_id, times } = story;
  const learners = await gather(managerApi, story.instance);
  story.truth = { module_id, film_ms: times.film_ms, points_max: QUESTIONS.length, pass_percent: PASS_PERCENT, learners };
  const id = await byScreen(story);
  const made = await managerApi.call<Distribution>('GET', `/api/v1/distributions/${id}`);
  expect(made).toMatchObject({ state: 'open', registration_count: learners.length, version_number: 2 });
  expect(Math.abs((made.closes_ms ?? 0) - Date.now() - CLOSES_DAYS * DAY_MS)).toBeLessThan(DAY_MS / 12);
  expect(Math.abs((made.due_ms ?? 0) - Date.now() - 14 * DAY_MS)).toBeLessThan(DAY_MS);
  await everyoneIsTold(story);
}
