// A manager hands an approved module to a group with its dates; the learner is told, finds it, is stopped by a suspension
// with a page that says so, goes on once it is taken back, and begins again once done.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspect, launch, PHONE, settled, signIn, visit } from './browser.ts';
import { started } from './film.ts';
import { makeFilm } from './films.ts';
import { account, type Instance, startInstance } from './instance.ts';
import { Person } from './journey/people.ts';
import { until } from './journey/stage.ts';

const TITLE = 'Accueillir un visiteur';
const GROUP = 'Équipe d’accueil';
const DAY_MS = 86_400_000;
const id = (): string => crypto.randomUUID();

type Row = { id: string };
type List = { items: Row[] };

let instance: Instance;
let browser: Browser;
let folder: string;
let trainer: Person;
let manager: Person;
let submission: Row & { hash: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kair-distributing.'));
  makeFilm(join(folder, 'Accueil.mp4'), { seconds: 6, size: '640x360' });
  instance = await startInstance();
  browser = await launch();
  trainer = await Person.signedIn(instance, 'trainer');
  manager = await Person.signedIn(instance, 'training_manager');
  await submitted();
  await gathered();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  expect(await instance?.stop()).toBe(0);
});

/** A module of one film with one question, handed in. */
async function submitted(): Promise<void> {
  const media_id = await trainer.upload(join(folder, 'Accueil.mp4'), 'video/mp4');
  await until(
    'the film is ready',
    async () => (await trainer.call<{ state: string }>('GET', `/api/v1/media/${media_id}`)).state === 'ready',
    90_000,
  );
  const choices = ['Dire bonjour', 'Attendre'].map((text) => ({ id: id(), text, feedback: '' }));
  const question = { id: id(), prompt: 'Que fait-on d’abord ?', explanation: '', multiple: false, choices, key: [choices[0]?.id], points: 1 };
  const document = {
    schema: 1,
    title: TITLE,
    language: 'fr',
    media_id,
    pass_percent: 0,
    auto_pause: false,
    chapters: [],
    targets: [],
    contents: [],
    quizzes: [{ id: id(), title: 'À vous', at_ms: 4000, required: true, replay: false, questions: [question] }],
  };
  const grain = await trainer.call<Row>('POST', '/api/v1/grains', { document });
  const module = await trainer.call<Row>('POST', '/api/v1/modules', { title: TITLE, grain_ids: [grain.id] });
  submission = await trainer.call('POST', `/api/v1/modules/${module.id}/submissions`, {});
}

const personOf = async (role: string): Promise<string> => {
  const { email } = account(instance, role);
  const { items } = await manager.call<List>('GET', `/api/v1/persons?search=${email}`);
  return items[0]?.id ?? '';
};

/** A group of the learner and the trainer. */
async function gathered(): Promise<void> {
  const group = await manager.call<Row>('POST', '/api/v1/groups', { name: GROUP, description: '' });
  const add = [await personOf('learner'), await personOf('trainer')];
  await manager.call('POST', `/api/v1/groups/${group.id}/members`, { add, remove: [] });
}

const entered = async (role: string, look?: Parameters<typeof visit>[2]) => {
  const visitor = await visit(browser, instance, look);
  await signIn(visitor.page, account(instance, role));
  return visitor;
};

/** The wall clock of Paris, so many days from now, as a date-time input takes it. */
const typed = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'short' })
    .format(Date.now() + days * DAY_MS)
    .replace(' ', 'T');

const toast = (page: Page) => page.getByRole('region', { name: 'Notifications' });

test('a module that is not approved is not offered, and it is said why', async () => {
  const visitor = await entered('training_manager');
  const { page } = visitor;
  await page.goto('/distributions/new');
  await settled(page);
  await page.getByRole('heading', { name: 'Aucun module approuvé pour l’instant' }).waitFor();
  await page.getByText('autre module n’est pas proposé : pourquoi ?').click();
  await page.getByText('En cours de validation').waitFor();
  await inspect(visitor, 'desktop-fr-light-distribution-nothing');
  const { hash } = submission;
  await manager.call('POST', `/api/v1/submissions/${submission.id}/decision`, { decision: 'approve', hash, comment: '' });
  await visitor.context.close();
});

test('a distribution is asked for what it lacks before it is made', async () => {
  const visitor = await entered('training_manager');
  const { page } = visitor;
  await page.goto('/distributions/new');
  await settled(page);
  await page.getByLabel('Ouverture').fill(typed(2));
  await page.getByLabel('Fermeture').fill(typed(1));
  await page.getByRole('button', { name: 'Diffuser', exact: true }).click();
  await page.getByText('Cette information est nécessaire.').waitFor();
  await page.getByText('Choisissez au moins une personne.').waitFor();
  await page.getByText('la fermeture vient après l’ouverture').waitFor();
  await inspect(visitor, 'desktop-fr-light-distribution-refused');
  await visitor.context.close();
});

test('it goes to a group and a person counted once, with its dates, and the learner is told and finds it', async () => {
  const visitor = await entered('training_manager');
  const { page } = visitor;
  const learner = account(instance, 'learner');
  await page.goto('/distributions/new');
  await settled(page);
  await page.getByRole('button', { name: TITLE }).click();
  const whom = page.getByRole('combobox', { name: 'Groupes et personnes' });
  for (const name of [GROUP, learner.last_name]) {
    await whom.fill(name);
    await page.getByRole('option', { name: new RegExp(name) }).first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('list', { name: 'Destinataires' }).getByText(new RegExp(name)).waitFor();
  }
  await page.getByText('2 personnes en tout').waitFor();
  await page.getByText('dont 1 choisie plus d’une fois').waitFor();
  await page.getByLabel('Fermeture').fill(typed(60));
  await page.getByRole('button', { name: 'À faire avant : dans 2 semaines' }).click();
  await page.getByLabel('Mot pour les apprenants').fill('Avant votre premier jour à l’accueil.');
  await page.getByText(`« ${TITLE} », version 1, s’ouvre à 2 personnes dès maintenant`).waitFor();
  await inspect(visitor, 'desktop-fr-light-distribution-new');
  await page.getByRole('button', { name: 'Diffuser', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
  await settled(page);
  await page.getByRole('grid', { name: 'Apprenants' }).getByText(learner.email).waitFor();
  await inspect(visitor, 'desktop-fr-light-distribution');
  await visitor.context.close();

  const told = await entered('learner', PHONE);
  await told.page.locator('main').getByText('À faire avant le').waitFor();
  await inspect(told, 'phone-fr-light-home-due');
  await told.page.getByRole('button', { name: 'Avis, 1 non lu' }).click();
  await told.page.getByRole('dialog').getByText('Avant votre premier jour à l’accueil.').waitFor();
  await inspect(told, 'phone-fr-light-inbox');
  await told.page.getByRole('dialog').getByRole('link', { name: new RegExp(TITLE) }).click();
  await told.page.waitForURL(/\/play\//);
  await told.page.goto('/');
  await settled(told.page);
  await told.page.getByRole('button', { name: 'Avis', exact: true }).waitFor();
  await told.context.close();
}, 60_000);

test('a suspension is undone at once, or stops the learner with a page that says so until it is taken back', async () => {
  const boss = await entered('training_manager');
  await boss.page.goto('/distributions');
  await settled(boss.page);
  await inspect(boss, 'desktop-fr-light-distributions');
  await boss.page.getByRole('grid').getByText(TITLE).click();
  const suspend = boss.page.getByRole('button', { name: 'Suspendre' });
  await suspend.click();
  await toast(boss.page).getByRole('button', { name: 'Annuler' }).click();
  await boss.page.getByText(`${TITLE} reprend`).waitFor();
  await suspend.click();
  await boss.page.getByText('Suspendue depuis le').waitFor();
  await inspect(boss, 'desktop-fr-light-distribution-suspended');

  const visitor = await entered('learner');
  const { page } = visitor;
  await page.getByText('Suspendu pour l’instant').waitFor();
  await inspect(visitor, 'desktop-fr-light-home-suspended');
  const { items } = await (await Person.signedIn(instance, 'learner')).call<{ items: { registration_id: string }[] }>('GET', '/api/v1/learning');
  const address = `/play/${items[0]?.registration_id}`;
  expect((await page.goto(address))?.status()).toBe(403);
  await page.getByText(/suspendu/i).first().waitFor();
  await inspect(visitor, 'desktop-fr-light-play-suspended');

  await boss.page.getByRole('main').getByRole('button', { name: 'Reprendre' }).click();
  await suspend.waitFor();
  expect((await page.goto(address))?.status()).toBe(200);
  await page.locator('video').first().waitFor();
  await visitor.context.close();
  await boss.context.close();
}, 60_000);

test('who has finished begins again from the home, and what was reached stays', async () => {
  const visitor = await entered('learner');
  const { page } = visitor;
  await page.locator('main a[href^="/play/"]').first().click();
  await started(page);
  const panel = page.locator('.k-panel-quiz');
  await panel.locator('label', { hasText: 'Dire bonjour' }).click();
  await panel.getByRole('button', { name: 'Valider' }).click();
  await panel.getByRole('button', { name: 'Reprendre la vidéo' }).click();
  await page.getByText('Votre score').waitFor();
  await page.goto('/');
  await settled(page);
  await page.getByText('Terminé, 100 %').waitFor();
  await inspect(visitor, 'desktop-fr-light-home-done');
  await page.getByRole('button', { name: `Recommencer ${TITLE}` }).click();
  await page.waitForURL(/\/play\//);
  const learner = await Person.signedIn(instance, 'learner');
  const { items } = await learner.call<{ items: { attempt: number; state: string; score_percent?: number }[] }>('GET', '/api/v1/learning');
  expect(items[0]).toMatchObject({ attempt: 2, score_percent: 100 });
  expect(items[0]?.state).not.toBe('done');
  await visitor.context.close();
}, 60_000);
