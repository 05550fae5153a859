// What the pictures of the screens need: a film with everything on it, modules of it, and a learner at each stage of them.
// Made through the public API, as any other program could.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { GrainDocument, PlayDocument, Quiz } from '../../player/core/document.ts';
import { makeFilm } from './films.ts';
import { account, type Instance } from './instance.ts';
import { drawPapers } from './journey/papers.ts';
import { Person } from './journey/people.ts';
import { until } from './journey/stage.ts';

export const FILM_S = 16;
export const TIMES = { image_ms: 2000, slides_ms: 5000, text_ms: 8000, quiz_ms: 11_000 };
const PREPARE_MS = 120_000;
const V = 'https://w3id.org/xapi/video/extensions/';

export const id = (): string => crypto.randomUUID();

export type Files = { film: string; broken: string; image: string; slides: string };
export type Library = { film: string; image: string; slides: string; lesson: GrainDocument };
type Row = { id: string };
type Media = { state: string; playable: boolean; duration_ms: number };

export async function makeFiles(browser: Browser, folder: string): Promise<Files> {
  const film = join(folder, 'Visite de l’atelier.mp4');
  makeFilm(film, { seconds: FILM_S, size: '640x360' });
  const broken = join(folder, 'Enregistrement coupé.mp4');
  writeFileSync(broken, 'not a film at all');
  return { film, broken, ...(await drawPapers(browser, folder)) };
}

const ready = (trainer: Person, media_id: string, enough: (media: Media) => boolean): Promise<Media> =>
  until(
    `${media_id} is prepared`,
    async () => {
      const media = await trainer.call<Media>('GET', `/api/v1/media/${media_id}`);
      return enough(media) ? media : false;
    },
    PREPARE_MS,
  );

const CAPTIONS = `WEBVTT

00:00.500 --> 00:03.000
Avant d’entrer, regardez toute la pièce.

00:03.200 --> 00:07.500
Les protections sont au mur, à droite de la porte : on les met toujours avant d’approcher d’une machine.

00:08.000 --> 00:10.800
- Et si la machine est arrêtée ?
- Même si elle est arrêtée.

00:12.000 --> 00:15.500
Rangez ce que vous avez pris.
`;

function quizOf(): Quiz {
  const choices = ['Approcher de la machine', 'Mettre les protections', 'Appeler un collègue'].map((text, at) => ({
    id: id(),
    text,
    feedback: at === 0 ? 'Pas sans protections, même quand elle est arrêtée.' : '',
  }));
  const several = ['Les gants', 'Les lunettes', 'Le badge'].map((text) => ({ id: id(), text, feedback: '' }));
  return {
    id: id(),
    title: 'Avez-vous bien vu ?',
    at_ms: TIMES.quiz_ms,
    required: true,
    replay: false,
    questions: [
      {
        id: id(),
        prompt: 'Que fait-on en premier, une fois entré dans l’atelier ?',
        explanation: 'Les protections se mettent à la porte, avant tout le reste.',
        multiple: false,
        choices,
        key: [choices[1]?.id ?? ''],
        points: 1,
        review_from_ms: TIMES.slides_ms,
      },
      {
        id: id(),
        prompt: 'Que trouve-t-on au mur ?',
        explanation: '',
        multiple: true,
        choices: several,
        key: several.slice(0, 2).map((choice) => choice.id),
        points: 2,
      },
    ],
  };
}

export function lessonOn(film: string, image: string, slides: string): GrainDocument {
  const contents: GrainDocument['contents'] = [
    {
      kind: 'image',
      id: id(),
      media_id: image,
      title: 'Bien observer, en quatre temps',
      alternative: 'Regarder, décrire, relier, conclure.',
    },
    { kind: 'slides', id: id(), media_id: slides, title: 'La fiche à garder' },
    {
      kind: 'text',
      id: id(),
      title: 'À dire en entrant',
      body: 'Dites bonjour, puis le nom de la personne qui vous attend.\n\nOn vous donnera un badge : il reste visible.',
    },
  ];
  const target = (at: number, label: string, start_ms: number, keyframes: { at_ms: number; x: number; y: number }[]) => ({
    id: id(),
    label,
    alternative: '',
    start_ms,
    end_ms: start_ms + 2600,
    width: 18,
    height: 22,
    keyframes,
    content_id: contents[at]?.id ?? '',
    pause: at === 0,
    required: at === 0,
  });
  return {
    schema: 1,
    title: 'Entrer dans l’atelier',
    language: 'fr',
    media_id: film,
    pass_percent: 60,
    auto_pause: false,
    chapters: [
      { id: id(), start_ms: 0, title: 'À la porte' },
      { id: id(), start_ms: 7800, title: 'Près des machines, quand elles tournent' },
    ],
    targets: [
      target(0, 'Les quatre temps', TIMES.image_ms, [{ at_ms: TIMES.image_ms, x: 30, y: 40 }]),
      target(1, 'La fiche', TIMES.slides_ms, [
        { at_ms: TIMES.slides_ms, x: 25, y: 60 },
        { at_ms: TIMES.slides_ms + 2600, x: 74, y: 30 },
      ]),
      target(2, 'À dire en entrant', TIMES.text_ms, [{ at_ms: TIMES.text_ms, x: 82, y: 70 }]),
    ],
    quizzes: [quizOf()],
    contents,
  };
}

/** Film, image and pages, all prepared. */
export async function fillLibrary(trainer: Person, files: Files): Promise<Library> {
  const film = await trainer.upload(files.film, 'video/mp4');
  const image = await trainer.upload(files.image, 'image/png');
  const slides = await trainer.upload(files.slides, 'application/pdf');
  await ready(trainer, film, ({ playable, duration_ms }) => playable && duration_ms > 0);
  for (const paper of [image, slides]) await ready(trainer, paper, ({ state }) => state === 'ready');
  const captions = { label: 'Français', kind: 'captions', vtt: CAPTIONS };
  await trainer.call('PUT', `/api/v1/media/${film}/captions/fr`, captions);
  return { film, image, slides, lesson: lessonOn(film, image, slides) };
}

/** A file that is no film, refused by the preparation. */
export async function addRefused(trainer: Person, { broken }: Files): Promise<void> {
  const media_id = await trainer.upload(broken, 'video/mp4');
  await ready(trainer, media_id, ({ state }) => state === 'failed');
}

export const addGrain = async (trainer: Person, document: GrainDocument): Promise<string> =>
  (await trainer.call<Row>('POST', '/api/v1/grains', { document })).id;

export const addModule = async (trainer: Person, title: string, grain_ids: string[]): Promise<string> =>
  (await trainer.call<Row>('POST', '/api/v1/modules', { title, grain_ids })).id;

/** Submitted by the trainer and approved by the manager, as it stands. */
export async function approve(instance: Instance, manager: Person, module_id: string): Promise<void> {
  const trainer = await Person.signedIn(instance, 'trainer');
  const submission = await trainer.call<Row & { hash: string }>('POST', `/api/v1/modules/${module_id}/submissions`, {});
  const decision = { decision: 'approve', hash: submission.hash, comment: '' };
  await manager.call('POST', `/api/v1/submissions/${submission.id}/decision`, decision);
}

/** Hands the module to the learner of the demonstration. */
export async function handOut(instance: Instance, module_id: string): Promise<void> {
  const manager = await Person.signedIn(instance, 'training_manager');
  const { email } = account(instance, 'learner');
  const { items } = await manager.call<{ items: Row[] }>('GET', `/api/v1/persons?search=${email}`);
  await approve(instance, manager, module_id);
  await manager.call('POST', '/api/v1/distributions', { module_id, person_ids: items.map((person) => person.id) });
}

/** The registration of each module handed to this person, by its title. */
export async function registrations(learner: Person): Promise<Map<string, string>> {
  const { items } = await learner.call<{ items: { title: string; registration_id: string }[] }>('GET', '/api/v1/learning');
  return new Map(items.map(({ title, registration_id }) => [title, registration_id]));
}

const played = (document: PlayDocument, until_s: number) => ({
  id: id(),
  timestamp: new Date().toISOString(),
  verb: { id: 'http://adlnet.gov/expapi/verbs/progressed' },
  object: { id: `${document.activity_base}grain/${document.grain_id}` },
  result: {
    extensions: { [`${V}time`]: until_s, [`${V}progress`]: until_s / FILM_S, [`${V}played-segments`]: `0.000[.]${until_s.toFixed(3)}` },
  },
  context: { extensions: { [`${V}session-id`]: document.launch?.id, [`${V}length`]: FILM_S } },
});

const answered = (document: PlayDocument, question: Quiz['questions'][number]) => ({
  id: id(),
  timestamp: new Date().toISOString(),
  verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
  object: { id: `${document.activity_base}question/${document.grain_id}/${question.id}` },
  result: { response: question.key.join('[,]'), duration: 'PT4S' },
  context: { extensions: { [`${V}session-id`]: document.launch?.id } },
});

/** What the player would say of a learner who watched so many seconds and, with all of them, answered everything right. */
export async function watch(learner: Person, registration_id: string, seconds: number): Promise<void> {
  const html = await (await learner.page(`/play/${registration_id}`)).text();
  const carried = /<script[^>]*\bid="?play"?[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  const document = JSON.parse(carried) as PlayDocument;
  const questions = seconds < FILM_S ? [] : document.document.quizzes.flatMap((quiz) => quiz.questions);
  const statements = [played(document, seconds), ...questions.map((question) => answered(document, question))];
  const reply = await learner.call<{ refused: { id: string; code: string }[] }>(
    'POST',
    `/api/v1/play/${document.launch?.id}/statements`,
    { token: document.launch?.token, statements },
  );
  if (reply.refused.length) throw new Error(`refused: ${JSON.stringify(reply.refused)}`);
}
