// Step 3: grains in a module: ordered by the keyboard, and never more than eight.
import { expect } from 'vitest';
import { settled } from '../browser.ts';
import { GRAIN_TITLE } from './author.ts';
import { show, type Story } from './stage.ts';

export const MODULE_TITLE = 'Premiers jours sur le site';
/** With the grain of the story, one more than a module may hold. */
const OTHERS = 8;
export const SECOND = 'La visite, sans commentaire';

type Grain = { id: string; title: string };
type Module = { module: { id: string; title: string }; grains: Grain[] };

const titles = async ({ trainerApi, module_id }: Story): Promise<string[]> =>
  (await trainerApi.call<Module>('GET', `/api/v1/modules/${module_id}`)).grains.map(({ title }) => title);

export async function assemble(story: Story): Promise<void> {
  const { trainer, trainerApi, media_id } = story;
  const { page } = trainer;
  for (let at = 1; at <= OTHERS; at++)
    await trainerApi.call<Grain>('POST', '/api/v1/grains', { title: at === 1 ? SECOND : `Visite, passage ${at}`, media_id });

  await page.goto('/library');
  await settled(page);
  await show(trainer, 'library-grains');
  await page.getByRole('button', { name: 'Créer', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Un module' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Titre' }).fill(MODULE_TITLE);
  await page.getByRole('dialog').getByRole('button', { name: 'Créer le module' }).click();
  await page.waitForURL(/\/modules\//);
  story.module_id = new URL(page.url()).pathname.split('/').pop() ?? '';
  await settled(page);

  await pick(story, [SECOND, GRAIN_TITLE]);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await titles(story)).toEqual([SECOND, GRAIN_TITLE]);

  const handle = page.getByRole('button', { name: new RegExp(`^Déplacer ${GRAIN_TITLE}, 2 sur 2`) });
  await handle.focus();
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('button', { name: new RegExp(`^Déplacer ${GRAIN_TITLE}, 1 sur 2`) }).waitFor();
  await expect.poll(() => titles(story)).toEqual([GRAIN_TITLE, SECOND]);
  await settled(page);
  await show(trainer, 'module-ordered');

  const refusal = page.waitForResponse((reply) => reply.url().endsWith('/grains') && reply.request().method() === 'PUT');
  await pick(story, Array.from({ length: OTHERS - 1 }, (_, at) => `Visite, passage ${at + 2}`));
  expect((await refusal).status()).toBe(422);
  await page.getByRole('dialog').getByRole('alert').waitFor();
  await show(trainer, 'module-ninth-refused');
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
  expect(await titles(story)).toEqual([GRAIN_TITLE, SECOND]);
}

async function pick({ trainer: { page } }: Story, wanted: string[]): Promise<void> {
  await page.getByRole('button', { name: 'Ajouter des grains' }).first().click();
  const dialog = page.getByRole('dialog');
  for (const title of wanted) {
    const box = dialog.getByRole('checkbox', { name: title });
    await box.locator('xpath=ancestor::label[1]').click();
    expect(await box.isChecked(), title).toBe(true);
  }
  await dialog.getByRole('button', { name: /^Ajouter \d/ }).click();
}
