// Step 6, first half: the training manager plays what was submitted, pins a comment in time and place, returns it; she corrects
// and submits again; he approves that content. An edit afterwards takes the approval away.
import { expect } from 'vitest';
import type { Locator } from 'playwright-core';
import type { GrainDocument } from '../../../player/core/document.ts';
import { settled, type Visitor } from '../browser.ts';
import { started } from '../film.ts';
import { account } from '../instance.ts';
import { saved } from './author.ts';
import { MODULE_TITLE } from './module.ts';
import { enter, show, type Story, until } from './stage.ts';
import { reviewOf, submitFromStudio, waiting } from './submit.ts';

const COMMENT = 'À cet endroit, on ne voit pas ce qu’il faut regarder : cadrez plus large.';
const REASON = 'Un seul passage à reprendre, voir le commentaire.';
const ANSWER = 'Le chapitre dit maintenant ce qu’il faut regarder.';
const CORRECTED = 'Sur le terrain, pas à pas';
/** Of the picture, in per cent. */
const PLACE = { x: 40, y: 35 };

type Comment = { id: string; text: string; at_ms?: number; x?: number; y?: number; grain_id?: string };

const commentsOf = async ({ managerApi }: Story, submission: string): Promise<Comment[]> =>
  (await managerApi.call<{ items: Comment[] }>('GET', `/api/v1/submissions/${submission}/comments`)).items;

/** By the queue, as one comes from the home page. */
async function openNewest(story: Story, manager: Visitor): Promise<void> {
  const { page } = manager;
  await page.goto('/');
  await settled(page);
  await page.getByRole('heading', { name: '1 module à valider' }).waitFor();
  await page.goto('/reviews');
  await settled(page);
  await show(manager, 'reviews-queue');
  await page.getByRole('main').getByText(MODULE_TITLE, { exact: true }).first().click();
  await page.waitForURL(/\/reviews\/./);
  await settled(page);
  expect(new URL(page.url()).pathname).toBe(`/reviews/${(await waiting(story)).id}`);
}

/** Where these per cent of the layer over the picture are. */
async function press(layer: Locator, { x, y }: { x: number; y: number }): Promise<void> {
  const box = await layer.boundingBox();
  if (!box) throw new Error('there is no picture to press on');
  await layer.click({ position: { x: (box.width * x) / 100, y: (box.height * y) / 100 } });
}

async function pin(story: Story, manager: Visitor): Promise<void> {
  const { page } = manager;
  const frame = page.frameLocator('iframe');
  const time = () => frame.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime * 1000);
  await started(frame);
  await expect.poll(time, { timeout: 20_000, interval: 20 }).toBeGreaterThan(Math.min(400, story.times.image.start_ms));
  await page.getByRole('button', { name: 'Commenter ce moment' }).click();
  await press(page.getByRole('button', { name: /^Montrer l’endroit/ }), PLACE);
  await page.getByRole('textbox', { name: 'Votre commentaire' }).fill(COMMENT);
  await show(manager, 'review-comment-pinned');
  await page.getByRole('button', { name: 'Commenter', exact: true }).click();
  await page.getByRole('list', { name: 'Commentaires' }).getByText(COMMENT).waitFor();
  const [comment] = await commentsOf(story, (await waiting(story)).id);
  expect(comment).toMatchObject({ text: COMMENT, grain_id: story.grain_id });
  expect(Math.abs((comment?.at_ms ?? -1) - (await time())), 'the moment is that of the picture').toBeLessThanOrEqual(250);
  expect(Math.abs((comment?.x ?? 0) - PLACE.x)).toBeLessThanOrEqual(1);
  expect(Math.abs((comment?.y ?? 0) - PLACE.y)).toBeLessThanOrEqual(1);
}

async function decide(manager: Visitor, button: string, label: RegExp, words: string, action: string, picture: string): Promise<void> {
  const { page } = manager;
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  if (words) await dialog.getByRole('textbox', { name: label }).fill(words);
  await show(manager, picture);
  await dialog.getByRole('button', { name: action, exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}

type Entry = { kind: string; title: string; read_ms?: number };

async function toldTheTrainer({ trainerApi, instance }: Story): Promise<void> {
  const { items } = await trainerApi.call<{ items: Entry[] }>('GET', '/api/v1/inbox');
  expect(items.map(({ kind }) => kind)).toContain('decided');
  await until('the mail of the decision', () => mailed(instance.origin, account(instance, 'trainer').email, MODULE_TITLE), 30_000);
}

/** Whether a mail whose subject says this went there. */
export async function mailed(origin: string, address: string, subject: string): Promise<boolean> {
  const reply = await fetch(`${origin}/api/v1/dev/mails?limit=100`);
  const { items } = (await reply.json()) as { items: { to: string; subject: string }[] };
  return items.some((mail) => mail.to.includes(address) && mail.subject.includes(subject));
}

async function correct(story: Story): Promise<void> {
  const { trainer, module_id } = story;
  const { page } = trainer;
  story.onScreen = page;
  await page.goto(`/modules/${module_id}`);
  await settled(page);
  await page.getByText(REASON, { exact: true }).waitFor();
  await show(trainer, 'module-returned');
  await page.getByRole('list', { name: 'Commentaires en attente' }).getByRole('link', { name: /^Y aller/ }).click();
  await page.waitForURL(/\/studio\//);
  await settled(page);
  await page.getByRole('tab', { name: 'Tableau' }).click();
  await page.getByRole('textbox', { name: 'Titre de Sur le terrain', exact: true }).fill(CORRECTED);
  await page.keyboard.press('Tab');
  await page.getByRole('tab', { name: 'Chronologie' }).click();
  await saved(page);
  await submitFromStudio(story, ANSWER, 'studio-submit-again');
}

/** Any edit of the draft, even one that is taken back, needs a new look at it. */
async function editDropsApproval(story: Story): Promise<void> {
  const { trainerApi, managerApi, grain_id, module_id } = story;
  const path = `/api/v1/grains/${grain_id}`;
  const { document, grain } = await trainerApi.call<{ document: GrainDocument; grain: { version: number } }>('GET', path);
  await trainerApi.put(path, { ...document, title: `${document.title}.` }, grain.version);
  expect(await reviewOf(story)).toMatchObject({ state: 'draft', edited: true });
  expect(await managerApi.refusal('POST', '/api/v1/distributions', { module_id, person_ids: [] })).toMatch(/^(409 review.not_approved|422 )/);
  const people = await managerApi.call<{ items: { id: string }[] }>('GET', '/api/v1/persons?limit=1');
  const person_ids = people.items.map(({ id }) => id);
  expect(await managerApi.refusal('POST', '/api/v1/distributions', { module_id, person_ids })).toBe('409 review.not_approved');
  await trainerApi.put(path, document, grain.version + 1);
  await trainerApi.call('POST', `/api/v1/modules/${module_id}/submissions`, {});
}

export async function review(story: Story): Promise<void> {
  const manager = await enter(story, 'training_manager');
  await openNewest(story, manager);
  await pin(story, manager);
  await decide(manager, 'Demander des corrections', /^Ce qui est à corriger/, REASON, 'Renvoyer', 'review-returned');
  expect(await reviewOf(story)).toMatchObject({ state: 'returned', submission: { decision_comment: REASON } });
  await toldTheTrainer(story);
  await correct(story);
  story.onScreen = manager.page;
  await openNewest(story, manager);
  await decide(manager, 'Approuver', /^Un mot/, '', 'Approuver', 'review-approves');
  expect(await reviewOf(story)).toMatchObject({ state: 'approved', edited: false });
  await editDropsApproval(story);
  const { id, hash } = await waiting(story);
  await story.managerApi.call('POST', `/api/v1/submissions/${id}/decision`, { decision: 'approve', hash, comment: '' });
  expect(await reviewOf(story)).toMatchObject({ state: 'approved', edited: false });
  await manager.context.close();
}
