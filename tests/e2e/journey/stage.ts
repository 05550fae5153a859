// What every step of the story stands on: the instance, the browser, the people in it, and the numbered pictures.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { DESKTOP, launch, RULES, signIn, visit, type Visitor } from '../browser.ts';
import { account, type Instance, startInstance } from '../instance.ts';
import { drawPapers } from './papers.ts';
import { Person } from './people.ts';
import { PICTURES } from './pictures.ts';
import type { Times } from './times.ts';
import type { Truth } from './truth.ts';

export type Story = {
  film: string;
  film_title: string;
  papers: { image: string; slides: string };
  instance: Instance;
  browser: Browser;
  trainer: Visitor;
  /** Whoever is on the screen: what a failure shows. */
  onScreen: Page;
  media_id: string;
  grain_id: string;
  module_id: string;
  times: Times;
  trainerApi: Person;
  managerApi: Person;
  /** Everyone whom the module is given to, and what they did. */
  truth: Truth;
};

let number = 0;
let folder = '';

export async function openStory(): Promise<Story> {
  rmSync(PICTURES, { recursive: true, force: true });
  mkdirSync(PICTURES, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), 'kair-journey.'));
  const given = process.env.JOURNEY_FILM;
  if (!given) throw new Error('JOURNEY_FILM names no film');
  // A trainer's file has a name that people read.
  const film = join(folder, `Visite du site${extname(given)}`);
  cpSync(given, film);
  const instance = await startInstance();
  const browser = await launch();
  const trainer = await visit(browser, instance, DESKTOP);
  return {
    film,
    film_title: basename(film, extname(film)),
    papers: await drawPapers(browser, folder),
    instance,
    browser,
    trainer,
    onScreen: trainer.page,
    media_id: '',
    grain_id: '',
    module_id: '',
    times: { film_ms: 0 } as Times,
    trainerApi: await Person.signedIn(instance, 'trainer'),
    managerApi: await Person.signedIn(instance, 'training_manager'),
    truth: { module_id: '', film_ms: 0, points_max: 0, pass_percent: 0, learners: [] },
  };
}

export async function closeStory(story: Story): Promise<void> {
  await story.browser.close();
  rmSync(folder, { recursive: true, force: true });
  expect(await story.instance.stop(), 'the server ends well').toBe(0);
}

/** Whoever has this role, signed in, with a visit of their own to this browser. */
export async function enter(story: Story, role: string, browser: Browser = story.browser): Promise<Visitor> {
  const visitor = await visit(browser, story.instance, DESKTOP);
  story.onScreen = visitor.page;
  await signIn(visitor.page, account(story.instance, role));
  return visitor;
}

/** The next numbered picture; the page is held against the rules of accessibility. */
export async function show({ page, complaints }: Visitor, name: string): Promise<void> {
  number++;
  await page.screenshot({ path: join(PICTURES, `${String(number).padStart(2, '0')}-${name}.png`) });
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect(found, `${name}: accessibility`).toEqual([]);
  expect(complaints.splice(0), `${name}: console`).toEqual([]);
}

/** What is left when a step fails. */
export async function showFailure(story: Story, step: string): Promise<void> {
  const name = join(PICTURES, `failed-${step.replace(/[^a-z0-9]+/gi, '-')}`);
  writeFileSync(`${name}.log`, `${story.instance.log()}\n`);
  await story.onScreen.screenshot({ path: `${name}.png` }).catch(() => undefined);
  console.error(`${step}: see ${name}.png and ${name}.log`);
}

/** Calls until it answers something true; the last answer is in the complaint. */
export async function until<T>(what: string, ask: () => Promise<T | false | undefined>, patience_ms: number): Promise<T> {
  const end = Date.now() + patience_ms;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${patience_ms / 1000} s`);
    await new Promise((done) => setTimeout(done, 250));
  }
}
