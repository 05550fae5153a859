// What is missing in a grain, in plain words. The table is total.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { FaultCode } from './document/faults.ts';

export const faultWords: Record<FaultCode, MessageDescriptor> = {
  no_film: msg`Choisir le film`,
  no_title: msg`Donner un titre au grain`,
  no_label: msg`Nommer la cible`,
  no_alternative: msg`Décrire l’image pour ceux qui ne la voient pas`,
  no_body: msg`Écrire le texte`,
  no_prompt: msg`Écrire la question`,
  no_choice_text: msg`Écrire chaque réponse`,
  no_chapter_title: msg`Nommer le chapitre`,
  no_quiz_title: msg`Nommer le questionnaire`,
  after_film: msg`Ramener avant la fin du film`,
};
