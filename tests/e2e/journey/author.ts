// Step 2: she puts a grain on the film: two targets, a question, a chapter, at times and places that she types. The image gets no
// description: that is found before she may submit.
import { expect } from 'vitest';
import type { Page } from 'playwright-core';
import type { GrainDocument } from '../../../player/core/document.ts';
import { settled } from '../browser.ts';
import { started } from '../film.ts';
import { show, type Story, until } from './stage.ts';
import { type Span, typed } from './times.ts';

export const GRAIN_TITLE = 'Savoir observer';
export const IMAGE_LABEL = 'Les quatre temps';
export const SLIDES_LABEL = 'La fiche';
export const QUIZ_TITLE = 'Avez-vous bien vu ?';
export const QUESTIONS = [
  {
    prompt: 'Que fait-on en premier ?',
    choices: ['On conclut', 'On regarde toute la scène', 'On prend des notes'],
    right: 1,
    explanation: 'Qui écrit trop tôt ne voit plus. On regarde d’abord.',
  },
  {
    prompt: 'Quand relit-on ses notes ?',
    choices: ['Dans l’heure', 'Le lendemain'],
    right: 0,
    explanation: 'Une heure plus tard, on se souvient encore de ce qui manque.',
  },
];
const RUNGS_MS = 600_000;

type Tracks = { complete: boolean; tracks: { name: string; complete: boolean }[] };

/** Types over what a field holds and leaves it. */
export async function type(page: Page, label: string | RegExp, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: typeof label === 'string' });
  await field.fill(value);
  await field.press('Enter');
  await field.blur();
}

const inspector = (page: Page) => page.getByRole('complementary', { name: 'Réglages' });

/** The end first: a start never goes beyond the end it has. */
async function typeSpan(page: Page, { start_ms, end_ms }: Span): Promise<void> {
  await type(page, 'Fin', typed(end_ms));
  await type(page, 'Début', typed(start_ms));
  await expect.poll(() => page.getByRole('textbox', { name: 'Début', exact: true }).inputValue()).toBe(typed(start_ms));
  await expect.poll(() => page.getByRole('textbox', { name: 'Fin', exact: true }).inputValue()).toBe(typed(end_ms));
}

async function typePlace(page: Page, place: { x: number; y: number; width?: number; height?: number }): Promise<void> {
  if (place.width !== undefined) await type(page, 'Larg.', String(place.width));
  if (place.height !== undefined) await type(page, 'Haut.', String(place.height));
  await type(page, 'X', String(place.x));
  await type(page, 'Y', String(place.y));
}

/** A target at the head that opens this file, given on the spot. */
async function addTarget(page: Page, tool: string, file: string): Promise<void> {
  await page.getByRole('button', { name: tool, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    dialog.getByRole('button', { name: 'Choisir un fichier' }).click(),
  ]);
  await chooser.setFiles(file);
  await dialog.waitFor({ state: 'detached' });
  // The list of uploads lies over the settings until it is closed.
  await page.getByRole('button', { name: 'Fermer les envois' }).click();
}

const switchOn = async (page: Page, name: string): Promise<void> => {
  const toggle = page.getByRole('switch', { name: new RegExp(name) });
  if (!(await toggle.isChecked())) await toggle.locator('xpath=ancestor::label[1]').click();
  expect(await toggle.isChecked()).toBe(true);
};

/** For the picture: what was scrolled away to reach a low field comes back. */
const scrolledUp = (page: Page): Promise<void> =>
  inspector(page).locator('[data-inspector]').evaluate((body) => body.scrollTo(0, 0));

const head = (page: Page, ms: number) => type(page, 'Tête de lecture', typed(ms));

async function putTargets(page: Page, { times, papers, trainer }: Story): Promise<void> {
  await addTarget(page, 'Cible qui ouvre une image', papers.image);
  await type(page, 'Nom', IMAGE_LABEL);
  await typeSpan(page, times.image);
  await typePlace(page, { x: 28, y: 42, width: 18, height: 24 });
  await switchOn(page, 'Mettre le film en pause');
  await switchOn(page, 'Obligatoire');
  await head(page, times.image.start_ms + 100);
  await scrolledUp(page);
  await show(trainer, 'studio-target');

  await addTarget(page, 'Cible qui ouvre les pages d’un PDF', papers.slides);
  await type(page, 'Nom', SLIDES_LABEL);
  await typeSpan(page, times.slides);
  await head(page, times.slides.start_ms);
  await typePlace(page, { x: 30, y: 60, width: 16, height: 20 });
  await head(page, times.slides.end_ms);
  await page.getByRole('button', { name: 'Image clé ici' }).click();
  await typePlace(page, { x: 72, y: 34 });
  await switchOn(page, 'Mettre le film en pause');
  await switchOn(page, 'Obligatoire');
  await head(page, Math.round((times.slides.start_ms + times.slides.end_ms) / 2));
  await scrolledUp(page);
  await show(trainer, 'studio-moving-target');
}

async function putQuiz(page: Page, { times, trainer }: Story): Promise<void> {
  await head(page, times.quiz_ms);
  await page.getByRole('button', { name: 'Question à choix', exact: true }).click();
  const side = inspector(page);
  await side.getByRole('textbox', { name: 'Titre', exact: true }).fill(QUIZ_TITLE);
  await type(page, 'Moment', typed(times.quiz_ms));
  await side.getByRole('button', { name: 'Ajouter une question' }).click();
  for (const [at, { prompt, choices, right, explanation }] of QUESTIONS.entries()) {
    const question = side.getByRole('region', { name: `Question ${at + 1}`, exact: true });
    await question.getByRole('textbox', { name: 'Question posée' }).fill(prompt);
    for (const [place, text] of choices.entries()) {
      if (place >= 2) await question.getByRole('button', { name: 'Ajouter une réponse' }).click();
      await question.getByRole('textbox', { name: `Réponse ${place + 1}`, exact: true }).fill(text);
    }
    await question.getByRole('checkbox', { name: `Réponse ${right + 1} juste` }).locator('xpath=ancestor::label[1]').click();
    await question.getByRole('textbox', { name: /^Explication/ }).fill(explanation);
  }
  const first = side.getByRole('region', { name: 'Question 1', exact: true });
  await first.getByRole('button', { name: /[Rr]evoir/ }).click();
  await type(page, /Revoir le passage.*part de/, typed(times.image.start_ms));
  await scrolledUp(page);
  await show(trainer, 'studio-question');
}

async function putChapter(page: Page, { times, trainer }: Story): Promise<void> {
  await head(page, times.chapter_ms);
  await page.getByRole('button', { name: 'Chapitre', exact: true }).click();
  await inspector(page).getByRole('textbox', { name: 'Titre', exact: true }).fill('Sur le terrain');
  // The table is the equal of the timeline: the time of the chapter is typed there.
  await page.getByRole('tab', { name: 'Tableau' }).click();
  await type(page, 'Début de Sur le terrain', typed(times.chapter_ms));
  await show(trainer, 'studio-table');
  await page.getByRole('tab', { name: 'Chronologie' }).click();
}

/** A setting of the grain itself: shown when nothing on the film is chosen. */
async function putPassMark(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ne plus choisir' }).click();
  await type(page, 'Note pour réussir, en %', '50');
}

export async function saved(page: Page): Promise<void> {
  await page.getByText(/^Enregistré( · |$)/).waitFor({ timeout: 20_000 });
}

async function undoAndRedo(page: Page): Promise<void> {
  const chapter = page.getByRole('textbox', { name: 'Titre du grain' });
  await chapter.fill(`${GRAIN_TITLE}, brouillon`);
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect.poll(() => chapter.inputValue()).toBe(GRAIN_TITLE);
  await page.getByRole('button', { name: 'Rétablir', exact: true }).click();
  await expect.poll(() => chapter.inputValue()).toBe(`${GRAIN_TITLE}, brouillon`);
  await page.getByRole('button', { name: 'Annuler', exact: true }).click();
  await expect.poll(() => chapter.inputValue()).toBe(GRAIN_TITLE);
}

/** What the server keeps is what was typed. */
async function kept({ grain_id, times, trainerApi }: Story): Promise<void> {
  const { document } = await until(
    'the last change is saved',
    async () => {
      const read = await trainerApi.call<{ document: GrainDocument }>('GET', `/api/v1/grains/${grain_id}`);
      return read.document.chapters[0]?.title === 'Sur le terrain' && read.document.title === GRAIN_TITLE ? read : false;
    },
    20_000,
  );
  expect(document.pass_percent).toBe(50);
  const [image, slides] = document.targets;
  expect(image).toMatchObject({ label: IMAGE_LABEL, ...times.image, width: 18, height: 24, pause: true, required: true });
  expect(image?.keyframes).toMatchObject([{ x: 28, y: 42 }]);
  expect(slides).toMatchObject({ label: SLIDES_LABEL, ...times.slides, pause: true, required: true });
  expect(slides?.keyframes).toMatchObject([
    { at_ms: times.slides.start_ms, x: 30, y: 60 },
    { at_ms: times.slides.end_ms, x: 72, y: 34 },
  ]);
  expect(document.chapters).toMatchObject([{ start_ms: times.chapter_ms }]);
  expect(document.quizzes).toMatchObject([{ at_ms: times.quiz_ms, required: true, title: QUIZ_TITLE }]);
  const questions = document.quizzes[0]?.questions ?? [];
  expect(questions.map(({ prompt }) => prompt)).toEqual(QUESTIONS.map(({ prompt }) => prompt));
  expect(questions.map(({ choices, key }) => choices.findIndex(({ id }) => id === key[0]))).toEqual(QUESTIONS.map(({ right }) => right));
}

async function preview(page: Page, { trainer }: Story): Promise<void> {
  await page.getByRole('button', { name: 'Aperçu', exact: true }).click();
  const frame = page.frameLocator('iframe');
  await started(frame);
  await frame.locator('.k-hold').waitFor({ timeout: 30_000 });
  await show(trainer, 'studio-preview');
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer' }).click();
}

export async function author(story: Story): Promise<void> {
  const { trainer, film_title, media_id } = story;
  const { page } = trainer;
  await page.getByRole('main').getByText(film_title, { exact: true }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Créer un grain de ce film' }).click();
  await page.waitForURL(/\/studio\//);
  story.grain_id = new URL(page.url()).pathname.split('/').pop() ?? '';
  await page.getByRole('textbox', { name: 'Titre du grain' }).fill(GRAIN_TITLE);
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  let shown: Tracks | undefined;
  page.on('response', (response) => {
    if (response.url().endsWith(`/media/${media_id}/play`) && response.status() === 200)
      void response.json().then((play: Tracks) => (shown = play), () => undefined);
  });
  await settled(page);

  await putTargets(page, story);
  await putQuiz(page, story);
  await putChapter(page, story);
  await putPassMark(page);
  await undoAndRedo(page);
  await saved(page);
  await kept(story);
  await show(trainer, 'studio-saved');

  const play = await until(
    'every rung has arrived',
    async () => {
      const now = shown ?? (await story.trainerApi.call<Tracks>('GET', `/api/v1/media/${media_id}/play`));
      return now.complete && now.tracks.every(({ complete }) => complete) ? now : false;
    },
    RUNGS_MS,
  );
  expect(play.tracks.map(({ name }) => name)).toContain('v240');
  expect(await page.evaluate(() => (window as { stayed?: boolean }).stayed), 'no reload').toBe(true);
  await preview(page, story);
}
