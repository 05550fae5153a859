// Sentences of the error codes of authoring: films and other media, grains, modules, distributions, records of play. They
// come with the library's catalog, so that learners do not load them; elsewhere such a code falls back to a general one.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { AuthoringCode } from '../../ui/problem/platform.ts';
import { reviewMessages } from './reviewProblems.ts';

export const authoringMessages: Record<AuthoringCode, MessageDescriptor> = {
  ...reviewMessages,
  'media.not_a_film': msg({
    id: 'problem.media.not_a_film',
    message: 'Ce fichier n’est pas un film que l’on sait lire. Exportez-le en MP4 puis déposez-le de nouveau.',
  }),
  'media.truncated': msg({
    id: 'problem.media.truncated',
    message: 'Le fichier est incomplet : il s’arrête avant la fin du film. Déposez de nouveau l’original.',
  }),
  'media.no_picture_no_sound': msg({
    id: 'problem.media.no_picture_no_sound',
    message: 'Ce fichier ne contient ni image ni son.',
  }),
  'media.unsupported_codec': msg({
    id: 'problem.media.unsupported_codec',
    message:
      'Le film est enregistré dans un format que l’on ne sait pas lire. Exportez-le en MP4 (H.264) puis déposez-le de nouveau.',
  }),
  'media.too_long': msg({
    id: 'problem.media.too_long',
    message: 'Le film dure plus de douze heures. Découpez-le avant de le déposer.',
  }),
  'media.too_large_picture': msg({
    id: 'problem.media.too_large_picture',
    message: 'L’image du film dépasse 8192 pixels de côté. Exportez-le en plus petit.',
  }),
  'media.not_an_image': msg({
    id: 'problem.media.not_an_image',
    message: 'Ce fichier n’est pas une image que l’on sait lire. Déposez un PNG, un JPEG ou un WebP.',
  }),
  'media.too_many_pixels': msg({
    id: 'problem.media.too_many_pixels',
    message: 'L’image dépasse 80 millions de pixels. Réduisez-la puis déposez-la de nouveau.',
  }),
  'media.not_a_pdf': msg({
    id: 'problem.media.not_a_pdf',
    message: 'Ce fichier n’est pas un document PDF que l’on sait lire.',
  }),
  'media.encrypted_pdf': msg({
    id: 'problem.media.encrypted_pdf',
    message: 'Ce PDF est protégé par un mot de passe. Enregistrez-le sans protection puis déposez-le de nouveau.',
  }),
  'media.too_many_pages': msg({
    id: 'problem.media.too_many_pages',
    message: 'Le document dépasse 200 pages. Gardez celles qui servent.',
  }),
  'media.empty': msg({
    id: 'problem.media.empty',
    message: 'Le fichier est vide. Vérifiez l’original puis déposez-le de nouveau.',
  }),
  'media.unsupported_type': msg({
    id: 'problem.media.unsupported_type',
    message: 'Ce genre de fichier n’est pas accepté. Déposez un film, une image ou un PDF.',
  }),
  'media.step_failed': msg({
    id: 'problem.media.step_failed',
    message: 'La préparation a échoué plusieurs fois. Réessayez ; si cela continue, prévenez l’assistance.',
  }),
  'media.too_large': msg({ id: 'problem.media.too_large', message: 'Le fichier dépasse la taille permise.' }),
  'media.disk_full': msg({
    id: 'problem.media.disk_full',
    message: 'Le serveur n’a plus de place pour préparer ce fichier. Prévenez l’assistance, puis réessayez.',
  }),
  'media.cancelled': msg({ id: 'problem.media.cancelled', message: 'La préparation a été arrêtée.' }),
  'media.in_use': msg({
    id: 'problem.media.in_use',
    message: 'Un grain se sert de ce média : retirez-le du grain, ou remplacez-le, avant de le supprimer.',
  }),
  'media.not_failed': msg({
    id: 'problem.media.not_failed',
    message: 'Ce média n’est pas en échec : il n’y a rien à réessayer.',
  }),
  'media.source_missing': msg({
    id: 'problem.media.source_missing',
    message: 'Le fichier d’origine n’est plus là. Déposez-le de nouveau.',
  }),
  'media.bad_result': msg({
    id: 'problem.media.bad_result',
    message: 'Le résultat de la préparation n’a pas la forme attendue.',
  }),
  'media.bad_output': msg({ id: 'problem.media.bad_output', message: 'Un fichier préparé n’a pas la forme attendue.' }),
  'upload.version': msg({
    id: 'problem.upload.version',
    message: 'Cet envoi parle une autre version du protocole. Rechargez la page puis recommencez.',
  }),
  'upload.too_many': msg({
    id: 'problem.upload.too_many',
    message: 'Trop d’envois sont en cours. Terminez-en un, ou annulez-le.',
  }),
  'upload.wrong_offset': msg({
    id: 'problem.upload.wrong_offset',
    message: 'L’envoi n’en était pas là. Il reprend où il faut.',
  }),
  'upload.beyond_end': msg({
    id: 'problem.upload.beyond_end',
    message: 'Plus d’octets sont arrivés que le fichier n’en a. Annulez l’envoi puis recommencez.',
  }),
  'upload.busy': msg({ id: 'problem.upload.busy', message: 'Une autre fenêtre envoie déjà ce fichier.' }),
  'upload.finished': msg({ id: 'problem.upload.finished', message: 'Ce fichier est déjà arrivé en entier.' }),
  'caption.not_a_film': msg({ id: 'problem.caption.not_a_film', message: 'Seul un film a des sous-titres.' }),
  'caption.bad_language': msg({ id: 'problem.caption.bad_language', message: 'Cette langue n’est pas connue.' }),
  'caption.too_many': msg({
    id: 'problem.caption.too_many',
    message: 'Ce film a déjà des sous-titres dans vingt langues.',
  }),
  'caption.too_large': msg({ id: 'problem.caption.too_large', message: 'Le fichier de sous-titres dépasse 512 ko.' }),
  'caption.bad_text': msg({
    id: 'problem.caption.bad_text',
    message: 'Le fichier contient des caractères illisibles. Enregistrez-le en UTF-8.',
  }),
  'caption.not_webvtt': msg({
    id: 'problem.caption.not_webvtt',
    message: 'Ce n’est pas un fichier WebVTT : sa première ligne doit être WEBVTT.',
  }),
  'caption.bad_timing': msg({
    id: 'problem.caption.bad_timing',
    message: 'Une heure du fichier de sous-titres est mal écrite.',
  }),
  'caption.out_of_order': msg({
    id: 'problem.caption.out_of_order',
    message: 'Les sous-titres ne se suivent pas dans l’ordre du temps.',
  }),
  'caption.cue_too_long': msg({
    id: 'problem.caption.cue_too_long',
    message: 'Un sous-titre est trop long pour être lu à l’écran.',
  }),
  'caption.too_many_cues': msg({
    id: 'problem.caption.too_many_cues',
    message: 'Le fichier contient trop de sous-titres.',
  }),
  'caption.empty': msg({ id: 'problem.caption.empty', message: 'Le fichier ne contient aucun sous-titre.' }),
  'grain.newer_schema': msg({
    id: 'problem.grain.newer_schema',
    message: 'Ce grain a été enregistré par une version plus récente. Rechargez la page.',
  }),
  'grain.document_too_large': msg({
    id: 'problem.grain.document_too_large',
    message: 'Le grain est trop volumineux. Répartissez-le en deux grains.',
  }),
  'grain.too_many_elements': msg({
    id: 'problem.grain.too_many_elements',
    message: 'Un grain porte au plus 500 éléments.',
  }),
  'grain.duplicate_id': msg({
    id: 'problem.grain.duplicate_id',
    message: 'Deux éléments du grain ont la même identité.',
  }),
  'grain.time_order': msg({ id: 'problem.grain.time_order', message: 'Un moment vient avant celui qui le précède.' }),
  'grain.no_keyframe': msg({ id: 'problem.grain.no_keyframe', message: 'Une cible n’a pas de place sur l’image.' }),
  'grain.keyframe_outside': msg({
    id: 'problem.grain.keyframe_outside',
    message: 'Une image clé tombe hors du temps de sa cible.',
  }),
  'grain.unknown_content': msg({
    id: 'problem.grain.unknown_content',
    message: 'Une cible ouvre un contenu qui n’existe pas.',
  }),
  'grain.no_question': msg({ id: 'problem.grain.no_question', message: 'Un questionnaire n’a aucune question.' }),
  'grain.too_few_choices': msg({
    id: 'problem.grain.too_few_choices',
    message: 'Une question a besoin d’au moins deux réponses.',
  }),
  'grain.no_key': msg({ id: 'problem.grain.no_key', message: 'Une question n’a pas de bonne réponse.' }),
  'grain.many_keys': msg({
    id: 'problem.grain.many_keys',
    message: 'Une question à une seule bonne réponse en a plusieurs.',
  }),
  'grain.unknown_choice': msg({
    id: 'problem.grain.unknown_choice',
    message: 'Une bonne réponse ne figure pas parmi les réponses.',
  }),
  'grain.duplicate_key': msg({ id: 'problem.grain.duplicate_key', message: 'Une bonne réponse est notée deux fois.' }),
  'grain.unknown_media': msg({
    id: 'problem.grain.unknown_media',
    message: 'Un film, une image ou un document de ce grain a été supprimé.',
  }),
  'grain.id_changed_kind': msg({
    id: 'problem.grain.id_changed_kind',
    message: 'L’identité d’un élément appartenait à un élément d’un autre genre.',
  }),
  'grain.too_many_identities': msg({
    id: 'problem.grain.too_many_identities',
    message: 'Ce grain a eu trop d’éléments au fil du temps. Continuez dans une copie.',
  }),
  'grain.document_alone': msg({
    id: 'problem.grain.document_alone',
    message: 'Le document contient déjà le titre, le film et la langue.',
  }),
  'grain.in_use': msg({
    id: 'problem.grain.in_use',
    message: 'Un module utilise ce grain. Retirez-le du module d’abord.',
  }),
  'grain.no_film': msg({ id: 'problem.grain.no_film', message: 'Un grain n’a pas encore de film.' }),
  'module.empty': msg({ id: 'problem.module.empty', message: 'Un module a au moins un grain.' }),
  'module.too_many_grains': msg({
    id: 'problem.module.too_many_grains',
    message: 'Un module a huit grains au plus. Retirez-en un d’abord.',
  }),
  'module.grain_twice': msg({
    id: 'problem.module.grain_twice',
    message: 'Un grain ne figure qu’une fois dans un module.',
  }),
  'module.unknown_grain': msg({ id: 'problem.module.unknown_grain', message: 'Un de ces grains n’existe plus.' }),
  'module.grain_deleted': msg({
    id: 'problem.module.grain_deleted',
    message: 'Un grain de ce module a été supprimé. Rétablissez-le d’abord.',
  }),
  'distribution.nobody': msg({ id: 'problem.distribution.nobody', message: 'Choisissez au moins une personne.' }),
  'distribution.too_many_people': msg({
    id: 'problem.distribution.too_many_people',
    message: 'C’est trop de personnes à la fois : deux cents au plus, en dehors des groupes.',
  }),
  'distribution.unknown_module': msg({
    id: 'problem.distribution.unknown_module',
    message: 'Ce module n’existe plus.',
  }),
  'distribution.unknown_person': msg({
    id: 'problem.distribution.unknown_person',
    message: 'Une de ces personnes n’existe pas, ou n’existe plus.',
  }),
  'distribution.too_many_groups': msg({
    id: 'problem.distribution.too_many_groups',
    message: 'C’est trop de groupes à la fois : cinquante au plus.',
  }),
  'distribution.unknown_group': msg({
    id: 'problem.distribution.unknown_group',
    message: 'Un de ces groupes n’existe pas, ou n’existe plus.',
  }),
  'distribution.bad_window': msg({
    id: 'problem.distribution.bad_window',
    message:
      'Ces dates ne s’accordent pas : la fermeture vient après l’ouverture et n’est pas passée, et la date limite tombe entre les deux.',
  }),
  'distribution.archived': msg({
    id: 'problem.distribution.archived',
    message: 'Cette diffusion est archivée : elle ne change plus.',
  }),
  'distribution.no_newer_version': msg({
    id: 'problem.distribution.no_newer_version',
    message: 'Aucune version plus récente n’est approuvée.',
  }),
  'distribution.not_open_yet': msg({
    id: 'problem.distribution.not_open_yet',
    message: 'Ce module n’est pas encore ouvert.',
  }),
  'distribution.closed': msg({ id: 'problem.distribution.closed', message: 'Ce module est fermé.' }),
  'distribution.suspended': msg({
    id: 'problem.distribution.suspended',
    message: 'Ce module est suspendu pour l’instant.',
  }),
  'distribution.withdrawn': msg({
    id: 'problem.distribution.withdrawn',
    message: 'Ce module ne vous est plus attribué.',
  }),
  'distribution.no_attempt_left': msg({
    id: 'problem.distribution.no_attempt_left',
    message: 'Toutes les tentatives ont été faites.',
  }),
  'play.no_film': msg({ id: 'problem.play.no_film', message: 'Ce grain n’a pas encore de film.' }),
  'play.unknown_statement': msg({
    id: 'problem.play.unknown_statement',
    message: 'Ce relevé n’est pas de ceux qu’un lecteur de cet espace envoie.',
  }),
  'play.unknown_element': msg({
    id: 'problem.play.unknown_element',
    message: 'Le module n’a pas ce grain, ou le grain pas cet élément.',
  }),
  'play.no_session': msg({ id: 'problem.play.no_session', message: 'Ce relevé ne nomme aucune lecture en cours.' }),
  'play.not_yours': msg({ id: 'problem.play.not_yours', message: 'Ce relevé dit ce que seul le serveur peut dire.' }),
  'play.bad_time': msg({ id: 'problem.play.bad_time', message: 'Un moment ne tombe pas dans le film.' }),
  'play.bad_segments': msg({
    id: 'problem.play.bad_segments',
    message: 'Les passages vus sont mal écrits, ou trop nombreux.',
  }),
  'play.bad_response': msg({
    id: 'problem.play.bad_response',
    message: 'La réponse ne nomme pas des choix de la question.',
  }),
  'play.attempt_running': msg({
    id: 'problem.play.attempt_running',
    message: 'La tentative en cours n’est pas terminée.',
  }),
  'xapi.required': msg({ id: 'problem.xapi.required', message: 'Il manque un membre au relevé.' }),
  'xapi.unknown_member': msg({
    id: 'problem.xapi.unknown_member',
    message: 'Le standard ne connaît pas ce membre à cet endroit.',
  }),
  'xapi.wrong_type': msg({ id: 'problem.xapi.wrong_type', message: 'Une valeur du relevé n’a pas le bon type.' }),
  'xapi.bad_value': msg({
    id: 'problem.xapi.bad_value',
    message: 'Une valeur du relevé n’est pas parmi celles permises.',
  }),
  'xapi.bad_iri': msg({ id: 'problem.xapi.bad_iri', message: 'Un IRI est mal formé ou n’a pas de schéma.' }),
  'xapi.bad_uuid': msg({ id: 'problem.xapi.bad_uuid', message: 'Une identité n’est pas un UUID.' }),
  'xapi.bad_timestamp': msg({ id: 'problem.xapi.bad_timestamp', message: 'Une date n’a pas la forme de la RFC 3339.' }),
  'xapi.bad_duration': msg({
    id: 'problem.xapi.bad_duration',
    message: 'Une durée n’a pas la forme de la norme ISO 8601.',
  }),
  'xapi.bad_language': msg({
    id: 'problem.xapi.bad_language',
    message: 'Une étiquette de langue n’a pas la forme de la RFC 5646.',
  }),
  'xapi.bad_mailbox': msg({ id: 'problem.xapi.bad_mailbox', message: 'Une boîte n’est pas une adresse mailto.' }),
  'xapi.bad_digest': msg({
    id: 'problem.xapi.bad_digest',
    message: 'Une empreinte n’a pas la bonne longueur ou n’est pas hexadécimale.',
  }),
  'xapi.bad_score': msg({ id: 'problem.xapi.bad_score', message: 'Une note est hors de ses bornes.' }),
  'xapi.bad_agent': msg({
    id: 'problem.xapi.bad_agent',
    message: 'Un agent ou un groupe n’a pas les identifiants qu’il doit avoir.',
  }),
  'xapi.not_here': msg({
    id: 'problem.xapi.not_here',
    message: 'Un membre n’est pas permis avec cet objet ou à cet endroit.',
  }),
  'xapi.duplicate': msg({
    id: 'problem.xapi.duplicate',
    message: 'Deux parties d’une interaction ont la même identité.',
  }),
  'xapi.repeated': msg({ id: 'problem.xapi.repeated', message: 'Deux relevés de l’envoi ont la même identité.' }),
  'xapi.too_large': msg({
    id: 'problem.xapi.too_large',
    message: 'Un relevé ou une de ses listes est trop volumineux.',
  }),
  'xapi.conflict': msg({ id: 'problem.xapi.conflict', message: 'Un autre relevé a cette identité.' }),
};
