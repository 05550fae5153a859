// The bounds of the document, as the server states them (domains/grain/grain_document.h).
/** Of each kind. */
export const ELEMENTS_MAX = 500;
export const KEYFRAMES_MAX = 200;
export const QUESTIONS_MAX = 20;
export const CHOICES_MIN = 2;
export const CHOICES_MAX = 10;
export const POINTS_MAX = 100;
/** Characters of each text. */
export const TEXT_MAX = {
  title: 120,
  alternative: 500,
  prompt: 1000,
  explanation: 2000,
  choice: 500,
  feedback: 1000,
  body: 10_000,
};

/** Shorter than this nobody could see or press it. */
export const TARGET_MIN_MS = 200;
export const TARGET_USUAL_MS = 4000;
/** Per cent of the picture. */
export const SIDE_MIN = 1;
export const SIDE_USUAL = { width: 12, height: 20 };
