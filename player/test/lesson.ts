// A module of two grains for the browser tests: a chapter, a pausing target, a moving one, a required question.
import type { Content, GrainDocument, GrainState, MediaPlay, PlayDocument } from '../core/document.ts';

export const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
export const GRAIN = id(1);
export const NEXT_GRAIN = id(2);
export const TARGET = id(11);
export const MOVING = id(12);
export const QUIZ = id(21);
export const QUESTION = id(22);
export const RIGHT = id(31);
export const WRONG = id(32);

const contents: Content[] = [
  {
    kind: 'image',
    id: id(41),
    media_id: id(51),
    title: 'Lire l’étiquette d’un extincteur',
    alternative: 'Les cinq zones d’une étiquette d’extincteur',
  },
  { kind: 'slides', id: id(42), media_id: id(52), title: 'Les classes de feu' },
  {
    kind: 'text',
    id: id(43),
    title: 'À retenir',
    body: 'Avant tout, donnez l’alerte.\n\n- Dégoupiller\n- Viser la base des flammes\n- Balayer sans s’approcher',
  },
];

export const grainDocument = (): GrainDocument => ({
  schema: 1,
  title: 'Choisir le bon extincteur',
  language: 'fr',
  pass_percent: 70,
  auto_pause: false,
  chapters: [
    { id: id(61), start_ms: 0, title: 'Reconnaître le feu' },
    { id: id(62), start_ms: 12_000, title: 'Choisir l’appareil' },
  ],
  targets: [
    {
      id: TARGET,
      label: 'Étiquette',
      alternative: 'Étiquette de l’extincteur',
      start_ms: 3_000,
      end_ms: 8_000,
      width: 16,
      height: 22,
      keyframes: [{ at_ms: 3_000, x: 30, y: 45 }],
      content_id: id(41),
      pause: true,
      required: true,
    },
    {
      id: MOVING,
      label: 'Classes de feu',
      alternative: '',
      start_ms: 13_000,
      end_ms: 18_000,
      width: 12,
      height: 16,
      keyframes: [
        { at_ms: 13_000, x: 30, y: 40 },
        { at_ms: 18_000, x: 70, y: 60 },
      ],
      content_id: id(42),
      pause: false,
      required: false,
    },
  ],
  quizzes: [
    {
      id: QUIZ,
      title: 'Feu d’armoire électrique',
      at_ms: 10_000,
      required: true,
      replay: false,
      questions: [
        {
          id: QUESTION,
          prompt: 'Une armoire électrique prend feu. Quel extincteur prenez-vous ?',
          explanation: 'Le dioxyde de carbone n’est pas conducteur et ne laisse aucun résidu sur le matériel.',
          multiple: false,
          choices: [
            { id: WRONG, text: 'À eau pulvérisée', feedback: 'L’eau conduit le courant.' },
            { id: RIGHT, text: 'À dioxyde de carbone (CO₂)', feedback: '' },
            { id: id(33), text: 'À mousse', feedback: 'La mousse contient de l’eau.' },
          ],
          key: [RIGHT],
          points: 2,
          review_from_ms: 5_000,
        },
      ],
    },
  ],
  contents,
});

const picture = (url: string) =>
  [800, 1600].map((width) => ({ url: `${url}?w=${width}`, type: 'image/jpeg', width, height: (width * 9) / 16 }));

const media = (): MediaPlay[] =>
  [
    { id: id(51), kind: 'image' as const, pages: [{ pictures: picture('/film/image.svg'), text: '' }] },
    {
      id: id(52),
      kind: 'document' as const,
      pages: [1, 2, 3].map((n) => ({ pictures: picture(`/film/slide-${n}.svg`), text: `Classe ${'ABC'[n - 1]}` })),
    },
  ].map((each) => ({ ...each, duration_ms: 0, width: 1600, height: 900, complete: true, tracks: [], captions: [] }));

export const freshState = (): GrainState => ({
  position_ms: 0,
  progress: 0,
  seen: '',
  completed: false,
  answers: [],
  opened_ids: [],
});

export const playDocument = (film: MediaPlay, changes: Partial<PlayDocument> = {}): PlayDocument => ({
  launch: { id: id(71), token: `${id(72)}.abc`, registration_id: id(73) },
  language: 'fr',
  activity_base: 'https://example.test/x/demo/',
  home_url: '/',
  module_title: 'Sécurité incendie',
  outline: [
    {
      grain_id: GRAIN,
      title: 'Choisir le bon extincteur',
      duration_ms: film.duration_ms,
      progress: 0.4,
      completed: false,
    },
    {
      grain_id: NEXT_GRAIN,
      title: 'Évacuer sans paniquer',
      duration_ms: film.duration_ms,
      progress: 0,
      completed: false,
    },
    { grain_id: id(3), title: 'Donner l’alerte', duration_ms: film.duration_ms, progress: 1, completed: true },
  ],
  grain_id: GRAIN,
  document: grainDocument(),
  film,
  media: media(),
  state: freshState(),
  ...changes,
});
