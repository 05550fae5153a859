// One person: who they are, what they may do, their groups, their sessions; inviting again, closing and opening the account.
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRight, useSession } from '../../api/session.ts';
import type { Person } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge, Tag } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Banner, SkeletonRows } from '../../ui/Feedback.tsx';
import { Link } from '../../ui/Link.tsx';
import { roleNames } from '../../ui/names/roles.ts';
import { PageHeader, Section } from '../../ui/Page.tsx';
import { ErrorState, ProblemBanner } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { deactivate, invite, reactivate } from './acts.ts';
import { IdentityForm } from './IdentityForm.tsx';
import css from './Person.module.css';
import { PersonGroups } from './PersonGroups.tsx';
import { PersonSessions } from './PersonSessions.tsx';
import { refreshPeople } from './queries.ts';
import { RolesForm } from './RolesForm.tsx';
import { fullName, stateNames, stateTones } from './states.ts';

function Actions({ person, onProblem }: { person: Person; onProblem: (error: unknown) => void }) {
  const { t } = useLingui();
  const me = useSession().person;
  const [isBusy, setBusy] = useState(false);
  const act = async (what: (id: string) => Promise<unknown>, said: string, undo?: (id: string) => Promise<unknown>) => {
    onProblem(null);
    setBusy(true);
    try {
      await what(person.id);
      showToast(said, undo ? { undo: () => void undo(person.id).then(refreshPeople, onProblem) } : {});
    } catch (refused) {
      onProblem(refused);
    }
    setBusy(false);
    await refreshPeople();
  };
  if (person.state === 'deactivated')
    return (
      <Button kind="primary" isPending={isBusy} onPress={() => void act(reactivate, t`Compte rouvert`, deactivate)}>
        <Trans>Rouvrir le compte</Trans>
      </Button>
    );
  return (
    <>
      {person.state === 'invited' && (
        <Button
          icon="mail"
          isPending={isBusy}
          onPress={() => void act(invite, t`Invitation envoyée à ${person.email}`)}
        >
          <Trans>Renvoyer l’invitation</Trans>
        </Button>
      )}
      {person.id !== me.id && (
        <Button isPending={isBusy} onPress={() => void act(deactivate, t`Compte désactivé`, reactivate)}>
          <Trans>Désactiver le compte</Trans>
        </Button>
      )}
    </>
  );
}

function Facts({ person, withIdentity }: { person: Person; withIdentity: boolean }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const facts: [string, string][] = [
    ...(withIdentity
      ? ([
          [t`Adresse e-mail`, person.email],
          [t`Langue`, person.language === 'fr' ? 'Français' : 'English'],
          [t`Rôles`, format.list(person.roles.map((role) => i18n._(roleNames[role])))],
        ] as [string, string][])
      : []),
    [t`Compte créé`, format.dateTime(person.created_ms)],
    [t`Invitée`, person.invited_ms === null ? t`Pas encore` : format.dateTime(person.invited_ms)],
    [t`Dernière connexion`, person.last_sign_in_ms === null ? t`Jamais` : format.dateTime(person.last_sign_in_ms)],
  ];
  return (
    <dl className={css.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function PersonSections({ person }: { person: Person }) {
  const { t } = useLingui();
  const mayEdit = useRight('person.edit');
  return (
    <>
      {mayEdit && (
        <>
          <Section beside title={t`Identité`} detail={t`Le nom et l’adresse désignent une seule personne.`}>
            <IdentityForm person={person} />
          </Section>
          <Section beside title={t`Rôles`} detail={t`Ce que la personne peut faire dans cet espace.`}>
            <RolesForm person={person} />
          </Section>
        </>
      )}
      <Section beside title={t`Groupes`}>
        <PersonGroups person={person} />
      </Section>
      {mayEdit && (
        <Section beside title={t`Sessions`} detail={t`Là où la personne est connectée.`}>
          <PersonSessions person={person} />
        </Section>
      )}
      <Section beside title={t`Repères`}>
        <Facts person={person} withIdentity={!mayEdit} />
      </Section>
    </>
  );
}

export default function PersonPage() {
  const { t, i18n } = useLingui();
  const { personId = '' } = useParams({ strict: false });
  const mayEdit = useRight('person.edit');
  const [problem, setProblem] = useState<unknown>(null);
  const {
    data: person,
    error,
    refetch,
  } = api.useQuery('get', '/api/v1/persons/{person_id}', {
    params: { path: { person_id: personId } },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHeader
        above={
          <Link to="/people">
            <Trans>Personnes</Trans>
          </Link>
        }
        title={person ? fullName(person) : t`Personne`}
        lead={
          person && (
            <span className={css.marks}>
              <Badge tone={stateTones[person.state]}>{i18n._(stateNames[person.state])}</Badge>
              {person.roles.map((role) => (
                <Tag key={role}>{i18n._(roleNames[role])}</Tag>
              ))}
            </span>
          )
        }
        actions={person && mayEdit && <Actions person={person} onProblem={setProblem} />}
      />
      <ProblemBanner error={problem} />
      {person?.state === 'deactivated' && (
        <Banner tone="warning">
          <Trans>Ce compte est désactivé : la personne ne peut plus se connecter. Ses résultats sont conservés.</Trans>
        </Banner>
      )}
      {person ? <PersonSections person={person} /> : <SkeletonRows label={t`Chargement`} />}
    </>
  );
}
