// Sentences of error codes that any screen can meet: requests, accounts, spaces, imports, tasks, machines.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { ErrorCode } from '../../api/problem.ts';

/** Those of authoring have theirs in app/library/problems.ts. */
export type AuthoringCode = Extract<
  ErrorCode,
  `${'media' | 'upload' | 'caption' | 'grain' | 'module' | 'distribution' | 'play' | 'xapi' | 'review'}.${string}`
>;

export const platformMessages: Record<Exclude<ErrorCode, AuthoringCode>, MessageDescriptor> = {
  'measure.too_large': msg({
    id: 'problem.measure.too_large',
    message: 'Ce tableau est trop grand pour un seul fichier. Réduisez le filtre : une période, un groupe.',
  }),
  'http.malformed': msg({
    id: 'problem.http.malformed',
    message: 'La demande est mal formée. Rechargez la page puis recommencez.',
  }),
  'http.unknown_member': msg({
    id: 'problem.http.unknown_member',
    message: 'La demande contient une information inattendue. Rechargez la page puis recommencez.',
  }),
  'http.wrong_type': msg({ id: 'problem.http.wrong_type', message: 'Cette valeur n’a pas la forme attendue.' }),
  'http.required': msg({ id: 'problem.http.required', message: 'Cette information est nécessaire.' }),
  'http.out_of_range': msg({ id: 'problem.http.out_of_range', message: 'Cette valeur est hors des limites permises.' }),
  'http.too_deep': msg({ id: 'problem.http.too_deep', message: 'La demande est trop complexe pour être lue.' }),
  'http.duplicate_member': msg({
    id: 'problem.http.duplicate_member',
    message: 'La demande contient deux fois la même information.',
  }),
  'http.bad_utf8': msg({ id: 'problem.http.bad_utf8', message: 'Ce texte contient des caractères illisibles.' }),
  'http.bad_id': msg({ id: 'problem.http.bad_id', message: 'Cette adresse ne désigne rien. Vérifiez le lien.' }),
  'http.unauthenticated': msg({
    id: 'problem.http.unauthenticated',
    message: 'Votre session est terminée. Reconnectez-vous.',
  }),
  'http.denied': msg({ id: 'problem.http.denied', message: 'Vos droits ne permettent pas cette action.' }),
  'http.csrf': msg({ id: 'problem.http.csrf', message: 'La page n’est plus à jour. Rechargez-la puis recommencez.' }),
  'http.missing': msg({ id: 'problem.http.missing', message: 'Cet élément n’existe pas, ou n’existe plus.' }),
  'http.method': msg({ id: 'problem.http.method', message: 'Cette action n’est pas possible ici.' }),
  'http.too_large': msg({ id: 'problem.http.too_large', message: 'C’est trop volumineux pour être envoyé.' }),
  'http.media_type': msg({ id: 'problem.http.media_type', message: 'Ce type de fichier n’est pas accepté.' }),
  'http.stale': msg({
    id: 'problem.http.stale',
    message: 'Quelqu’un d’autre a modifié cet élément entre-temps. Relisez-le avant d’enregistrer.',
  }),
  'http.match_required': msg({
    id: 'problem.http.match_required',
    message: 'La page n’est plus à jour. Rechargez-la puis recommencez.',
  }),
  'http.too_often': msg({
    id: 'problem.http.too_often',
    message: 'Trop de demandes en peu de temps. Attendez un instant.',
  }),
  'http.busy': msg({ id: 'problem.http.busy', message: 'Le service est très sollicité. Recommencez dans un instant.' }),
  'http.fault': msg({
    id: 'problem.http.fault',
    message: 'Une erreur est survenue de notre côté. Rien n’a été perdu ; recommencez dans un instant.',
  }),
  'http.read_only': msg({
    id: 'problem.http.read_only',
    message: 'Le service est en lecture seule pour le moment. Vos modifications ne peuvent pas être enregistrées.',
  }),
  'account.credentials': msg({
    id: 'problem.account.credentials',
    message: 'L’adresse ou le mot de passe est inexact.',
  }),
  'account.choose_space': msg({
    id: 'problem.account.choose_space',
    message: 'Choisissez l’espace dans lequel entrer.',
  }),
  'account.throttled': msg({
    id: 'problem.account.throttled',
    message: 'Trop d’essais. Attendez avant de recommencer.',
  }),
  'account.link_invalid': msg({ id: 'problem.account.link_invalid', message: 'Ce lien a expiré ou a déjà servi.' }),
  'account.password_weak': msg({
    id: 'problem.account.password_weak',
    message: 'Ce mot de passe est trop facile à deviner.',
  }),
  'account.password_short': msg({ id: 'problem.account.password_short', message: 'Ce mot de passe est trop court.' }),
  'account.password_personal': msg({
    id: 'problem.account.password_personal',
    message: 'Ce mot de passe contient votre nom ou votre adresse.',
  }),
  'account.email_taken': msg({
    id: 'problem.account.email_taken',
    message: 'Une personne de cet espace a déjà cette adresse.',
  }),
  'account.identity_change': msg({
    id: 'problem.account.identity_change',
    message: 'Changer à la fois le nom et l’adresse demande un motif.',
  }),
  'account.last_admin': msg({
    id: 'problem.account.last_admin',
    message: 'Un espace garde au moins un administrateur actif.',
  }),
  'account.self': msg({
    id: 'problem.account.self',
    message: 'Vous ne pouvez pas faire cela pour votre propre compte.',
  }),
  'account.group_taken': msg({ id: 'problem.account.group_taken', message: 'Un groupe porte déjà ce nom.' }),
  'access.out_of_bounds': msg({
    id: 'problem.access.out_of_bounds',
    message: 'Ces droits dépassent ce que l’espace peut accorder à ce rôle.',
  }),
  'space.slug_taken': msg({ id: 'problem.space.slug_taken', message: 'Un espace utilise déjà cette adresse.' }),
  'http.bad_text': msg({
    id: 'problem.http.bad_text',
    message: 'Ce texte contient des caractères qui ne sont pas permis ici.',
  }),
  'http.bad_cursor': msg({
    id: 'problem.http.bad_cursor',
    message: 'La suite de cette liste n’est plus disponible. Rechargez la page.',
  }),
  'http.refused': msg({ id: 'problem.http.refused', message: 'Une règle ne permet pas cela.' }),
  'http.conflict': msg({
    id: 'problem.http.conflict',
    message: 'Cela contredit ce qui est déjà enregistré. Rechargez la page puis recommencez.',
  }),
  'http.newer_schema': msg({
    id: 'problem.http.newer_schema',
    message: 'Cet espace est en cours de mise à jour. Recommencez dans un instant.',
  }),
  'blob.full': msg({ id: 'problem.blob.full', message: 'Le serveur n’a plus de place. Prévenez l’assistance.' }),
  'account.password_long': msg({ id: 'problem.account.password_long', message: 'Ce mot de passe est trop long.' }),
  'account.current_password': msg({
    id: 'problem.account.current_password',
    message: 'Le mot de passe actuel est inexact.',
  }),
  'account.role_required': msg({ id: 'problem.account.role_required', message: 'Une personne a au moins un rôle.' }),
  'account.role_elsewhere': msg({
    id: 'problem.account.role_elsewhere',
    message: 'Ce rôle n’existe pas dans ce genre d’espace.',
  }),
  'account.group_unknown': msg({
    id: 'problem.account.group_unknown',
    message: 'Ce groupe n’existe pas, ou n’existe plus.',
  }),
  'account.not_invited': msg({
    id: 'problem.account.not_invited',
    message: 'Cette personne a déjà choisi son mot de passe.',
  }),
  'account.person_unknown': msg({
    id: 'problem.account.person_unknown',
    message: 'Cette personne n’existe pas, ou n’existe plus.',
  }),
  'enrolment.file_too_large': msg({ id: 'problem.enrolment.file_too_large', message: 'Le fichier dépasse 2 Mio.' }),
  'enrolment.too_many_lines': msg({
    id: 'problem.enrolment.too_many_lines',
    message: 'Le fichier dépasse 10 000 lignes.',
  }),
  'enrolment.too_many_columns': msg({
    id: 'problem.enrolment.too_many_columns',
    message: 'L’en-tête dépasse 20 colonnes.',
  }),
  'enrolment.not_text': msg({
    id: 'problem.enrolment.not_text',
    message: 'Ce n’est pas un fichier CSV. Enregistrez d’abord la feuille au format CSV.',
  }),
  'enrolment.empty': msg({ id: 'problem.enrolment.empty', message: 'Le fichier est vide.' }),
  'enrolment.no_lines': msg({
    id: 'problem.enrolment.no_lines',
    message: 'Le fichier n’a qu’un en-tête, sans ligne dessous.',
  }),
  'enrolment.bad_quotes': msg({
    id: 'problem.enrolment.bad_quotes',
    message: 'À partir de cette ligne, des guillemets ne sont pas fermés ou se trouvent au milieu d’une valeur.',
  }),
  'enrolment.unknown_column': msg({
    id: 'problem.enrolment.unknown_column',
    message: 'L’en-tête contient une colonne inconnue.',
  }),
  'enrolment.duplicate_column': msg({
    id: 'problem.enrolment.duplicate_column',
    message: 'L’en-tête contient deux fois la même colonne.',
  }),
  'enrolment.missing_column': msg({
    id: 'problem.enrolment.missing_column',
    message: 'Il manque une colonne obligatoire à l’en-tête.',
  }),
  'enrolment.too_many_new_groups': msg({
    id: 'problem.enrolment.too_many_new_groups',
    message: 'Le fichier nomme plus de 200 groupes qui n’existent pas.',
  }),
  'enrolment.already_run': msg({ id: 'problem.enrolment.already_run', message: 'Cet import a déjà été lancé.' }),
  'enrolment.has_errors': msg({
    id: 'problem.enrolment.has_errors',
    message: 'Des lignes sont fautives. Corrigez le fichier, ou importez sans elles.',
  }),
  'enrolment.field_count': msg({
    id: 'problem.enrolment.field_count',
    message: 'La ligne n’a pas autant de valeurs que l’en-tête a de colonnes.',
  }),
  'enrolment.required': msg({ id: 'problem.enrolment.required', message: 'Cette valeur est obligatoire.' }),
  'enrolment.too_long': msg({ id: 'problem.enrolment.too_long', message: 'Cette valeur est trop longue.' }),
  'enrolment.bad_text': msg({
    id: 'problem.enrolment.bad_text',
    message: 'Cette valeur contient des caractères qui ne sont pas permis.',
  }),
  'enrolment.bad_email': msg({ id: 'problem.enrolment.bad_email', message: 'Ce n’est pas une adresse e-mail.' }),
  'enrolment.duplicate_email': msg({
    id: 'problem.enrolment.duplicate_email',
    message: 'Une ligne précédente a déjà cette adresse.',
  }),
  'enrolment.deactivated_email': msg({
    id: 'problem.enrolment.deactivated_email',
    message: 'Un compte désactivé a cette adresse. Rouvrez-le d’abord.',
  }),
  'enrolment.email_taken': msg({
    id: 'problem.enrolment.email_taken',
    message: 'Une personne avec cette adresse a été ajoutée depuis la vérification.',
  }),
  'enrolment.person_changed': msg({
    id: 'problem.enrolment.person_changed',
    message: 'La personne qui a cette adresse a changé depuis la vérification.',
  }),
  'enrolment.refused': msg({ id: 'problem.enrolment.refused', message: 'Une règle ne permet pas ce changement.' }),
  'enrolment.unknown_role': msg({ id: 'problem.enrolment.unknown_role', message: 'Ce rôle n’existe pas.' }),
  'enrolment.role_elsewhere': msg({
    id: 'problem.enrolment.role_elsewhere',
    message: 'Ce rôle n’existe pas dans ce genre d’espace.',
  }),
  'enrolment.too_many_groups': msg({
    id: 'problem.enrolment.too_many_groups',
    message: 'La ligne nomme plus de 20 groupes.',
  }),
  'enrolment.unknown_language': msg({ id: 'problem.enrolment.unknown_language', message: 'La langue est fr ou en.' }),
  'task.cancelled': msg({ id: 'problem.task.cancelled', message: 'Ce travail a été arrêté.' }),
  'task.ended': msg({ id: 'problem.task.ended', message: 'Ce travail est déjà terminé.' }),
  'task.running': msg({ id: 'problem.task.running', message: 'Ce travail n’est pas terminé. Arrêtez-le d’abord.' }),
  'inbox.ids_or_all': msg({
    id: 'problem.inbox.ids_or_all',
    message: 'Des avis précis, ou tous : pas les deux à la fois.',
  }),
  'space.bad_slug': msg({
    id: 'problem.space.bad_slug',
    message: 'De 2 à 40 lettres minuscules, chiffres et tirets simples.',
  }),
  'space.bad_name': msg({ id: 'problem.space.bad_name', message: 'Un nom tient en une ligne de 1 à 80 caractères.' }),
  'space.bad_language': msg({ id: 'problem.space.bad_language', message: 'La langue est le français ou l’anglais.' }),
  'onboarding.bad_person': msg({
    id: 'problem.onboarding.bad_person',
    message: 'Le nom ou l’adresse de l’administrateur n’est pas valable.',
  }),
  'onboarding.not_suspended': msg({
    id: 'problem.onboarding.not_suspended',
    message: 'Un espace ne se détruit que suspendu : quelqu’un peut encore y travailler.',
  }),
  'queue.lease_lost': msg({ id: 'problem.queue.lease_lost', message: 'Ce travail n’appartient plus à cette machine.' }),
  'work.bad_name': msg({
    id: 'problem.work.bad_name',
    message: 'Un nom de machine a de 1 à 80 lettres, chiffres, points, tirets ou soulignés.',
  }),
  'work.name_taken': msg({ id: 'problem.work.name_taken', message: 'Une autre machine porte ce nom.' }),
  'work.gap': msg({ id: 'problem.work.gap', message: 'Il manque des parties à ce résultat.' }),
  'work.bad_digest': msg({ id: 'problem.work.bad_digest', message: 'Les octets reçus ne sont pas ceux annoncés.' }),
  'client.offline': msg({ id: 'problem.client.offline', message: 'Connexion impossible. Vérifiez votre réseau.' }),
  'client.unreadable': msg({
    id: 'problem.client.unreadable',
    message: 'La réponse du service n’a pas pu être lue. Recommencez dans un instant.',
  }),
};
