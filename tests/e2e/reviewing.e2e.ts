// What is between a lesson and those who will watch it: checked, submitted, looked at with a pin on its picture, returned,
// corrected, submitted again, approved. By the people whose part it is, each in a browser of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, inspect, launch, PHONE, settled, signIn, visit, type Visitor } from './browser.ts';
import { makeFilm } from './films.ts';
import { account, type Instance, startInstance } from './instance.ts';
import { Person } from './journey/people.ts';
import { until } from './journey/stage.ts';
import { addGrain, addModule } from './lesson.ts';

const SECONDS = 8;
const TARGET_MS = 3000;
const PIN = { x: 30, y: 40 };
const id = (): string => crypto.randomUUID();

let instance: Instance;
let browser: Browser;
let folder: string;
let trainer: Person;
let module: string;
const target = id();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kair-reviewing.'));
  makeFilm(join(folder, 'Accueil.mp4'), { seconds: SECONDS, size: '640x360' });
  instance = await startInstance();
  browser = await launch();
  trainer = await Person.signedIn(instance, 'trainer');
  module = await aModule();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  expect(await instance?.stop()).toBe(0);
});

/** One target, which opens a text that nobody has written yet. */
async function aModule(): Promise<string> {
  const film = await trainer.upload(join(folder, 'Accueil.mp4'), 'video/mp4');
  await until(
    'the film is playable',
    async () => {
      const { playable, duration_ms } = await trainer.call<{ playable: boolean; duration_ms: number }>('GET', `/api/v1/media/${film}`);
      return playable && duration_ms > 0 ? true : undefined;
    },
    60_000,
  );
  const content = id();
  const grain = await addGrain(trainer, {
    schema: 1,
    title: 'Accueillir un visiteur',
    language: 'fr',
    media_id: film,
    pass_percent: 0,
    auto_pause: false,
    chapters: [{ id: id(), start_ms: 0, title: 'À la porte' }],
    targets: [
      {
        id: target,
        label: 'Le badge',
        alternative: '',
        start_ms: TARGET_MS,
        end_ms: TARGET_MS + 2500,
        width: 20,
        height: 24,
        keyframes: [{ at_ms: TARGET_MS, x: PIN.x, y: PIN.y }],
        content_id: content,
        pause: false,
        required: false,
      },
    ],
    quizzes: [],
    contents: [{ kind: 'text', id: content, title: 'Le badge', body: '' }],
  });
  const second = { title: 'Le raccompagner', media_id: film };
  const { id: other } = await trainer.call<{ id: string }>('POST', '/api/v1/grains', second);
  return addModule(trainer, 'Accueil', [grain, other]);
}

async function at(role: string, path: string, look = DESKTOP): Promise<Visitor> {
  const visitor = await visit(browser, instance, look);
  await signIn(visitor.page, account(instance, role));
  await visitor.page.goto(path);
  await settled(visitor.page);
  return visitor;
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
/** The player in its frame has said where it is. */
const playing = async (page: Page): Promise<void> => {
  await page.frameLocator('iframe').locator('.k-controls button').first().waitFor();
  await page.getByRole('region', { name: 'Le long du film' }).waitFor();
};

async function corrected(page: Page): Promise<void> {
  await follow(page, 'Y aller : Le badge');
  await page.getByRole('complementary', { name: 'Réglages' }).getByRole('heading', { name: 'Cible' }).waitFor();
  await press(page, 'Contrôles : 1 à corriger');
  const checks = page.getByRole('complementary', { name: 'Contrôles' });
  await checks.getByText('La cible n’ouvre rien').waitFor();
  await press(page, 'Fermer les contrôles');
  await page.getByRole('textbox', { name: 'Texte', exact: true }).fill('Le badge se porte visible, du côté du cœur.');
  await page.getByRole('button', { name: /^Contrôles : .*conseil/ }).waitFor();
}

async function submitted(page: Page, message: string): Promise<void> {
  await press(page, 'Soumettre');
  const dialog = page.getByRole('dialog', { name: 'Soumettre le module' });
  await dialog.getByRole('textbox').fill(message);
  await dialog.getByRole('button', { name: 'Soumettre' }).click();
  await dialog.waitFor({ state: 'detached' });
}

test('a module goes from its checks to its approval', async () => {
  const author = await at('trainer', `/modules/${module}`);
  const trainerPage = author.page;
  await press(trainerPage, 'Soumettre');
  await trainerPage.getByRole('dialog').getByText('1 point à corriger avant de soumettre.').waitFor();
  await inspect(author, 'desktop-fr-light-submit-refused');
  await trainerPage.keyboard.press('Escape');
  await corrected(trainerPage);
  await inspect(author, 'desktop-fr-dark-studio-checked');
  await follow(trainerPage, 'Retour au module');
  await settled(trainerPage);
  await submitted(trainerPage, 'Tout est tourné à l’accueil du site.');
  await trainerPage.getByText(/Version 1 soumise par/).waitFor();
  expect(await trainerPage.locator('nav').getByRole('link', { name: 'Bibliothèque' }).first().getAttribute('aria-current')).toBe('page');
  await inspect(author, 'desktop-fr-light-module-submitted');

  const reviewer = await at('training_manager', '/reviews');
  const { page } = reviewer;
  await inspect(reviewer, 'desktop-fr-light-reviews-waiting');
  await page.getByRole('main').getByText('Accueil', { exact: true }).click();
  await playing(page);
  const first = page.url();
  await press(page, /^Cible, Le badge, 0:03/);
  await expect.poll(() => page.frameLocator('iframe').locator('video').evaluate((video: HTMLVideoElement) => Math.round(video.currentTime))).toBe(3);
  await page.keyboard.press('c');
  const place = page.getByRole('button', { name: /^Montrer l’endroit/ });
  const box = await place.boundingBox();
  await place.click({ position: { x: ((box?.width ?? 0) * PIN.x) / 100, y: ((box?.height ?? 0) * PIN.y) / 100 } });
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill('On ne voit pas le badge : la cible vient trop tôt.');
  await inspect(reviewer, 'desktop-fr-light-review-writing');
  await press(page, 'Commenter');
  await page.getByRole('button', { name: /^Commentaire 1 : On ne voit pas/ }).waitFor();
  const { items } = await trainer.call<{ items: { at_ms: number; x: number; y: number; element_id?: string }[] }>(
    'GET',
    `/api/v1/submissions/${first.split('/').pop()}/comments`,
  );
  expect(items).toHaveLength(1);
  expect(Math.abs((items[0]?.at_ms ?? 0) - TARGET_MS)).toBeLessThan(100);
  expect(Math.abs((items[0]?.x ?? 0) - PIN.x)).toBeLessThan(2);
  expect(Math.abs((items[0]?.y ?? 0) - PIN.y)).toBeLessThan(2);
  expect(items[0]?.element_id).toBe(target);

  await press(page, 'Demander des corrections');
  const asked = page.getByRole('dialog', { name: 'Demander des corrections' });
  await asked.getByRole('button', { name: 'Renvoyer' }).click();
  await asked.getByText('Dites pourquoi').waitFor();
  await inspect(reviewer, 'desktop-fr-light-review-return');
  await asked.getByRole('textbox').fill('Une cible à déplacer, le reste est bon.');
  await asked.getByRole('button', { name: 'Renvoyer' }).click();
  await page.getByText(/^Renvoyé pour corrections par/).waitFor();
  await inspect(reviewer, 'desktop-fr-light-review-returned');

  await trainerPage.goto(`/modules/${module}`);
  await settled(trainerPage);
  await trainerPage.getByText('Une cible à déplacer').first().waitFor();
  await inspect(author, 'desktop-fr-light-module-returned');
  await follow(trainerPage, 'Y aller : On ne voit pas le badge');
  await trainerPage.getByRole('textbox', { name: 'Début', exact: true }).fill('00:03.400');
  await trainerPage.keyboard.press('Enter');
  await trainerPage.getByText(/^Enregistré ·/).waitFor();
  await submitted(trainerPage, 'La cible vient plus tard.');
  await trainerPage.goto(first);
  await playing(trainerPage);
  await press(trainerPage, 'Répondre');
  await trainerPage.getByRole('textbox', { name: 'Votre réponse' }).fill('Déplacée de 0,4 s.');
  await trainerPage.getByRole('textbox', { name: 'Votre réponse' }).press('Control+Enter');
  await trainerPage.getByText('Déplacée de 0,4 s.').waitFor();
  await press(trainerPage, 'Résoudre');
  await trainerPage.getByText('résolu', { exact: true }).waitFor();
  expect(await trainerPage.getByRole('button', { name: 'Approuver' }).count()).toBe(0);
  await inspect(author, 'desktop-fr-light-review-answered');

  await page.goto('/reviews');
  await settled(page);
  await page.getByRole('main').getByText('Accueil', { exact: true }).click();
  await playing(page);
  await page.getByRole('tab', { name: 'Liste de contrôle' }).click();
  await page.getByText('Ce qui est dit est juste et à jour').click();
  await inspect(reviewer, 'desktop-fr-light-review-checklist');
  await press(page, 'Approuver');
  await page.getByRole('dialog', { name: 'Approuver cette version' }).getByRole('button', { name: 'Approuver' }).click();
  await page.getByText(/^Approuvé par/).waitFor();
  await inspect(reviewer, 'desktop-fr-light-review-approved');
  await reviewer.context.close();
  await author.context.close();
});

test('whoever is second to decide is told, and sees what was decided', async () => {
  const { version } = (await trainer.call<{ module: { version: number } }>('GET', `/api/v1/modules/${module}`)).module;
  await trainer.patch(`/api/v1/modules/${module}`, { description: 'Pour qui tient l’accueil.' }, version);
  const { id: submission, hash } = await trainer.call<{ id: string; hash: string }>('POST', `/api/v1/modules/${module}/submissions`, {});
  const reviewer = await at('training_manager', `/reviews/${submission}`, PHONE);
  await playing(reviewer.page);
  await press(reviewer.page, /^2 ?Le raccompagner/);
  await reviewer.page.locator('ol button[aria-current]', { hasText: 'Le raccompagner' }).waitFor();
  expect(await reviewer.page.getByRole('button', { name: /^Cible, Le badge/ }).count()).toBe(0);
  await inspect(reviewer, 'phone-fr-light-review');
  const other = await Person.signedIn(instance, 'training_manager');
  await press(reviewer.page, 'Approuver');
  await other.call('POST', `/api/v1/submissions/${submission}/decision`, { decision: 'refuse', hash, comment: 'Le film date.' });
  await reviewer.page.getByRole('dialog').getByRole('button', { name: 'Approuver' }).click();
  await reviewer.page.getByText('Quelqu’un a déjà décidé').waitFor();
  await reviewer.page.getByText(/^Refusé par/).waitFor();
  await inspect(reviewer, 'phone-fr-light-review-refused');
  await reviewer.context.close();
});
