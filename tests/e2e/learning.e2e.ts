// The story of the product in short, for every run of the tests: a film goes up through the library's own button, a grain is
// made of it, a learner plays it, answers, and finds the answer and the place again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, inspect, launch, settled, signIn, visit } from './browser.ts';
import { started } from './film.ts';
import { makeFilm } from './films.ts';
import { account, type Instance, startInstance } from './instance.ts';
import { Person } from './journey/people.ts';
import { until } from './journey/stage.ts';
import { handOut } from './lesson.ts';

const SECONDS = 8;
const QUIZ_MS = 3000;
const id = (): string => crypto.randomUUID();

let instance: Instance;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kair-learning.'));
  makeFilm(join(folder, 'Premiers gestes.mp4'), { seconds: SECONDS, size: '640x360' });
  instance = await startInstance();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  expect(await instance?.stop()).toBe(0);
});

type Media = { id: string; title: string; playable: boolean; duration_ms: number };

async function givenToTheLibrary(): Promise<Media> {
  const visitor = await visit(browser, instance, DESKTOP);
  const { page } = visitor;
  await signIn(page, account(instance, 'trainer'));
  await page.goto('/library?tab=media');
  await settled(page);
  await page.locator('input[type=file]').setInputFiles(join(folder, 'Premiers gestes.mp4'));
  await page.getByText('Envois terminés').waitFor();
  await page.locator('main img').first().waitFor({ timeout: 60_000 });
  await inspect(visitor, 'desktop-fr-light-library-film');
  await visitor.context.close();
  const trainer = await Person.signedIn(instance, 'trainer');
  return until(
    'the film is playable',
    async () => {
      const { items } = await trainer.call<{ items: Media[] }>('GET', '/api/v1/media?kind=video');
      return items.find(({ playable, duration_ms }) => playable && duration_ms > 0);
    },
    60_000,
  );
}

async function handedOut(media_id: string): Promise<void> {
  const trainer = await Person.signedIn(instance, 'trainer');
  const choices = [
    { id: id(), text: 'Appeler les secours', feedback: '' },
    { id: id(), text: 'Partir', feedback: '' },
  ];
  const question = { id: id(), prompt: 'Que fait-on d’abord ?', explanation: '', multiple: false, choices, key: [choices[0]?.id], points: 1 };
  const document = {
    schema: 1,
    title: 'Premiers gestes',
    language: 'fr',
    media_id,
    pass_percent: 0,
    auto_pause: false,
    chapters: [],
    targets: [],
    contents: [],
    quizzes: [{ id: id(), title: 'À vous', at_ms: QUIZ_MS, required: true, replay: false, questions: [question] }],
  };
  const grain = await trainer.call<{ id: string }>('POST', '/api/v1/grains', { document });
  const module = await trainer.call<{ id: string }>('POST', '/api/v1/modules', { title: 'Premiers gestes', grain_ids: [grain.id] });
  await handOut(instance, module.id);
}

const time = (page: Page): Promise<number> => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime * 1000);

async function atThePlayer(): Promise<Awaited<ReturnType<typeof visit>>> {
  const visitor = await visit(browser, instance, DESKTOP);
  const { page } = visitor;
  await signIn(page, account(instance, 'learner'));
  await page.locator('main a[href^="/play/"]').first().click();
  await page.locator('.k-side .k-list').first().waitFor();
  await started(page);
  return visitor;
}

test('a film becomes a lesson, and what a learner did is found again in another browser', async () => {
  const media = await givenToTheLibrary();
  expect(Math.abs(media.duration_ms - SECONDS * 1000)).toBeLessThan(200);
  await handedOut(media.id);

  const first = await atThePlayer();
  const panel = first.page.locator('.k-panel-quiz');
  await panel.waitFor({ timeout: 30_000 });
  const asked_ms = await time(first.page);
  expect(Math.abs(asked_ms - QUIZ_MS)).toBeLessThan(300);
  await inspect(first, 'desktop-fr-light-play-question');
  await panel.locator('label', { hasText: 'Partir' }).click();
  await panel.getByRole('button', { name: 'Valider' }).click();
  await panel.getByText('Ce n’est pas cela').waitFor();
  await first.page.getByRole('link', { name: 'Accueil' }).click();
  await settled(first.page);
  await first.context.close();

  const second = await atThePlayer();
  await expect.poll(() => time(second.page)).toBeGreaterThan(asked_ms - 1000);
  await second.page.locator('.k-side').getByRole('button', { name: /À vous/ }).click();
  await second.page.getByRole('dialog').locator('.k-wrong').getByText('Partir').waitFor();
  await inspect(second, 'desktop-fr-light-play-answered');
  await second.page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
  await second.page.getByText('Votre score').waitFor({ timeout: 30_000 });
  await second.page.getByText('0 sur 1 point').waitFor();
  await inspect(second, 'desktop-fr-light-play-end');
  await second.context.close();
}, 180_000);
