// The screens of whoever learns: home at each stage, the player from the first picture to the score, the trainer's preview,
// and the pages that say no.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESKTOP, inspect, launch, type Look, lookName, prefer, settled, signIn, visit, type Visitor } from './browser.ts';
import { account, type Instance, startInstance } from './instance.ts';
import { Person } from './journey/people.ts';
import { addGrain, addModule, FILM_S, fillLibrary, handOut, type Library, makeFiles, registrations, TIMES, watch } from './lesson.ts';

const LOOKS: Look[] = [
  { size: 'desktop', language: 'fr', theme: 'light' },
  { size: 'phone', language: 'en', theme: 'dark' },
];
/** The other half of the looks, for the pages that are seen most. */
const OTHERS: Look[] = [
  { size: 'desktop', language: 'en', theme: 'dark' },
  { size: 'phone', language: 'fr', theme: 'light' },
];
const NOBODYS = '00000000-0000-4000-8000-000000000000';

let instance: Instance;
let browser: Browser;
let folder: string;
let library: Library;
let lesson: string;
/** Registrations of the learner by the title of the module. */
let handed: Map<string, string>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kair-playing.'));
  browser = await launch();
  const files = await makeFiles(browser, folder);
  instance = await startInstance();
  const trainer = await Person.signedIn(instance, 'trainer');
  library = await fillLibrary(trainer, files);
  lesson = await addGrain(trainer, library.lesson);
  const short = await addGrain(trainer, { ...library.lesson, title: 'Ranger son poste', targets: [], contents: [], chapters: [] });
  const modules = [
    ...LOOKS.map((look) => ({ title: `Premiers jours à l’atelier (${lookName(look)})`, grains: [lesson, short] })),
    { title: 'Accueillir un visiteur', grains: [short] },
    { title: 'Les gestes qui protègent quand une machine ne s’arrête plus', grains: [lesson] },
    { title: 'Sécurité', grains: [short] },
  ];
  for (const { title, grains } of modules) await handOut(instance, await addModule(trainer, title, grains));
  const learner = await Person.signedIn(instance, 'learner');
  handed = await registrations(learner);
  await watch(learner, registration('Sécurité'), FILM_S);
  await watch(learner, registration('Accueillir un visiteur'), FILM_S / 2);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  expect(await instance?.stop()).toBe(0);
});

function registration(title: string): string {
  const found = handed.get(title);
  if (!found) throw new Error(`nobody handed out ${title}`);
  return found;
}

async function personIn(look: Look, role: string, work: (visitor: Visitor, page: Page) => Promise<void>): Promise<void> {
  const visitor = await visit(browser, instance, look);
  await signIn(visitor.page, account(instance, role));
  await prefer(visitor.page, look);
  await work(visitor, visitor.page);
  await visitor.context.close();
}

/** The whole player is there: what comes with the second script too. */
async function atThePlayer(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.k-side .k-list').first().waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
}

async function seek(page: Page, ms: number): Promise<void> {
  await page.locator('.k-bar input[type=range]').first().evaluate((slider: HTMLInputElement, to) => {
    slider.value = String(to);
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  }, ms);
}

const panel = (page: Page) => page.locator('.k-panel');
const closePanel = (page: Page) => panel(page).locator('.k-cross').click();

/** Opens what the list beside the film calls so, and waits for what it shows. */
async function open(page: Page, title: string): Promise<void> {
  await page.locator('.k-side').getByRole('button', { name: new RegExp(title) }).first().click();
  await panel(page).waitFor();
  await page.waitForLoadState('networkidle');
}

test.each([...LOOKS, ...OTHERS])('home says what is to do, under way and done: $size, $language', (look) =>
  personIn(look, 'learner', (visitor) => inspect(visitor, `${lookName(look)}-learner-home-filled`)),
);

test.each(LOOKS)('the player is in order from the first picture to the score: $size, $language', (look) =>
  personIn(look, 'learner', async (visitor, page) => {
    const show = (name: string) => inspect(visitor, `${lookName(look)}-play-${name}`);
    await atThePlayer(page, `/play/${registration(`Premiers jours à l’atelier (${lookName(look)})`)}`);
    await page.locator('.k-begin').waitFor();
    await show('start');
    await page.locator('.k-begin').click();
    await page.locator('.k-hold').waitFor();
    await show('target');
    await page.locator('.k-targets button').first().click();
    await panel(page).locator('img').waitFor();
    await page.waitForLoadState('networkidle');
    await show('image');
    await closePanel(page);
    await open(page, 'La fiche');
    await show('slides');
    await closePanel(page);
    await open(page, 'À dire en entrant');
    await show('text');
    await closePanel(page);
    await page.locator('.k-section summary').last().click();
    await show('transcript');
    await page.locator('.k-section summary').last().click();
    await seek(page, TIMES.quiz_ms - 700);
    await panel(page).locator('.k-form').waitFor();
    await show('question');
    await panel(page).locator('label').first().click();
    await panel(page).locator('.k-main').click();
    await panel(page).locator('.k-verdict.k-wrong').waitFor();
    await show('wrong');
    await panel(page).locator('.k-main').click();
    for (const at of [0, 1]) await panel(page).locator('label').nth(at).click();
    await panel(page).locator('.k-main').click();
    await panel(page).locator('.k-verdict.k-right').waitFor();
    await show('right');
    await panel(page).locator('.k-main').click();
    await panel(page).locator('.k-end-inside').waitFor({ timeout: 30_000 });
    await show('end');
  }),
);

test.each([...LOOKS, ...OTHERS])('a trainer looks at a grain as it will be played: $size, $language', (look) =>
  personIn(look, 'trainer', async (visitor, page) => {
    await atThePlayer(page, `/preview/${lesson}`);
    await page.locator('.k-begin').waitFor();
    await inspect(visitor, `${lookName(look)}-preview`);
    await open(page, 'À dire en entrant');
    await inspect(visitor, `${lookName(look)}-preview-text`);
  }),
);

test.each(LOOKS)('a training or a grain that is not there is said in words: $size, $language', (look) =>
  personIn(look, 'trainer', async (visitor, page) => {
    for (const place of ['play', 'preview']) {
      const answer = await page.goto(`/${place}/${NOBODYS}`);
      expect(answer?.status()).toBe(404);
      await page.locator('h1').first().waitFor();
      await inspect(visitor, `${lookName(look)}-${place}-missing`);
    }
  }),
);

test('nobody plays what was handed to somebody else', async () => {
  const trainer = await Person.signedIn(instance, 'trainer');
  const reply = await trainer.page(`/play/${registration('Sécurité')}`);
  expect(reply.status).toBe(404);
});

test('whoever is signed out signs in and comes back to the film', async () => {
  const address = `/play/${registration('Sécurité')}`;
  const reply = await fetch(instance.origin + address, { redirect: 'manual' });
  expect(reply.status).toBe(303);
  const visitor = await visit(browser, instance, DESKTOP);
  const { page } = visitor;
  await page.goto(address);
  await settled(page);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await inspect(visitor, 'desktop-fr-light-play-signed-out');
  const { email, password } = account(instance, 'learner');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === address);
  await page.locator('.k-side .k-list').first().waitFor({ state: 'attached' });
  await visitor.context.close();
});
