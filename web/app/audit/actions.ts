// What the log says, in a sentence a person understands. Names are for the filter, sentences for the rows.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { AuditAction, AuditEntry } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';

export const actionNames: Record<AuditAction, MessageDescriptor> = {
  'account.signed_in': msg`Connexion`,
  'account.sign_in_failed': msg`Connexion refusée`,
  'account.signed_out': msg`Déconnexion`,
  'account.session_revoked': msg`Session fermée`,
  'account.password_changed': msg`Mot de passe changé`,
  'account.reset_asked': msg`Mot de passe oublié`,
  'account.link_redeemed': msg`Invitation ou lien utilisé`,
  'person.created': msg`Personne ajoutée`,
  'person.changed': msg`Personne modifiée`,
  'person.invited': msg`Invitation envoyée`,
  'person.deactivated': msg`Compte désactivé`,
  'person.reactivated': msg`Compte réactivé`,
  'person.roles_changed': msg`Rôles d’une personne modifiés`,
  'role.rights_changed': msg`Droits d’un rôle modifiés`,
  'group.created': msg`Groupe créé`,
  'group.changed': msg`Groupe modifié`,
  'group.deleted': msg`Groupe supprimé`,
  'group.restored': msg`Groupe rétabli`,
  'group.members_changed': msg`Membres d’un groupe modifiés`,
  'import.previewed': msg`Fichier de personnes vérifié`,
  'import.run': msg`Fichier de personnes importé`,
  'media.deleted': msg`Média supprimé`,
  'media.restored': msg`Média rétabli`,
  'grain.created': msg`Grain créé`,
  'grain.deleted': msg`Grain supprimé`,
  'grain.restored': msg`Grain rétabli`,
  'module.created': msg`Module créé`,
  'module.deleted': msg`Module supprimé`,
  'module.restored': msg`Module rétabli`,
  'module.submitted': msg`Module soumis à validation`,
  'module.approved': msg`Module validé`,
  'module.returned': msg`Module renvoyé pour corrections`,
  'module.refused': msg`Module refusé`,
  'module.withdrawn': msg`Soumission retirée`,
  'distribution.created': msg`Module diffusé`,
  'distribution.changed': msg`Diffusion modifiée`,
  'distribution.suspended': msg`Diffusion suspendue`,
  'distribution.resumed': msg`Diffusion reprise`,
  'distribution.archived': msg`Diffusion archivée`,
  'distribution.version_changed': msg`Diffusion passée à une nouvelle version`,
  'space.created': msg`Espace ouvert`,
  'space.changed': msg`Réglages de l’espace modifiés`,
  'space.dropped': msg`Espace détruit`,
  'audit.read': msg`Consultation de données personnelles`,
  'audit.refused': msg`Demande refusée`,
};

/** Pages of personal data as a person calls them, by the pattern of their route. Others are shown as the request they are. */
const routeNames: Record<string, MessageDescriptor | undefined> = {
  '/api/v1/persons': msg`liste des personnes`,
  '/api/v1/persons/{person_id}': msg`fiche d’une personne`,
  '/api/v1/persons/{person_id}/sessions': msg`sessions d’une personne`,
  '/api/v1/groups/{group_id}/members': msg`membres d’un groupe`,
  '/api/v1/person-imports/{import_id}': msg`import de personnes`,
  '/api/v1/person-imports/{import_id}/errors': msg`import de personnes`,
  '/api/v1/audit': msg`journal`,
};

export const isAction = (text: string | undefined): text is AuditAction => !!text && text in actionNames;

export function useSentence(): (entry: AuditEntry) => string {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const targetOf = ({ target_kind, target_id, target_name }: AuditEntry): string | null => {
    if (target_kind !== 'route' || !target_id) return target_name;
    const name = target_name === 'GET' ? routeNames[target_id] : undefined;
    return name ? i18n._(name) : `${target_name ?? ''} ${target_id}`;
  };
  return (entry) => {
    const { action, times } = entry;
    const target = targetOf(entry);
    // An older page may meet an action that came later.
    const what = isAction(action) ? i18n._(actionNames[action]) : t`Action « ${action} »`;
    const whole = target ? t`${what} : ${target}` : what;
    return times > 1 ? t`${whole} (${format.number(times)} fois)` : whole;
  };
}
