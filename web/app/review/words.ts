// What the states of a submission, the changes between versions and the parts of a grain are called.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ElementChange, Submission } from '../../api/shapes.ts';
import type { Kind, Tone } from '../../ui/Badge.tsx';

export const submissionStates: Record<Submission['state'], { name: MessageDescriptor; tone: Tone }> = {
  submitted: { name: msg`À relire`, tone: 'info' },
  approved: { name: msg`Approuvé`, tone: 'success' },
  returned: { name: msg`À corriger`, tone: 'warning' },
  refused: { name: msg`Refusé`, tone: 'danger' },
  withdrawn: { name: msg`Retiré`, tone: 'neutral' },
};

export type Change = ElementChange['change'];
export const changes: Record<Change, { name: MessageDescriptor; sign: string }> = {
  added: { name: msg`Ajouté`, sign: '+' },
  removed: { name: msg`Supprimé`, sign: '−' },
  changed: { name: msg`Modifié`, sign: '~' },
  moved: { name: msg`Déplacé`, sign: '↕' },
  same: { name: msg`Inchangé`, sign: '=' },
};

/** The mark is that of the element on the film; what belongs to the whole grain has none. */
export const parts: Record<ElementChange['kind'], { name: MessageDescriptor; mark: Kind | null }> = {
  grain: { name: msg`Grain`, mark: null },
  chapter: { name: msg`Chapitre`, mark: 'chapter' },
  target: { name: msg`Cible`, mark: 'target' },
  quiz: { name: msg`Questionnaire`, mark: 'quiz' },
  question: { name: msg`Question`, mark: 'quiz' },
  image: { name: msg`Image`, mark: 'content' },
  slides: { name: msg`Pages`, mark: 'content' },
  text: { name: msg`Texte`, mark: 'content' },
};

/** Fields of a document, by the names of the API. A field that came later is shown by that name. */
export const fieldNames: Record<string, MessageDescriptor> = {
  title: msg`Titre`,
  label: msg`Nom`,
  alternative: msg`Texte pour lecteur d’écran`,
  language: msg`Langue`,
  media_id: msg`Fichier`,
  pass_percent: msg`Note pour réussir`,
  auto_pause: msg`Pause à chaque cible`,
  start_ms: msg`Début`,
  end_ms: msg`Fin`,
  at_ms: msg`Moment`,
  width: msg`Largeur`,
  height: msg`Hauteur`,
  keyframes: msg`Trajet`,
  content_id: msg`Contenu ouvert`,
  pause: msg`Met en pause`,
  required: msg`Obligatoire`,
  replay: msg`Repose la question`,
  body: msg`Texte`,
  prompt: msg`Question`,
  explanation: msg`Explication`,
  multiple: msg`Plusieurs réponses`,
  choice: msg`Réponse`,
  choices: msg`Réponses`,
  feedback: msg`Commentaire de la réponse`,
  quiz: msg`Questionnaire`,
  key: msg`Bonne réponse`,
  points: msg`Points`,
  review_from_ms: msg`Passage à revoir`,
};
