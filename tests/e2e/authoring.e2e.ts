// The screens of whoever makes lessons, empty and full: library, module, studio and everything that opens over it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GrainDocument } from '../../player/core/document.ts';
import { inspect, launch, type Look, lookName, prefer, settled, signIn, visit, type Visitor } from './browser.ts';
import { account, type Instance, startInstance } from './instance.ts';
import { Person } from './journey/people.ts';
import { addGrain, addModule, addRefused, type Files, fillLibrary, type Library, makeFiles } from './lesson.ts';

/** Lists and pages, on a desk and in a hand. */
const LOOKS: Look[] = [
  { size: 'desktop', language: 'fr', theme: 'light' },
  { size: 'phone', language: 'en', theme: 'dark' },
];
/** The studio is made for a desk. */
const STUDIO_LOOKS: Look[] = [
  { size: 'desktop', language: 'fr', theme: 'dark' },
  { size: 'desktop', language: 'en', theme: 'light' },
];
const NARROWEST_DESK = { width: 1024, height: 768 };
const TABS = ['grains', 'modules', 'media'];

const WORDS = {
  fr: {
    add: 'Ajouter des grains',
    more: 'Autres actions',
    film: 'Choisir ou déposer un film',
    image: 'Cible qui ouvre une image',
    captions: 'Sous-titres',
    keys: 'Raccourcis clavier',
    preview: 'Aperçu',
    table: 'Tableau',
    timeline: 'Chronologie',
    clear: 'Ne plus choisir',
    title: 'Titre du grain',
    conflict: 'Deux versions du même grain',
    resolve: 'Continuer avec ce choix',
  },
  en: {
    add: 'Add grains',
    more: 'Other actions',
    film: 'Choose or upload a film',
    image: 'Target that opens an image',
    captions: 'Captions',
    keys: 'Keyboard shortcuts',
    preview: 'Preview',
    table: 'Table',
    timeline: 'Timeline',
    clear: 'Clear selection',
    title: 'Title of the grain',
    conflict: 'Two versions of the same grain',
    resolve: 'Go on with this choice',
  },
};

let instance: Instance;
let browser: Browser;
let folder: string;
let files: Files;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kair-authoring.'));
  browser = await launch();
  files = await makeFiles(browser, folder);
  instance = await startInstance();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  expect(await instance?.stop()).toBe(0);
});

/** A trainer at work in this look; the page is closed when the work is done. */
async function trainerIn(look: Look, work: (visitor: Visitor, page: Page) => Promise<void>): Promise<void> {
  const visitor = await visit(browser, instance, look);
  await signIn(visitor.page, account(instance, 'trainer'));
  await prefer(visitor.page, look);
  await work(visitor, visitor.page);
  await visitor.context.close();
}

/** What lies over the page is there, and nothing in it is still loading. */
async function opened(page: Page): Promise<void> {
  await page.getByRole('dialog').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[class*=skeleton]').first().waitFor({ state: 'detached' });
}
/** What the page shows has been asked for and has come. */
const pictured = async (page: Page): Promise<void> => {
  const waiting = () => page.locator('img').evaluateAll((all: HTMLImageElement[]) => all.filter(({ complete }) => !complete).length);
  await expect.poll(waiting).toBe(0);
};
const closed = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').first().waitFor({ state: 'detached' });
};
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click();

test.each(LOOKS)('an empty library says how to begin: $size, $language', (look) =>
  trainerIn(look, async (visitor, page) => {
    for (const tab of TABS) {
      await page.goto(`/library?tab=${tab}`);
      await settled(page);
      await inspect(visitor, `${lookName(look)}-library-empty-${tab}`);
    }
  }),
);

describe('with a film and what is made of it', () => {
  let trainer: Person;
  let library: Library;
  let lesson: string;
  let bare: string;
  let module: string;

  beforeAll(async () => {
    trainer = await Person.signedIn(instance, 'trainer');
    library = await fillLibrary(trainer, files);
    await addRefused(trainer, files);
    lesson = await addGrain(trainer, library.lesson);
    const { id } = await trainer.call<{ id: string }>('POST', '/api/v1/grains', { title: 'Sortir de l’atelier' });
    bare = id;
    const short = await addGrain(trainer, {
      ...library.lesson,
      title: 'Ranger son poste, nettoyer les outils et signaler ce qui manque avant la fin du service',
      targets: [],
      contents: [],
    });
    module = await addModule(trainer, 'Premiers jours à l’atelier', [lesson, short]);
    await addModule(trainer, 'Sécurité', [short]);
  }, 180_000);

  test.each(LOOKS)('the library shows it as pictures and as rows: $size, $language', (look) =>
    trainerIn(look, async (visitor, page) => {
      await inspect(visitor, `${lookName(look)}-trainer-home-filled`);
      for (const tab of TABS)
        for (const view of ['grid', 'table']) {
          await page.goto(`/library?tab=${tab}&view=${view}`);
          await settled(page);
          await inspect(visitor, `${lookName(look)}-library-${tab}-${view}`);
        }
      await page.getByRole('main').getByText('Visite de l’atelier').first().click();
      await opened(page);
      await inspect(visitor, `${lookName(look)}-library-media-panel`);
      await page.goto('/library?search=nothing-has-this-name');
      await settled(page);
      await inspect(visitor, `${lookName(look)}-library-nothing-found`);
    }),
  );

  test.each(LOOKS)('a module shows its grains and those it may take: $size, $language', (look) =>
    trainerIn(look, async (visitor, page) => {
      await page.goto(`/modules/${module}`);
      await settled(page);
      await inspect(visitor, `${lookName(look)}-module`);
      await press(page, WORDS[look.language].add);
      await opened(page);
      await inspect(visitor, `${lookName(look)}-module-add`);
    }),
  );

  async function studio(page: Page, grain: string): Promise<void> {
    await page.goto(`/studio/${grain}`);
    await settled(page);
  }
  /** The film and the bar stay in sight whatever is scrolled beside them. */
  async function inspectStudio(visitor: Visitor, name: string): Promise<void> {
    await pictured(visitor.page);
    await inspect(visitor, name);
    const taller = await visitor.page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight);
    expect.soft(taller, `${name} is taller than the window`).toBeLessThanOrEqual(0);
  }
  /** Chooses an element on the timeline. */
  const choose = (page: Page, ref: { id: string } | undefined) => page.locator(`[data-element="${ref?.id}"]`).click();

  test.each(STUDIO_LOOKS)('the studio shows the settings of each element: $language, $theme', (look) =>
    trainerIn(look, async (visitor, page) => {
      const { targets, quizzes, chapters } = library.lesson;
      const said = WORDS[look.language];
      const show = (name: string) => inspectStudio(visitor, `${lookName(look)}-studio-${name}`);
      await studio(page, lesson);
      await page.locator('video').first().waitFor();
      await show('grain');
      const elements = { image: targets[0], 'moving-target': targets[1], text: targets[2], quiz: quizzes[0], chapter: chapters[1] };
      for (const [name, element] of Object.entries(elements)) {
        await choose(page, element);
        await show(name);
      }
      await page.getByRole('tab', { name: said.table }).click();
      await show('table');
    }),
  );

  test.each(STUDIO_LOOKS)('what opens over the studio is in order: $language, $theme', (look) =>
    trainerIn(look, async (visitor, page) => {
      const said = WORDS[look.language];
      await studio(page, lesson);
      for (const name of ['image', 'captions', 'keys', 'preview'] as const) {
        await press(page, said[name]);
        await opened(page);
        if (name === 'preview') await page.frameLocator('iframe').locator('.k-controls button').first().waitFor();
        await inspect(visitor, `${lookName(look)}-studio-${name}-dialog`);
        await closed(page);
      }
    }),
  );

  test('a file given in the studio leaves the settings within reach', () =>
    trainerIn({ size: 'desktop', language: 'fr', theme: 'dark' }, async (visitor, page) => {
      const { id } = await trainer.call<{ id: string }>('POST', '/api/v1/grains', { title: 'À compléter', media_id: library.film });
      await studio(page, id);
      await press(page, WORDS.fr.image);
      await opened(page);
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('dialog').getByRole('button', { name: 'Choisir un fichier' }).click();
      await (await choosing).setFiles(files.image);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.getByRole('complementary', { name: 'Envois' }).waitFor();
      const required = page.getByRole('switch', { name: /^Obligatoire/ });
      await required.locator('xpath=ancestor::label[1]').click();
      expect(await required.isChecked()).toBe(true);
      await inspectStudio(visitor, 'desktop-fr-dark-studio-upload');
    }));

  test.each(STUDIO_LOOKS)('a grain without a film says what to do: $language, $theme', (look) =>
    trainerIn(look, async (visitor, page) => {
      await studio(page, bare);
      await inspect(visitor, `${lookName(look)}-studio-no-film`);
      await press(page, WORDS[look.language].film);
      await opened(page);
      await inspect(visitor, `${lookName(look)}-studio-film-dialog`);
    }),
  );

  test('the studio keeps within the narrowest desk, and within a phone', async () => {
    for (const look of LOOKS)
      await trainerIn(look, async (visitor, page) => {
        const name = look.size === 'desktop' ? 'desktop-1024' : lookName(look);
        if (look.size === 'desktop') await page.setViewportSize(NARROWEST_DESK);
        await page.goto(`/studio/${lesson}?module=${module}`);
        await settled(page);
        await inspectStudio(visitor, `${name}-studio`);
        await choose(page, library.lesson.quizzes[0]);
        await inspectStudio(visitor, `${name}-studio-quiz`);
        await page.getByRole('tab', { name: WORDS[look.language].table }).click();
        await inspectStudio(visitor, `${name}-studio-table`);
      });
  });

  test.each(STUDIO_LOOKS)('two people on one grain are shown both versions: $language, $theme', (look) =>
    trainerIn(look, async (visitor, page) => {
      const said = WORDS[look.language];
      type Read = { document: GrainDocument; grain: { version: number } };
      await studio(page, lesson);
      const { document, grain } = await trainer.call<Read>('GET', `/api/v1/grains/${lesson}`);
      const chapters = document.chapters.map((chapter, at) => ({ ...chapter, title: `${chapter.title} (relu)`.slice(-60), start_ms: chapter.start_ms + at * 100 }));
      const theirs = { ...document, title: 'Entrer dans l’atelier, relu', chapters };
      await trainer.put(`/api/v1/grains/${lesson}`, theirs, grain.version);
      await page.getByRole('textbox', { name: said.title }).fill('Entrer dans l’atelier par la grande porte');
      await page.getByRole('dialog', { name: said.conflict }).waitFor();
      await opened(page);
      await inspect(visitor, `${lookName(look)}-studio-conflict`);
      await press(page, said.resolve);
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      // What was there before, for the next look.
      await expect.poll(async () => (await trainer.call<Read>('GET', `/api/v1/grains/${lesson}`)).grain.version).toBe(grain.version + 2);
      await trainer.put(`/api/v1/grains/${lesson}`, document, grain.version + 2);
    }),
  );
});
