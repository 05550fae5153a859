// What the checks say, in plain words: what is wrong, and what would help. The table is total.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Finding } from '../../api/shapes.ts';

export const findingWords: Record<Finding['code'], MessageDescriptor> = {
  'preflight.no_film': msg`Le grain n’a pas de film.`,
  'preflight.film_missing': msg`Le film a été supprimé : choisissez-en un autre.`,
  'preflight.film_not_ready': msg`Le film est encore en préparation.`,
  'preflight.film_failed': msg`La préparation du film a échoué.`,
  'preflight.media_missing': msg`L’image ou le document a été supprimé.`,
  'preflight.media_not_ready': msg`L’image ou le document est encore en préparation.`,
  'preflight.media_failed': msg`L’image ou le document n’a pas pu être préparé.`,
  'preflight.target_without_content': msg`La cible n’ouvre rien, ou un texte sans mots.`,
  'preflight.outside_film': msg`L’élément dépasse la fin du film.`,
  'preflight.no_right_answer': msg`La question n’a pas de bonne réponse.`,
  'preflight.no_question': msg`Le questionnaire ne pose pas de question, ou une question sans mots.`,
  'preflight.no_text': msg`Une réponse ou le nom d’une cible n’a pas de mots.`,
  'preflight.no_alternative': msg`L’image n’est pas décrite pour ceux qui ne la voient pas.`,
  'preflight.too_short': msg`La cible reste moins de deux secondes : on risque de la manquer.`,
  'preflight.no_captions': msg`Le film n’a pas de sous-titres.`,
  'preflight.too_many_targets': msg`Plus de quatre cibles en une minute : on ne peut pas tout ouvrir.`,
  'preflight.no_question_for_long': msg`Plus de cinq minutes sans rien demander à celui qui regarde.`,
  'preflight.overlapping_targets': msg`Deux cibles se recouvrent.`,
  'module.empty': msg`Le module n’a pas de grain.`,
};
