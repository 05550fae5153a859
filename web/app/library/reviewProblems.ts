// Sentences of the error codes of handing in, reviewing and deciding; part of those in problems.ts.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AuthoringCode } from '../../ui/problem/platform.ts';

type ReviewCode = Extract<AuthoringCode, `review.${string}`>;

export const reviewMessages: Record<ReviewCode, MessageDescriptor> = {
  'review.already_submitted': msg({
    id: 'problem.review.already_submitted',
    message: 'Ce module est déjà soumis, tel quel.',
  }),
  'review.already_approved': msg({
    id: 'problem.review.already_approved',
    message: 'Ce module est déjà approuvé, tel quel.',
  }),
  'review.has_errors': msg({
    id: 'problem.review.has_errors',
    message: 'Les contrôles trouvent encore des erreurs. Corrigez-les, puis soumettez de nouveau.',
  }),
  'review.not_owner': msg({
    id: 'problem.review.not_owner',
    message: 'Seul l’auteur du module, ou un responsable de formation, peut le faire.',
  }),
  'review.not_approved': msg({
    id: 'problem.review.not_approved',
    message: 'Ce module n’est pas approuvé tel qu’il est. Faites-le approuver avant de le diffuser.',
  }),
  'review.decided': msg({ id: 'problem.review.decided', message: 'Quelqu’un a déjà décidé. Voici ce qu’il en est.' }),
  'review.edited': msg({
    id: 'problem.review.edited',
    message: 'Un brouillon plus récent existe : cette version ne peut plus être approuvée.',
  }),
  'review.other_content': msg({
    id: 'problem.review.other_content',
    message: 'Ce n’est plus le contenu que vous avez regardé. Regardez-le de nouveau avant de décider.',
  }),
  'review.reason_required': msg({
    id: 'problem.review.reason_required',
    message: 'Dites pourquoi : sans raison, l’auteur ne sait pas quoi changer.',
  }),
  'review.four_eyes': msg({
    id: 'problem.review.four_eyes',
    message:
      'Vous avez soumis ce module, ou vous en êtes l’auteur : votre espace demande un second regard. Quelqu’un d’autre doit l’approuver.',
  }),
  'review.withdrawn': msg({
    id: 'problem.review.withdrawn',
    message: 'Cette soumission a été retirée : on ne la commente plus.',
  }),
  'review.unknown_comment': msg({ id: 'problem.review.unknown_comment', message: 'Ce commentaire n’existe plus.' }),
  'review.unknown_grain': msg({
    id: 'problem.review.unknown_grain',
    message: 'Ce grain ne fait pas partie de la version soumise.',
  }),
  'review.unknown_element': msg({
    id: 'problem.review.unknown_element',
    message: 'Cet élément ne fait pas partie de la version soumise.',
  }),
  'review.bad_pin': msg({
    id: 'problem.review.bad_pin',
    message: 'L’endroit du commentaire est incomplet : il faut un moment du film.',
  }),
  'review.too_many_comments': msg({
    id: 'problem.review.too_many_comments',
    message: 'Cette soumission a atteint 500 commentaires. Renvoyez-la, puis continuez sur la suivante.',
  }),
  'review.not_author': msg({
    id: 'problem.review.not_author',
    message: 'Seul son auteur peut modifier ce commentaire.',
  }),
  'review.not_a_thread': msg({
    id: 'problem.review.not_a_thread',
    message: 'Une réponse ne se résout pas seule : résolvez la conversation.',
  }),
  'review.has_replies': msg({
    id: 'problem.review.has_replies',
    message: 'On a répondu à ce commentaire : il ne peut plus être supprimé.',
  }),
};
