// A learner before a real film in a real browser.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FILM_FOLDER, inspect, launch, type Look, picture, timeOf, untilTime, type Visit, visit } from './browser.ts';
import { makeFilm, mediaPlay } from './film.ts';
import { freshState, NEXT_GRAIN, playDocument, QUESTION, RIGHT, TARGET, WRONG } from './lesson.ts';
import { openStand, type Stand } from './server.ts';

const film = makeFilm(FILM_FOLDER, 24);
let browser: Browser;
let stand: Stand;

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  stand = await openStand(FILM_FOLDER, mediaPlay(film));
  stand.pages['/play'] = playDocument(mediaPlay(film));
  stand.pages['/next'] = playDocument(mediaPlay(film), { grain_id: NEXT_GRAIN });
  return () => stand.close();
});

const verbs = () => stand.statements.map(({ verb }) => verb.id.split('/').pop());
const answers = [{ question_id: QUESTION, choice_ids: [RIGHT], correct: true, points: 2 }];
/** Everything required is done: the film plays through. */
const free = () => ({ ...freshState(), answers, opened_ids: [TARGET] });

async function openFree(look?: Look): Promise<Visit> {
  stand.pages['/play'] = playDocument(mediaPlay(film), { state: free() });
  const here = await visit(browser, `${stand.origin}/play`, look);
  await here.page.getByText('Aide et raccourcis').first().waitFor({ state: 'attached' });
  return here;
}

it('plays, stops for the target and the question, and ends with the score and the next grain', async () => {
  const here = await visit(browser, `${stand.origin}/play`);
  const { page } = here;
  await page.getByRole('button', { name: 'Plan et contenu' }).waitFor();
  await inspect(here, 'desktop-light-1-start');
  await page.getByRole('button', { name: 'Lancer la vidéo' }).click();

  const target = page.locator('button.k-target');
  await target.waitFor();
  await page.locator('.k-hold').getByText('Ouvrez « Étiquette » pour continuer.').waitFor();
  expect(await timeOf(page)).toBeCloseTo(3, 1);
  await inspect(here, 'desktop-light-2-target');
  await target.click();
  await page.getByRole('dialog', { name: 'Lire l’étiquette d’un extincteur' }).waitFor();
  await inspect(here, 'desktop-light-3-image');
  await page.keyboard.press('Escape');

  await page.getByRole('group', { name: /armoire électrique prend feu/ }).waitFor({ timeout: 20_000 });
  expect(await timeOf(page)).toBeCloseTo(10, 1);
  await inspect(here, 'desktop-light-4-question');
  await page.keyboard.press('Escape');
  expect(await page.getByRole('dialog').isVisible()).toBe(true);
  await page.getByLabel('À eau pulvérisée').check();
  await page.getByRole('button', { name: 'Valider' }).click();
  await page.getByText('Ce n’est pas cela').waitFor();
  await inspect(here, 'desktop-light-5-corrected');
  const answered = () => stand.statements.find(({ object }) => object.id.includes(QUESTION))?.result?.response;
  await expect.poll(answered).toBe(WRONG);
  await page.getByRole('button', { name: 'Reprendre la vidéo' }).click();

  await untilTime(page, 14);
  await inspect(here, 'desktop-light-6-moving');
  await page.getByRole('heading', { name: 'C’est terminé' }).waitFor();
  await inspect(here, 'desktop-light-7-end');
  expect(await page.getByText('0 sur 2 points').isVisible()).toBe(true);
  await expect.poll(verbs).toContain('completed');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Évacuer sans paniquer/ })
    .click();
  await page.waitForURL((url) => url.searchParams.get('grain') === NEXT_GRAIN);
  await expect.poll(verbs).toContain('terminated');
  await page.goBack();
  await page.waitForURL((url) => url.searchParams.get('grain') !== NEXT_GRAIN);
  await page.locator('button.k-grain[aria-current]').getByText('Choisir le bon extincteur').waitFor();
});

it('tells the played seconds exactly once, from reports that fit together', async () => {
  const { page } = await openFree();
  await page.getByRole('button', { name: 'Lancer la vidéo' }).click();
  await untilTime(page, 5);
  await page.keyboard.press('9');
  await page.getByRole('heading', { name: /Fin de la vidéo/ }).waitFor();
  const segments = () =>
    stand.statements
      .filter(({ verb }) => verb.id.endsWith('progressed'))
      .map(({ result }) => result?.extensions?.['https://w3id.org/xapi/video/extensions/played-segments']);
  await expect.poll(() => segments().join(',')).toMatch(/^0\.000\[\.\]5\.\d+\[,\]21\.600\[\.\]2[34]\.\d+$/);
  expect(await page.getByText(/Vous avez vu \d+\s% de la vidéo/).isVisible()).toBe(true);
});

it('starts with the lowest rung and climbs without a stall', async () => {
  const { page } = await openFree();
  await page.getByRole('button', { name: 'Lancer la vidéo' }).click();
  await page.waitForFunction(() => (document.querySelector('video')?.videoHeight ?? 0) >= 470);
  expect(stand.fetched.filter((name) => name.startsWith('v'))[0]).toBe('v240');
  expect(stand.fetched).toContain('v480');
  const stalls = await page.evaluate(() => {
    const video = document.querySelector('video');
    return new Promise<number>((resolve) => {
      let waits = 0;
      video?.addEventListener('waiting', () => waits++);
      video?.addEventListener('timeupdate', () => video.currentTime > 6 && resolve(waits));
    });
  });
  expect(stalls).toBe(0);
});

it('takes up a new rung without a reload, and new addresses when the old ones are over', async () => {
  const early = mediaPlay(film, ['v240', 'a48']);
  stand.film = early;
  stand.pages['/play'] = playDocument(early, { state: free() });
  const { page } = await visit(browser, `${stand.origin}/play`);
  await page.getByRole('button', { name: /Qualité/ }).waitFor();
  expect(stand.fetched).not.toContain('v480');
  stand.film = mediaPlay(film);
  stand.refuse = 403;
  const index = page.waitForResponse('**/index?*');
  await page.evaluate(() => (document.querySelector('video')!.currentTime = 16));
  await index;
  stand.refuse = 0;
  await page.waitForFunction(() => document.querySelector('video')!.readyState >= 3);
  await page.getByRole('button', { name: /Qualité/ }).click();
  await page.getByRole('menuitemradio', { name: '480p' }).click();
  await expect.poll(() => stand.fetched).toContain('v480');
});

it('lands where the learner seeks, however often and fast', async () => {
  const { page } = await openFree();
  await page.getByRole('button', { name: 'Lancer la vidéo' }).click();
  await untilTime(page, 0.5);
  for (const key of ['7', '2', '8', '1', '6']) await page.keyboard.press(key);
  await untilTime(page, 14.5);
  expect(await timeOf(page)).toBeLessThan(18);
});

it('says that the network is lost, keeps answers, and goes on by itself', async () => {
  const here = await visit(browser, `${stand.origin}/play`);
  const { page } = here;
  await page.getByText('Aide et raccourcis').first().waitFor();
  await page.getByRole('button', { name: /Feu d’armoire électrique/ }).click();
  await page.context().setOffline(true);
  await page.getByLabel('À dioxyde de carbone (CO₂)').check();
  await page.getByRole('button', { name: 'Valider' }).click();
  await page.getByText('Bonne réponse', { exact: true }).waitFor();
  await page.getByText('Hors ligne : 1 réponse conservée').waitFor();
  await page.getByRole('button', { name: 'Reprendre la vidéo' }).click();
  await picture(page, 'desktop-light-8-offline');
  expect(verbs()).not.toContain('answered');
  await page.context().setOffline(false);
  await page.getByText('Synchronisé').waitFor();
  expect(verbs()).toContain('answered');
});

it('sends after a reload what it could not send before', async () => {
  const { page } = await visit(browser, `${stand.origin}/play`);
  await page.getByText('Aide et raccourcis').first().waitFor();
  await page.route('**/statements', (route) => route.abort());
  await page.getByRole('button', { name: /Feu d’armoire électrique/ }).click();
  await page.getByLabel('À mousse').check();
  await page.getByRole('button', { name: 'Valider' }).click();
  await page.getByText('Hors ligne : 1 réponse conservée').waitFor();
  expect(verbs()).not.toContain('answered');
  await page.evaluate(() => (navigator.sendBeacon = () => false));
  await page.unroute('**/statements');
  await page.reload();
  await expect.poll(verbs).toContain('answered');
});

it('plays on through a network that fails in the middle of the film', async () => {
  const { page } = await openFree();
  // Before it plays, only the first seconds are loaded.
  await page.route('**/film/*.mp4', (route) => route.abort());
  await page.getByRole('button', { name: 'Lancer la vidéo' }).click();
  await page.keyboard.press('8');
  await page.getByText('Connexion perdue', { exact: false }).first().waitFor();
  await page.unroute('**/film/*.mp4');
  await page.getByText('Connexion retrouvée.').first().waitFor({ timeout: 20_000 });
  await untilTime(page, 20);
});

it('can be played, answered and left by keyboard alone', async () => {
  const { page } = await visit(browser, `${stand.origin}/play`);
  await page.getByText('Aide et raccourcis').first().waitFor();
  await page.getByRole('button', { name: 'Lancer la vidéo' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('.k-hold').getByText('Ouvrez « Étiquette » pour continuer.').waitFor();
  await page.keyboard.press('t');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  for (let tab = 0; tab < 12; tab++) await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('[role=dialog]') !== null)).toBe(true);
  await page.keyboard.press('+');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.querySelector('[role=dialog]:not([hidden])'))).toBeNull();
  await page.getByRole('group', { name: /armoire électrique prend feu/ }).waitFor({ timeout: 20_000 });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('Bonne réponse', { exact: true }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await untilTime(page, 10.5);
});

it('plays without picture, with the picture again, and never leaves its place', async () => {
  const { page } = await openFree();
  await page.getByRole('button', { name: 'Lancer la vidéo' }).click();
  await untilTime(page, 2);
  await page.getByRole('button', { name: /Qualité/ }).click();
  await page.getByRole('menuitemradio', { name: 'Son seul' }).click();
  await page.waitForFunction(() => document.querySelector('video')!.videoHeight === 0);
  await untilTime(page, 3);
  await page.getByRole('button', { name: /Qualité/ }).click();
  await page.getByRole('menuitemradio', { name: 'Économie de données' }).click();
  await page.waitForFunction(() => document.querySelector('video')!.videoHeight > 0);
  await untilTime(page, 4);
  expect(await timeOf(page)).toBeLessThan(12);
});

it('opens every target, question and content from the list that does not depend on time', async () => {
  const here = await openFree({ size: 'desktop', theme: 'dark' });
  const { page } = here;
  await page.getByText('Transcription').click();
  await page.getByRole('button', { name: /Électricité : jamais d’eau/ }).waitFor();
  await inspect(here, 'desktop-dark-1-side');
  await page.getByRole('button', { name: /Classes de feu/ }).click();
  await page.getByRole('dialog', { name: 'Les classes de feu' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText('Page 2 sur 3').waitFor();
  await inspect(here, 'desktop-dark-2-slides');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /À retenir/ }).click();
  await page.getByRole('dialog', { name: 'À retenir' }).waitFor();
  await inspect(here, 'desktop-dark-3-text');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Feu d’armoire électrique/ }).click();
  await page.getByText('Bonne réponse', { exact: true }).waitFor();
  await inspect(here, 'desktop-dark-4-answered');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Aide et raccourcis' }).first().click();
  await page.getByRole('dialog', { name: 'Aide et raccourcis' }).waitFor();
  await inspect(here, 'desktop-dark-5-help');
});

it.each(['light', 'dark'] as const)(
  'fits a phone in the %s theme, where questions and contents take the whole screen',
  async (theme) => {
    const here = await visit(browser, `${stand.origin}/play`, { size: 'phone', theme });
    const { page } = here;
    await page.getByText('Aide et raccourcis').first().waitFor();
    await inspect(here, `phone-${theme}-1-start`);
    await page.getByRole('button', { name: 'Lancer la vidéo' }).tap();
    await page.evaluate(() => (document.querySelector('video')!.playbackRate = 2));
    await page.locator('.k-hold').getByText('Ouvrez « Étiquette » pour continuer.').waitFor();
    await inspect(here, `phone-${theme}-2-target`);
    await page.locator('button.k-target').tap();
    await page.getByRole('dialog').waitFor();
    await inspect(here, `phone-${theme}-3-image`);
    await page.getByRole('button', { name: 'Fermer' }).tap();
    await page.getByRole('group', { name: /armoire électrique prend feu/ }).waitFor({ timeout: 20_000 });
    await inspect(here, `phone-${theme}-4-question`);
    await page.getByLabel('À dioxyde de carbone (CO₂)').check();
    await page.getByRole('button', { name: 'Valider' }).tap();
    await page.getByText('Bonne réponse', { exact: true }).waitFor();
    await inspect(here, `phone-${theme}-5-corrected`);
    await page.getByRole('button', { name: 'Reprendre la vidéo' }).tap();
    await page.getByRole('heading', { name: 'C’est terminé' }).waitFor({ timeout: 30_000 });
    await inspect(here, `phone-${theme}-6-end`);
  },
);

it('speaks English throughout, and a preview sends nothing', async () => {
  const { launch: _launch, ...play } = playDocument(mediaPlay(film), { language: 'en', state: free() });
  stand.pages['/play'] = play;
  const here = await visit(browser, `${stand.origin}/play`);
  const { page } = here;
  await page.getByRole('button', { name: 'Start the video' }).click();
  await page.getByText('Outline and contents').or(page.getByText('Contents of the video')).first().waitFor();
  await untilTime(page, 2);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Help and shortcuts' }).waitFor();
  await inspect(here, 'desktop-light-english');
  expect(stand.statements).toEqual([]);
});

it('covers the window in full screen, with questions still on the picture', async () => {
  const here = await openFree();
  const { page } = here;
  await page.getByRole('button', { name: 'Lancer la vidéo' }).click();
  await page.keyboard.press('f');
  await page.waitForFunction(() => document.querySelector('.k-full') !== null);
  await untilTime(page, 4);
  await page.keyboard.press('c');
  await page.keyboard.press('k');
  await inspect(here, 'desktop-light-9-full');
  expect(await page.locator('button.k-target').isVisible()).toBe(true);
});
