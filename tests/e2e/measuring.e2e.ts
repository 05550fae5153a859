// What four learners did with a film of eight seconds, told through the public API, is what the measures show: second by
// second, answer by answer, in the file as on the screen, while it happens. Whoever may not see names sees nothing of four.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayDocument } from '../../player/core/document.ts';
import { DESKTOP, inspect, launch, type Look, prefer, settled, signIn, visit, type Visitor } from './browser.ts';
import { makeFilm } from './films.ts';
import { account, type Instance, startInstance } from './instance.ts';
import { Person } from './journey/people.ts';
import { until } from './journey/stage.ts';
import { addGrain, addModule, approve } from './lesson.ts';

const FILM_S = 8;
const TARGET = { label: 'Le badge', start_ms: 1000, end_ms: 3000 };
const QUIZ_MS = 5000;
const HIGHEST_RATE = 2;
const V = 'https://w3id.org/xapi/video/extensions/';
const VERB = {
  progressed: 'http://adlnet.gov/expapi/verbs/progressed',
  answered: 'http://adlnet.gov/expapi/verbs/answered',
  shown: 'http://adlnet.gov/expapi/verbs/experienced',
  opened: 'http://activitystrea.ms/schema/1.0/open',
};
const id = (): string => crypto.randomUUID();
const ids = { target: id(), quiz: id(), question: id(), right: id(), wrong: id(), never: id() };

let instance: Instance;
let browser: Browser;
let folder: string;
let module: string;
let manager: Person;
/** Where the manager plays, to go on later. */
let running: Launched;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kair-measuring.'));
  makeFilm(join(folder, 'Accueil.mp4'), { seconds: FILM_S, size: '640x360' });
  instance = await startInstance();
  browser = await launch();
  manager = await Person.signedIn(instance, 'training_manager');
  module = await distributed();
  await watched();
}, 150_000);
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
  expect(await instance?.stop()).toBe(0);
});

/** What comes of `watched`. */
const SECONDS = Array.from({ length: FILM_S }, (_, second) => ({
  second,
  presence: second < 4 ? 4 : 2,
  again: second === 2 || second === 3 ? 1 : 0,
}));

const ROLES = ['learner', 'trainer', 'training_manager', 'space_admin'];

async function distributed(): Promise<string> {
  const trainer = await Person.signedIn(instance, 'trainer');
  const film = await trainer.upload(join(folder, 'Accueil.mp4'), 'video/mp4');
  await until(
    'the film is playable',
    async () => {
      const { playable, duration_ms } = await trainer.call<{ playable: boolean; duration_ms: number }>('GET', `/api/v1/media/${film}`);
      return playable && duration_ms > 0;
    },
    90_000,
  );
  const content = id();
  const choice = (identity: string, text: string) => ({ id: identity, text, feedback: '' });
  const grain = await addGrain(trainer, {
    schema: 1,
    title: 'Accueillir un visiteur',
    language: 'fr',
    media_id: film,
    pass_percent: 0,
    auto_pause: false,
    chapters: [{ id: id(), start_ms: 0, title: 'À la porte' }],
    targets: [
      {
        ...{ id: ids.target, ...TARGET, alternative: '', width: 20, height: 24, content_id: content, pause: false, required: false },
        keyframes: [{ at_ms: TARGET.start_ms, x: 30, y: 40 }],
      },
    ],
    quizzes: [
      {
        ...{ id: ids.quiz, title: 'À vous', at_ms: QUIZ_MS, required: true, replay: false },
        questions: [
          {
            ...{ id: ids.question, prompt: 'Que remet-on au visiteur ?', explanation: '', multiple: false, points: 1, key: [ids.right] },
            choices: [choice(ids.right, 'Un badge'), choice(ids.wrong, 'Une clé'), choice(ids.never, 'Rien')],
          },
        ],
      },
    ],
    contents: [{ kind: 'text', id: content, title: 'Le badge', body: 'Il se porte visible.' }],
  });
  const made = await addModule(trainer, 'Accueil', [grain]);
  await approve(instance, manager, made);
  const person_ids: string[] = [];
  for (const role of ROLES) {
    const { items } = await manager.call<{ items: { id: string }[] }>('GET', `/api/v1/persons?search=${account(instance, role).email}`);
    person_ids.push(...items.map((person) => person.id));
  }
  await manager.call('POST', '/api/v1/distributions', { module_id: made, person_ids, notify: false });
  return made;
}

type Launched = { person: Person; play: PlayDocument };

async function begun(role: string): Promise<Launched> {
  const person = await Person.signedIn(instance, role);
  const { items } = await person.call<{ items: { registration_id: string }[] }>('GET', '/api/v1/learning');
  const html = await (await person.page(`/play/${items[0]?.registration_id}`)).text();
  const carried = /<script[^>]*\bid="?play"?[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  return { person, play: JSON.parse(carried) as PlayDocument };
}

const statement = ({ play }: Launched, verb: string, object: string, result: object) => ({
  id: id(),
  timestamp: new Date().toISOString(),
  verb: { id: verb },
  object: { id: `${play.activity_base}${object}` },
  result,
  context: { extensions: { [`${V}session-id`]: play.launch?.id } },
});
const played = (who: Launched, segments: string) =>
  statement(who, VERB.progressed, `grain/${who.play.grain_id}`, {
    extensions: { [`${V}time`]: FILM_S, [`${V}progress`]: 1, [`${V}played-segments`]: segments },
  });
const answered = (who: Launched, choice: string) =>
  statement(who, VERB.answered, `question/${who.play.grain_id}/${ids.question}`, { response: choice, duration: 'PT4S' });
const onTarget = (who: Launched, verb: string) =>
  statement(who, verb, `target/${who.play.grain_id}/${ids.target}`, {
    extensions: { [`${V}time`]: TARGET.start_ms / 1000 },
  });

async function tell({ person, play }: Launched, statements: object[]): Promise<void> {
  const reply = await person.call<{ refused: { id: string; code: string }[] }>('POST', `/api/v1/play/${play.launch?.id}/statements`, {
    token: play.launch?.token,
    statements,
  });
  expect(reply.refused).toEqual([]);
}

/** Seconds 0–3 by all four, 4–7 by two; 2–3 once more by one. One right answer, one wrong; the target opened by one of two. */
async function watched(): Promise<void> {
  const [learner, trainer, boss, admin] = (await Promise.all(ROLES.map(begun))) as [Launched, Launched, Launched, Launched];
  running = boss;
  // Nobody can have watched it faster than it plays.
  const end = Date.now() + (FILM_S * 1000) / HIGHEST_RATE + 500;
  await until('there was time to watch', () => Promise.resolve(Date.now() > end), 20_000);
  await tell(learner, [played(learner, '0[.]8'), onTarget(learner, VERB.shown), onTarget(learner, VERB.opened), answered(learner, ids.right)]);
  await tell(trainer, [played(trainer, '0[.]8'), onTarget(trainer, VERB.shown), answered(trainer, ids.wrong)]);
  await tell(boss, [played(boss, '0[.]4')]);
  await tell(admin, [played(admin, '0[.]4'), played(admin, '2[.]4')]);
}

async function at(role: string, path: string, look: Look = DESKTOP): Promise<Visitor> {
  const visitor = await visit(browser, instance, look);
  await signIn(visitor.page, account(instance, role));
  if (look !== DESKTOP) await prefer(visitor.page, look);
  await visitor.page.goto(path);
  await visitor.page.locator('h1').first().waitFor();
  return visitor;
}
const cursor = (page: Page) => page.getByRole('slider');
/** With plain spaces: which one stands before a colon is a matter of typography. */
const said = async (page: Page) => ((await cursor(page).getAttribute('aria-valuetext')) ?? '').replace(/\s/g, ' ');
const tile = (page: Page, label: string) => page.getByText(label, { exact: true }).locator('xpath=following-sibling::dd[1]').innerText();

test('what was watched and answered is on the screen, second by second, and in the file', async () => {
  const visitor = await at('training_manager', '/measures');
  const { page } = visitor;
  await page.getByRole('rowheader', { name: 'Accueil' }).click();
  await cursor(page).waitFor();
  await inspect(visitor, 'desktop-fr-light-measures-module');
  expect(await tile(page, 'Inscrits')).toBe('4');

  await cursor(page).focus();
  await page.keyboard.press('Home');
  expect(await said(page)).toBe('0:00, 4 présents sur 4, 100 %, revisionnages : 0, À la porte');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  expect(await said(page)).toContain('0:02, 4 présents sur 4');
  expect(await said(page)).toContain('revisionnages : 1, À la porte, Le badge');
  await page.keyboard.press('PageUp');
  expect(await said(page)).toContain('0:07, 2 présents sur 4, 50 %');
  await page.keyboard.press('PageDown');
  expect(await said(page)).toContain('0:00');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Accueillir un visiteur, à 0:00' }).locator('video').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Les mêmes valeurs en tableau' }).click();
  const rows = page.getByRole('table', { name: /^Attention par seconde/ }).locator('tbody tr');
  const cells = (await rows.allInnerTexts()).map((row) => row.split('\t').map((cell) => cell.trim().replace(/\s/g, ' ')));
  expect(cells.map(([second, presence, , again]) => [second, Number(presence), Number(again)])).toEqual(
    SECONDS.map(({ second, presence, again }) => [`0:0${second}`, presence, again]),
  );

  const answers = page.getByRole('table', { name: 'Réponses à : Que remet-on au visiteur ?' });
  await answers.getByRole('row', { name: /Un badge Bonne réponse 1 50/ }).waitFor();
  await answers.getByRole('row', { name: /Une clé Distracteur le plus choisi 1 50/ }).waitFor();
  await answers.getByRole('row', { name: /Rien Jamais choisi 0 0/ }).waitFor();
  await page.getByRole('row', { name: /Le badge .* 2 1 50.* 1/ }).waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV : attention par seconde' }).click();
  const file = readFileSync((await (await download).path()) ?? '', 'utf8');
  const lines = file.trim().split(/\r?\n/).map((line) => line.replace(/"/g, '').split(';'));
  expect(lines.slice(1)).toEqual(
    SECONDS.map(({ second, presence, again }) => ['Accueillir un visiteur', ...[second, presence, again].map(String)]),
  );

  await page.getByRole('rowheader', { name: account(instance, 'learner').last_name }).click();
  await page.getByRole('heading', { level: 1, name: account(instance, 'learner').last_name }).waitFor();
  await settled(page);
  await page.getByText('0:00 – 0:08').waitFor();
  await page.getByRole('row', { name: /Que remet-on au visiteur.*Un badge.*Juste.*1 sur 1/ }).waitFor();
  await inspect(visitor, 'desktop-fr-light-measures-learner');
  await visitor.context.close();
});

test('the figures follow what happens while the page is open', async () => {
  const visitor = await at('training_manager', `/measures/${module}`);
  const { page } = visitor;
  await cursor(page).focus();
  await page.keyboard.press('End');
  expect(await said(page)).toContain('0:07, 2 présents');
  await tell(running, [played(running, '4[.]8')]);
  await expect.poll(() => said(page), { timeout: 10_000 }).toContain('0:07, 3 présents sur 4');
  await visitor.context.close();
});

test('who may not see names sees nothing of fewer than five people', async () => {
  const visitor = await at('trainer', `/measures/${module}`);
  const { page } = visitor;
  await page.getByRole('img', { name: 'Masqué : moins de cinq personnes' }).first().waitFor();
  await cursor(page).focus();
  await page.keyboard.press('Home');
  expect(await said(page)).toContain('0:00, masqué, moins de cinq personnes');
  expect(await page.getByRole('heading', { name: 'Apprenants' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: /réponses nominatives/ }).count()).toBe(0);
  await inspect(visitor, 'desktop-fr-light-measures-hidden');
  await visitor.context.close();
});

test('all of it fits a phone, in English and in the dark', async () => {
  const visitor = await at('space_admin', `/measures/${module}`, { size: 'phone', language: 'en', theme: 'dark' });
  await cursor(visitor.page).waitFor();
  await inspect(visitor, 'phone-en-dark-measures-module');
  await visitor.context.close();
});
