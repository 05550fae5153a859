// Coming in: an invitation by mail, a forgotten password, a session that ends, a space of one's own.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspect, launch, settled, signIn, type Visitor, visit } from './browser.ts';
import { account, type Instance, startInstance } from './instance.ts';

const PASSWORD = 'nuage violet 47 tambours';

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

type MailEntry = { id: string; to: string; subject: string };

/** The link of the newest mail to this address, once the worker has sent it. */
async function linkSentTo(address: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(
      async () => {
        const list = (await (await fetch(`${instance.origin}/api/v1/dev/mails`)).json()) as { items: MailEntry[] };
        const entry = list.items.find((mail) => mail.to.includes(address));
        if (!entry) return undefined;
        const mail = (await (await fetch(`${instance.origin}/api/v1/dev/mails/${entry.id}`)).json()) as { text: string };
        link = /https?:\/\/\S+#\S+/.exec(mail.text)?.[0];
        return link;
      },
      { timeout: 30_000, interval: 200 },
    )
    .toBeTruthy();
  return link as string;
}

async function choosePassword({ page }: Visitor, link: string): Promise<void> {
  await page.goto(link);
  await settled(page);
  await page.locator('input[type=password]').fill(PASSWORD);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(`${instance.origin}/`);
  await settled(page);
}

test('a person invited by an administrator chooses a password, comes in, and the link works once', async () => {
  const admin = await visit(browser, instance);
  await signIn(admin.page, account(instance, 'space_admin'));
  await admin.page.goto('/people');
  await admin.page.getByRole('button', { name: 'Ajouter une personne' }).click();
  const dialog = admin.page.getByRole('dialog');
  await dialog.getByLabel('Prénom').fill('Maëlle');
  await dialog.getByLabel('Nom', { exact: true }).fill('Quéméner');
  await dialog.getByLabel('Adresse e-mail').fill('maelle@exemple.fr');
  await inspect(admin, 'desktop-fr-light-add-person');
  await dialog.getByRole('button', { name: 'Ajouter', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await admin.context.close();

  const link = await linkSentTo('maelle@exemple.fr');
  const invited = await visit(browser, instance);
  await invited.page.goto(link);
  await settled(invited.page);
  await inspect(invited, 'desktop-fr-light-invitation');
  await choosePassword(invited, link);
  await inspect(invited, 'desktop-fr-light-first-home');
  await invited.context.close();

  const again = await visit(browser, instance);
  await again.page.goto(link);
  await settled(again.page);
  expect(await again.page.locator('h1').textContent()).toBe('Ce lien ne fonctionne plus');
  await inspect(again, 'desktop-fr-light-used-link');
  await signIn(again.page, { email: 'maelle@exemple.fr', password: PASSWORD });
  await again.context.close();
});

test('a forgotten password is replaced, and the old one no longer opens', async () => {
  const auditor = account(instance, 'auditor');
  const visitor = await visit(browser, instance);
  await visitor.page.goto('/forgotten-password');
  await visitor.page.getByLabel('Adresse e-mail').fill(auditor.email);
  await visitor.page.getByRole('button', { name: 'Envoyer le lien' }).click();
  await visitor.page.getByRole('status').first().waitFor();
  await inspect(visitor, 'desktop-fr-light-reset-asked');
  await choosePassword(visitor, await linkSentTo(auditor.email));
  await visitor.context.close();

  const other = await visit(browser, instance);
  await other.page.goto('/sign-in');
  await other.page.locator('input[name=email]').fill(auditor.email);
  await other.page.locator('input[name=password]').fill(auditor.password);
  await other.page.locator('button[type=submit]').click();
  await other.page.getByRole('alert').waitFor();
  await inspect(other, 'desktop-fr-light-sign-in-refused');
  await other.context.close();
});

test('a session closed elsewhere asks for the password in place, and what was typed is kept', async () => {
  const trainer = account(instance, 'trainer');
  const here = await visit(browser, instance);
  const there = await visit(browser, instance);
  await signIn(here.page, trainer);
  await here.page.goto('/account');
  await settled(here.page);
  await here.page.getByLabel('Prénom').fill('Prénom changé');

  await signIn(there.page, trainer);
  await there.page.goto('/account');
  await there.page.getByRole('button', { name: 'Fermer toutes les autres' }).click();
  await there.page.getByRole('button', { name: 'Fermer toutes les autres' }).waitFor({ state: 'detached' });

  await here.page.getByRole('button', { name: 'Enregistrer' }).click();
  const dialog = here.page.getByRole('dialog');
  await dialog.waitFor();
  await inspect(here, 'desktop-fr-light-session-ended');
  await dialog.locator('input[type=password]').fill(trainer.password);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => here.page.getByLabel('Prénom').inputValue()).toBe('Prénom changé');
  await here.context.close();
  await there.context.close();
});

test('the publisher opens a space, and its administrator comes in alone', async () => {
  const operator = await visit(browser, instance);
  await signIn(operator.page, account(instance, 'operator'));
  await operator.page.goto('/spaces');
  await settled(operator.page);
  await operator.page.getByRole('main').getByRole('button').first().click();
  const dialog = operator.page.getByRole('dialog');
  await dialog.getByLabel('Nom du client').fill('Assurances Océane');
  await dialog.getByLabel('Prénom').fill('Noé');
  await dialog.getByLabel('Nom de famille').fill('Tanguy');
  await dialog.getByLabel('Adresse e-mail').fill('noe@oceane.example');
  await dialog.getByRole('button', { name: 'Ouvrir l’espace' }).click();
  await dialog.waitFor({ state: 'detached' });
  await inspect(operator, 'desktop-fr-light-space-opened');
  await operator.context.close();

  const admin = await visit(browser, instance);
  await choosePassword(admin, await linkSentTo('noe@oceane.example'));
  await admin.page.goto('/people');
  await settled(admin.page);
  await expect.poll(() => admin.page.getByRole('row').count()).toBe(2); // the head and himself
  await inspect(admin, 'desktop-fr-light-new-space-people');
  await admin.context.close();
});

test('the mails of a demonstration are read on a page of their own', async () => {
  const visitor = await visit(browser, instance);
  await visitor.page.goto('/dev/mails');
  await settled(visitor.page);
  const rows = visitor.page.getByRole('grid', { name: 'Courriels' }).getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(1);
  await inspect(visitor, 'desktop-fr-light-mails');
  await rows.nth(1).click();
  await visitor.page.getByRole('link', { name: 'Tous les courriels' }).waitFor();
  await settled(visitor.page);
  await inspect(visitor, 'desktop-fr-light-mail');
  await visitor.context.close();
});
