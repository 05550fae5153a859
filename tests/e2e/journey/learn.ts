// Step 4: a learner, of those whom the module was given to, is told of it, finds it, plays, opens what is on the film, answers,
// leaves in the middle, comes back in another browser to the same place and the same answers, and finishes.
import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import type { GrainDocument } from '../../../player/core/document.ts';
import { launch, settled, type Visitor } from '../browser.ts';
import { started } from '../film.ts';
import { IMAGE_LABEL, QUESTIONS, QUIZ_TITLE, SLIDES_LABEL } from './author.ts';
import { SECOND } from './module.ts';
import { Person } from './people.ts';
import { enter, show, type Story, until } from './stage.ts';
import type { TrueGrain, TrueLearner } from './truth.ts';
import { seen, watchFilms } from './witness.ts';

/** Of film, in all: longer films are reached by seeking. At double speed it takes half of that. */
const WATCHED_MS = 36_000;
const BEFORE_MS = 1500;
/** Up to here the second grain of the module is watched too. */
const TWICE_MS = 10_000;
/** A shorter film is left with the question still open: there is no time to press anything before it ends. */
const SHORT_MS = 4000;

type Item = { state: string; progress: number; score_percent?: number };

const time = (page: Page): Promise<number> => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime * 1000);

/** The learner of the browser is the first of the truth. */
function learnerOf({ truth }: Story): TrueLearner {
  const [learner] = truth.learners;
  if (!learner) throw new Error('the module was given to nobody');
  return learner;
}

function grainOf(learner: TrueLearner, grain_id: string, film_ms: number): TrueGrain {
  const known = learner.grains.find((grain) => grain.grain_id === grain_id);
  if (known) return known;
  const grain = { grain_id, film_ms, played: [], answers: [], shown: [], opened: [] };
  learner.grains.push(grain);
  return grain;
}

/** What the film in the browser really played. */
function note(story: Story, films: Awaited<ReturnType<typeof seen>>): void {
  const learner = learnerOf(story);
  learner.exact = false;
  for (const { grain_id, played } of films) grainOf(learner, grain_id, story.times.film_ms).played.push(...played);
}

/** What was opened and answered: all of it in the first sitting, the first question wrong. */
async function noteDeeds(story: Story): Promise<void> {
  const { document } = await story.trainerApi.call<{ document: GrainDocument }>('GET', `/api/v1/grains/${story.grain_id}`);
  const learner = learnerOf(story);
  const grain = grainOf(learner, story.grain_id, story.times.film_ms);
  grain.shown = document.targets.map(({ id }) => id);
  grain.opened = document.targets.map(({ id }) => id);
  for (const [at, question] of (document.quizzes[0]?.questions ?? []).entries()) {
    const choice = question.choices[at === 0 ? 0 : (QUESTIONS[at]?.right ?? 0)]?.id ?? '';
    grain.answers.push({ question_id: question.id, choice_ids: [choice], correct: question.key.includes(choice) });
  }
  learner.right_first = grain.answers.filter(({ correct }) => correct).length;
  learner.finished = story.times.film_ms <= TWICE_MS;
}

/** From the home page to a film that runs. */
async function begin(visitor: Visitor, link: RegExp): Promise<void> {
  const { page } = visitor;
  await page.getByRole('main').getByRole('link', { name: link }).click();
  await page.waitForURL(/\/play\//);
  await page.locator('.k-side .k-list').first().waitFor();
  await started(page);
}

async function seek(page: Page, ms: number): Promise<void> {
  await page.getByRole('slider', { name: 'Position dans la vidéo' }).evaluate((slider: HTMLInputElement, to) => {
    slider.value = String(to);
    slider.dispatchEvent(new Event('change', { bubbles: true }));
  }, ms);
}

async function twiceAsFast(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Vitesse de lecture/ }).click();
  await page.getByRole('menuitemradio', { name: /^2/ }).click();
}

/** The film waits at the target; it is opened, looked at and closed. */
async function openTarget(visitor: Visitor, label: string, picture: string): Promise<void> {
  const { page } = visitor;
  const target = page.locator('.k-targets').getByRole('button', { name: label, exact: true });
  await target.waitFor({ timeout: 30_000 });
  await page.locator('.k-hold').getByText(`Ouvrez « ${label} » pour continuer.`).waitFor({ timeout: 30_000 });
  await show(visitor, `learner-target-${picture}`);
  await target.click();
  const panel = page.getByRole('dialog');
  const image = panel.locator('img');
  await image.waitFor();
  await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.complete && shown.naturalWidth)).toBeGreaterThan(100);
  await show(visitor, `learner-${picture}`);
  if (picture === 'slides') {
    await panel.getByRole('button', { name: 'Page suivante' }).click();
    await panel.getByText('Page 2 sur 3').waitFor();
  }
  await panel.getByRole('button', { name: 'Fermer' }).click();
}

/** The first question wrong, the second right. */
async function answer(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  const panel = page.locator('.k-panel-quiz');
  await panel.waitFor({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  expect(await panel.isVisible(), 'the question must be answered').toBe(true);
  await show(visitor, 'learner-question');
  await choose(panel, QUESTIONS[0]?.choices[0]);
  await panel.getByText('Ce n’est pas cela').waitFor();
  await show(visitor, 'learner-corrected');
  await panel.getByRole('button', { name: 'Question suivante' }).click();
  const { choices = [], right = 0 } = QUESTIONS[1] ?? {};
  await choose(panel, choices[right]);
  await panel.getByText('Bonne réponse').first().waitFor();
}

async function choose(panel: Locator, text = ''): Promise<void> {
  await panel.locator('label', { hasText: text }).click();
  await panel.getByRole('button', { name: 'Valider' }).click();
}

/** Half of the story; answers the place in the film where the learner left. */
async function firstSitting(story: Story): Promise<number> {
  const { film_ms, image, slides, quiz_ms, leave_ms } = story.times;
  const visitor = await enter(story, 'learner');
  const { page } = visitor;
  await watchFilms(visitor.context);
  await settled(page);
  await page.getByRole('button', { name: 'Avis, 1 non lu' }).waitFor();
  await page.getByText(/^À faire avant le /).waitFor();
  await show(visitor, 'learner-home');
  await begin(visitor, /Premiers jours sur le site/);
  const long = film_ms > WATCHED_MS;
  if (!long) await twiceAsFast(page);
  if (long) await seek(page, image.start_ms - BEFORE_MS);
  await openTarget(visitor, IMAGE_LABEL, 'image');
  if (long) await seek(page, slides.start_ms - BEFORE_MS);
  await openTarget(visitor, SLIDES_LABEL, 'slides');
  if (long) await seek(page, quiz_ms - BEFORE_MS);
  await answer(visitor);
  if (film_ms >= SHORT_MS) {
    await page.getByRole('dialog').getByRole('button', { name: 'Reprendre la vidéo' }).click();
    const enough = Math.min(leave_ms, quiz_ms + 2000);
    await expect.poll(() => time(page), { timeout: 20_000, interval: 20 }).toBeGreaterThan(enough);
    await page.getByRole('button', { name: 'Mettre en pause', exact: true }).click();
  }
  const left_ms = await time(page);
  expect(left_ms).toBeGreaterThan(film_ms * 0.55);
  await show(visitor, 'learner-leaves');
  // Leaving for another page of ours, as by the link home; the browser is closed after it.
  await page.getByRole('link', { name: 'Accueil' }).click();
  await settled(page);
  await show(visitor, 'learner-home-to-resume');
  note(story, await seen(page));
  await visitor.context.close();
  return left_ms;
}

/** Another browser, one that starts no film by itself: the place, the answers, and on to the end. */
async function secondSitting(story: Story, left_ms: number): Promise<void> {
  const browser = await launch('--autoplay-policy=user-gesture-required');
  const visitor = await enter(story, 'learner', browser);
  const { page } = visitor;
  await watchFilms(visitor.context);
  await settled(page);
  await page.getByRole('main').getByRole('link', { name: 'Reprendre' }).click();
  await page.waitForURL(/\/play\//);
  await page.locator('.k-side .k-list').first().waitFor();
  await page.getByRole('button', { name: /^Reprendre à/ }).waitFor();
  const tolerance = Math.min(1000, story.times.film_ms * 0.15);
  await expect.poll(async () => Math.abs((await time(page)) - left_ms), { timeout: 15_000, message: 'the same place' }).toBeLessThan(tolerance);
  await show(visitor, 'learner-same-place');
  await sameAnswers(visitor);
  await page.getByRole('button', { name: /^Reprendre à/ }).click();
  await toTheEnd(visitor, story);
  note(story, await seen(page));
  await browser.close();
}

async function toTheEnd(visitor: Visitor, { times: { film_ms } }: Story): Promise<void> {
  const { page } = visitor;
  if (film_ms > WATCHED_MS) await seek(page, film_ms - BEFORE_MS);
  else if (film_ms >= SHORT_MS) await twiceAsFast(page);
  const end = page.locator('.k-panel-end');
  await end.getByText('Votre score').waitFor({ timeout: 60_000 });
  await end.getByText('1 sur 2 points').waitFor();
  await end.getByText('Seuil atteint').waitFor();
  await end.getByText('Points à revoir').waitFor();
  await end.getByText(QUESTIONS[0]?.prompt ?? '').waitFor();
  await show(visitor, 'learner-end');
  if (film_ms <= TWICE_MS) await nextGrain(visitor);
  await end.getByRole('link', { name: 'Retour à l’accueil' }).click();
  await settled(page);
  if (film_ms <= TWICE_MS) await page.getByText(/^Réussi, 50/).waitFor();
  await show(visitor, 'learner-home-after');
}

/** The second grain is the same film with nothing on it: seen to its end, the module is done. */
async function nextGrain({ page }: Visitor): Promise<void> {
  const end = page.locator('.k-panel-end');
  await end.getByRole('button', { name: SECOND }).click();
  await page.getByRole('heading', { level: 1, name: SECOND }).waitFor();
  await started(page);
  await end.getByText('C’est terminé').waitFor({ timeout: 60_000 });
}

/** What was answered is shown with its correction, and cannot be answered anew. */
async function sameAnswers(visitor: Visitor): Promise<void> {
  const { page } = visitor;
  const row = page.locator('.k-side').getByRole('button', { name: new RegExp(QUIZ_TITLE.replace('?', '\\?')) });
  await row.click();
  const panel = page.locator('.k-panel-quiz');
  await panel.getByText('Ce n’est pas cela').waitFor();
  await panel.locator('.k-wrong').getByText(QUESTIONS[0]?.choices[0] ?? '').waitFor();
  await show(visitor, 'learner-same-answers');
  await panel.getByRole('button', { name: 'Fermer' }).click();
}

export async function learn(story: Story): Promise<void> {
  const left_ms = await firstSitting(story);
  await secondSitting(story, left_ms);
  await noteDeeds(story);
  await finished(story);
}

/** What the server says of it: how much was seen, and the score once the module is done. */
async function finished({ instance, times: { film_ms } }: Story): Promise<void> {
  const learner = await Person.signedIn(instance, 'learner');
  const seen = (item: Item): boolean =>
    film_ms <= TWICE_MS ? item.state === 'done' : item.progress > (film_ms <= WATCHED_MS ? 0.47 : 0);
  const item = await until(
    'the end is recorded',
    async () => (await learner.call<{ items: Item[] }>('GET', '/api/v1/learning')).items.find(seen),
    30_000,
  );
  if (film_ms <= TWICE_MS) expect(item.score_percent).toBe(50);
}
