// Step 5: she runs the checks, goes to what they found, puts it right, submits. What comes after is not hers to do.
import { expect } from 'vitest';
import { settled } from '../browser.ts';
import { IMAGE_LABEL, saved, type } from './author.ts';
import { show, type Story } from './stage.ts';

const DESCRIPTION = 'Quatre temps : regarder, décrire, relier, conclure.';
const MESSAGE = 'Première version, prête à relire.';

type Checks = { error_count: number; items: { code: string; level: string; element_id?: string }[] };
export type Submission = { id: string; state: string; hash: string; version_number: number; edited: boolean; decision_comment: string };
export type Review = { state: string; edited: boolean; submission?: Submission };

export const reviewOf = ({ trainerApi, module_id }: Story): Promise<Review> =>
  trainerApi.call<Review>('GET', `/api/v1/modules/${module_id}/review`);

/** The submission that waits for a decision. */
export async function waiting(story: Story): Promise<Submission> {
  const { submission } = await reviewOf(story);
  if (submission?.state !== 'submitted') throw new Error(`nothing waits: ${submission?.state}`);
  return submission;
}

async function refusedWithFaults({ trainer, trainerApi, module_id }: Story): Promise<void> {
  const { page } = trainer;
  const checks = await trainerApi.call<Checks>('GET', `/api/v1/modules/${module_id}/checks`);
  expect(checks.items.filter(({ level }) => level === 'error').map(({ code }) => code)).toEqual(['preflight.no_alternative']);
  expect(await trainerApi.refusal('POST', `/api/v1/modules/${module_id}/submissions`, {})).toBe('422 review.has_errors');
  await page.goto(`/modules/${module_id}`);
  await settled(page);
  await page.getByRole('button', { name: 'Soumettre', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 point à corriger avant de soumettre.').waitFor();
  await show(trainer, 'checks-before-submitting');
  await dialog.getByRole('link', { name: /^Y aller/ }).first().click();
  await page.waitForURL(/\/studio\//);
}

async function putRight({ trainer }: Story): Promise<void> {
  const { page } = trainer;
  await settled(page);
  const name = page.getByRole('textbox', { name: 'Nom', exact: true });
  await expect.poll(() => name.inputValue(), { message: 'the fault is selected' }).toBe(IMAGE_LABEL);
  await page.getByRole('button', { name: /^Contrôles/ }).click();
  await page.getByRole('complementary', { name: 'Contrôles' }).waitFor();
  await show(trainer, 'studio-checks');
  await page.getByRole('button', { name: 'Fermer les contrôles' }).click();
  await type(page, 'Description de l’image', DESCRIPTION);
  await saved(page);
}

/** From the studio, which came from the module. */
export async function submitFromStudio({ trainer }: Story, message: string, picture: string): Promise<void> {
  const { page } = trainer;
  // The hand leaves what it pressed before, and the words over that button go.
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Soumettre', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /^Un mot pour qui relira/ }).fill(message);
  await show(trainer, picture);
  await dialog.getByRole('button', { name: 'Soumettre', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** Neither by the screen nor by the API. */
async function notHers(story: Story): Promise<void> {
  const { trainer, trainerApi, module_id } = story;
  const { page } = trainer;
  const submission = await waiting(story);
  await page.goto(`/reviews/${submission.id}`);
  await settled(page);
  await page.frameLocator('iframe').locator('video').waitFor();
  for (const name of ['Approuver', 'Demander des corrections', 'Refuser'])
    expect(await page.getByRole('button', { name, exact: true }).count(), name).toBe(0);
  expect(await page.getByRole('navigation').getByRole('link', { name: 'Diffusions' }).count(), 'Diffusions').toBe(0);
  await show(trainer, 'review-as-author');
  const decision = { decision: 'approve', hash: submission.hash, comment: '' };
  expect(await trainerApi.refusal('POST', `/api/v1/submissions/${submission.id}/decision`, decision)).toMatch(/^403 /);
  expect(await trainerApi.refusal('POST', '/api/v1/distributions', { module_id, person_ids: [] })).toMatch(/^403 /);
}

export async function submit(story: Story): Promise<void> {
  await refusedWithFaults(story);
  await putRight(story);
  await submitFromStudio(story, MESSAGE, 'studio-submit');
  expect(await reviewOf(story)).toMatchObject({ state: 'submitted', edited: false, submission: { version_number: 1 } });
  await notHers(story);
}
