// Play documents for unit tests: a film without tracks, a learner who has done nothing yet.
import type { GrainDocument, PlayDocument } from '../core/document.ts';

export const playOf = (
  document: GrainDocument,
  duration_ms: number,
  changes: Partial<PlayDocument> = {},
): PlayDocument => ({
  language: 'fr',
  activity_base: 'https://example.test/x/demo/',
  home_url: '/',
  module_title: 'Module',
  outline: [],
  grain_id: 'grain',
  document,
  film: {
    id: 'film',
    kind: 'video',
    duration_ms,
    width: 640,
    height: 360,
    complete: true,
    tracks: [],
    pages: [],
    captions: [],
  },
  media: [],
  state: { position_ms: 0, progress: 0, seen: '', completed: false, answers: [], opened_ids: [] },
  ...changes,
});
