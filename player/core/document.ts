// The documents a player lives from, as the API sends them (docs/api/openapi.json: GrainDocument, MediaPlay, PlayDocument).
// Written out here so that the player depends on nothing. Times are milliseconds of the film unless a name says otherwise;
// places and sizes are per cent of the picture (0–100), a place being the centre.

export type Uuid = string;

export type Chapter = { id: Uuid; start_ms: number; title: string };

/** Between two keyframes a target moves in a straight line at constant speed; outside them it rests. */
export type Keyframe = { at_ms: number; x: number; y: number };
export type Target = {
  id: Uuid;
  label: string;
  /** What a screen reader says; empty: the label. */
  alternative: string;
  start_ms: number;
  end_ms: number;
  width: number;
  height: number;
  keyframes: Keyframe[];
  content_id: Uuid;
  pause: boolean;
  required: boolean;
};

export type Choice = { id: Uuid; text: string; feedback: string };
export type Question = {
  id: Uuid;
  prompt: string;
  explanation: string;
  multiple: boolean;
  choices: Choice[];
  /** Identities of the right choices. */
  key: Uuid[];
  points: number;
  /** Where "see the passage again" goes; absent: no such link. */
  review_from_ms?: number;
};
export type Quiz = {
  id: Uuid;
  title: string;
  at_ms: number;
  required: boolean;
  replay: boolean;
  questions: Question[];
};

export type Content =
  | { kind: 'image'; id: Uuid; media_id: Uuid; title: string; alternative: string }
  | { kind: 'slides'; id: Uuid; media_id: Uuid; title: string }
  | { kind: 'text'; id: Uuid; title: string; body: string };

export type GrainDocument = {
  schema: 1;
  title: string;
  language: string;
  media_id?: Uuid;
  pass_percent: number;
  auto_pause: boolean;
  chapters: Chapter[];
  targets: Target[];
  quizzes: Quiz[];
  contents: Content[];
};

/** Segments that follow one another in one file; `start` and `durations` in ticks of the track's timescale. */
export type Run = { url: string; start: number; offset: number; sizes: number[]; durations: number[] };
export type Track = {
  name: string;
  kind: 'video' | 'audio';
  codecs: string;
  width: number;
  height: number;
  /** Bits per second of its worst segment. */
  bandwidth: number;
  timescale: number;
  /** Base64 of the initialisation segment (ftyp, moov). */
  init: string;
  complete: boolean;
  runs: Run[];
};
export type Picture = { url: string; type: string; width: number; height: number };
export type Page = { pictures: Picture[]; text: string };
export type Caption = { language: string; label: string; url: string; kind: 'captions' | 'descriptions' };

export type MediaPlay = {
  id: Uuid;
  kind: 'video' | 'image' | 'document';
  duration_ms: number;
  width: number;
  height: number;
  /** Nothing more will come: no need to ask again. */
  complete: boolean;
  poster_url?: string;
  tracks: Track[];
  pages: Page[];
  captions: Caption[];
};

export type Answer = {
  question_id: Uuid;
  choice_ids: Uuid[];
  correct: boolean;
  points: number;
  /** What there was to earn; absent: what the question is worth. */
  points_max?: number;
  /** The question has changed since: all of this is of the question of then, choices that are gone included. */
  to_review?: boolean;
};

/** What the server knows of a learner in one grain. */
export type GrainState = {
  position_ms: number;
  /** Share of the film's seconds really watched, 0–1. */
  progress: number;
  /** Those seconds: "0[.]12[,]30[.]45". */
  seen: string;
  completed: boolean;
  answers: Answer[];
  /** Targets opened so far. */
  opened_ids: Uuid[];
};

export type OutlineEntry = {
  grain_id: Uuid;
  title: string;
  duration_ms: number;
  poster_url?: string;
  progress: number;
  completed: boolean;
};

export type PlayDocument = {
  /** Absent in a preview: nothing is sent, nothing is kept. */
  launch?: { id: Uuid; token: string; registration_id: Uuid };
  /** In a preview of what was submitted: where its other grains are asked for. */
  submission_id?: Uuid;
  language: 'fr' | 'en';
  /** Where activities of this space live: "https://origin/x/<space>/". */
  activity_base: string;
  home_url: string;
  module_title: string;
  outline: OutlineEntry[];
  grain_id: Uuid;
  document: GrainDocument;
  film: MediaPlay;
  /** Every other media the contents name. */
  media: MediaPlay[];
  state: GrainState;
};
