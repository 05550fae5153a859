// People and groups, as an administrator works with them.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspect, launch, PHONE, settled, signIn, visit } from './browser.ts';
import { account, type Instance, startInstance } from './instance.ts';

let instance: Instance;
let browser: Browser;

beforeAll(async () => {
  instance = await startInstance();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  expect(await instance?.stop()).toBe(0);
});

const admin = async (look?: Parameters<typeof visit>[2]) => {
  const visitor = await visit(browser, instance, look);
  await signIn(visitor.page, account(instance, 'space_admin'));
  return visitor;
};

const rows = (page: Page) => page.getByRole('grid').getByRole('row');

test('a search finds people without their accents, and says when there is nobody', async () => {
  const visitor = await admin();
  const { page } = visitor;
  await page.goto('/people');
  await settled(page);
  const learner = account(instance, 'learner');
  const search = page.getByRole('searchbox', { name: 'Chercher par nom ou adresse' });
  await search.fill(learner.last_name.toLowerCase());
  await page.getByRole('grid').getByText(`${learner.first_name} ${learner.last_name}`).waitFor();
  await search.fill('100% nobody_');
  await page.getByRole('heading', { name: 'Personne ne répond à ces critères' }).waitFor();
  await inspect(visitor, 'desktop-fr-light-people-none');
  await visitor.context.close();
});

test('an account is closed from the list and opened again by undo', async () => {
  const visitor = await admin();
  const { page } = visitor;
  await page.goto('/people?role=learner&state=active');
  await settled(page);
  const before = await rows(page).count();
  await rows(page).nth(1).locator('label').click();
  await page.getByRole('region', { name: 'Sélection' }).waitFor();
  await inspect(visitor, 'desktop-fr-light-people-selected');
  await page.getByRole('button', { name: 'Désactiver' }).click();
  await expect.poll(() => rows(page).count()).toBe(before - 1);
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Annuler' }).last().click();
  await expect.poll(() => rows(page).count()).toBe(before);
  await visitor.context.close();
});

test('a person page shows who they are and takes a change', async () => {
  const visitor = await admin();
  const { page } = visitor;
  const trainer = account(instance, 'trainer');
  await page.goto(`/people?search=${encodeURIComponent(trainer.email)}`);
  await settled(page);
  await page.getByRole('grid').getByText(trainer.last_name).click();
  await page.getByRole('heading', { level: 1, name: trainer.last_name }).waitFor();
  await settled(page);
  await inspect(visitor, 'desktop-fr-light-person');
  await page.getByLabel('Prénom').fill('Ondine');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: `Ondine ${trainer.last_name}` }).waitFor();
  await visitor.context.close();
});

test('name and address changed together ask for a reason', async () => {
  const visitor = await admin();
  const { page } = visitor;
  await page.goto('/people?role=learner');
  await settled(page);
  await rows(page).nth(2).getByRole('rowheader').click();
  await settled(page);
  await page.getByLabel('Nom', { exact: true }).fill('Autre');
  await page.getByLabel('Adresse e-mail').fill('autre.personne@exemple.fr');
  await page.getByLabel('Motif').waitFor();
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByText('Changer à la fois le nom et l’adresse demande un motif.').first().waitFor();
  await page.getByLabel('Motif').fill('Erreur de saisie à la création');
  await page.getByRole('button', { name: 'Enregistrer', exact: true }).click();
  await page.getByText('Modifications enregistrées').waitFor();
  await visitor.context.close();
});

test('a group is made, filled, emptied and brought back', async () => {
  const visitor = await admin();
  const { page } = visitor;
  await page.goto('/groups');
  await settled(page);
  await page.getByRole('button', { name: 'Nouveau groupe' }).click();
  await page.getByRole('dialog').getByLabel('Nom', { exact: true }).fill('Équipe de nuit');
  await page.getByRole('button', { name: 'Créer le groupe' }).click();
  await page.getByRole('heading', { level: 1, name: 'Équipe de nuit' }).waitFor();
  await settled(page);
  await inspect(visitor, 'desktop-fr-light-group-empty');
  await page.getByRole('button', { name: 'Ajouter des personnes' }).first().click();
  const picker = page.getByRole('dialog');
  await picker.getByRole('checkbox').first().waitFor();
  for (const index of [0, 1, 2]) await picker.getByRole('listitem').nth(index).locator('label').click();
  await inspect(visitor, 'desktop-fr-light-group-picker');
  await picker.getByRole('button', { name: 'Ajouter 3 personnes' }).click();
  await expect.poll(() => rows(page).count()).toBe(4);
  await inspect(visitor, 'desktop-fr-light-group');
  await page.getByRole('button', { name: 'Autres actions' }).click();
  await page.getByRole('menuitem', { name: 'Supprimer le groupe' }).click();
  await page.getByRole('heading', { level: 1, name: 'Groupes' }).waitFor();
  await page.getByRole('region', { name: 'Notifications' }).getByRole('button', { name: 'Annuler' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'Équipe de nuit' }).waitFor();
  await expect.poll(() => rows(page).count()).toBe(4);
  await visitor.context.close();
});

const sheet = (lines: number) =>
  [
    'prenom;nom;email;roles;groupes;langue',
    ...Array.from({ length: lines }, (_, i) =>
      i % 2 === 0
        ? `Prénom ${i};Nom ${i};personne${i}@import.example;learner;Promotion d’automne;fr`
        : `Prénom ${i};Nom ${i};adresse fausse ${i};chef;;fr`,
    ),
  ].join('\r\n');

test('a file half wrong is shown line by line, and its good half is imported', async () => {
  const visitor = await admin();
  const { page } = visitor;
  const file = join(instance.folder, 'personnes.csv');
  writeFileSync(file, sheet(40));
  await page.goto('/people/import');
  await settled(page);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('heading', { name: 'À corriger' }).waitFor();
  await settled(page);
  await inspect(visitor, 'desktop-fr-light-import-preview');
  await page.getByRole('button', { name: 'Importer 20 lignes, laisser les autres' }).click();
  await page.getByText('L’import est terminé.').waitFor({ timeout: 60_000 });
  await inspect(visitor, 'desktop-fr-light-import-done');
  await page.goto('/people?search=import.example');
  await settled(page);
  await expect.poll(() => rows(page).count()).toBe(21);
  await visitor.context.close();
});

test('the keyboard alone goes from anywhere to a person', async () => {
  const visitor = await admin();
  const { page } = visitor;
  const learner = account(instance, 'learner');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(learner.last_name);
  await page.getByRole('menuitem', { name: learner.last_name }).first().waitFor();
  await inspect(visitor, 'desktop-fr-light-palette');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await inspect(visitor, 'desktop-fr-light-shortcuts');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await visitor.context.close();
});

test('people and groups work on a phone', async () => {
  const visitor = await admin(PHONE);
  const { page } = visitor;
  await page.goto('/people');
  await settled(page);
  await inspect(visitor, 'phone-fr-light-people');
  await page.getByRole('grid', { name: 'Personnes' }).getByRole('row').first().click();
  await settled(page);
  await inspect(visitor, 'phone-fr-light-person');
  await visitor.context.close();
});
