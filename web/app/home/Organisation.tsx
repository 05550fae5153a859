// An organisation at a glance: people and groups in figures, and for whoever sets it up the steps that remain, read from
// what is really there.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { api } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Figure } from '../../ui/Badge.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Skeleton } from '../../ui/Feedback.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { ErrorState } from '../../ui/States.tsx';
import css from './Home.module.css';

const ONE = { limit: 1 };

function Step({
  number,
  done,
  title,
  detail,
  action,
}: {
  number: number;
  done: boolean;
  title: string;
  detail: ReactNode;
  action: ReactNode;
}) {
  const { t } = useLingui();
  return (
    <li className={css.step} data-done={done || undefined}>
      <span className={css.mark} role="img" aria-label={done ? t`Fait` : t`À faire`}>
        {done ? <Icon name="check" size={14} /> : number}
      </span>
      <div className={css.stepWords}>
        <p className={css.stepTitle}>{title}</p>
        <p className={css.stepDetail}>{detail}</p>
      </div>
      {!done && action}
    </li>
  );
}

function SettingUp({ people, groups }: { people: number; groups: number }) {
  const { t } = useLingui();
  const { data: space } = api.useQuery('get', '/api/v1/space');
  const reviewed = (space?.version ?? 1) > 1;
  if (people > 1 && groups > 0 && reviewed) return null;
  return (
    <section className={css.recent}>
      <h2 className={css.recentTitle}>
        <Trans>Mettre l’espace en place</Trans>
      </h2>
      <ol className={css.steps}>
        <Step
          number={1}
          done={reviewed}
          title={t`Vérifier les réglages`}
          detail={<Trans>Le nom de l’espace, sa langue, la règle des quatre yeux.</Trans>}
          action={
            <LinkButton to="/settings" kind="quiet">
              <Trans>Ouvrir</Trans>
            </LinkButton>
          }
        />
        <Step
          number={2}
          done={people > 1}
          title={t`Inviter des personnes`}
          detail={<Trans>Une par une, ou toutes à la fois depuis un fichier CSV.</Trans>}
          action={
            <LinkButton to={'/people' as '/'} kind="quiet">
              <Trans>Ouvrir</Trans>
            </LinkButton>
          }
        />
        <Step
          number={3}
          done={groups > 0}
          title={t`Former des groupes`}
          detail={<Trans>Par site, par métier, par promotion : un module se diffuse à un groupe.</Trans>}
          action={
            <LinkButton to={'/groups' as '/'} kind="quiet">
              <Trans>Ouvrir</Trans>
            </LinkButton>
          }
        />
      </ol>
    </section>
  );
}

export default function Organisation() {
  const { t } = useLingui();
  const format = useFormat();
  const { rights } = useSession();
  const all = api.useQuery('get', '/api/v1/persons', { params: { query: ONE } });
  const active = api.useQuery('get', '/api/v1/persons', { params: { query: { ...ONE, state: 'active' } } });
  const invited = api.useQuery('get', '/api/v1/persons', { params: { query: { ...ONE, state: 'invited' } } });
  const groups = api.useQuery(
    'get',
    '/api/v1/groups',
    { params: { query: ONE } },
    { enabled: rights.includes('group.read') },
  );
  if (all.error) return <ErrorState error={all.error} onRetry={() => void all.refetch()} />;
  if (!all.data || !active.data || !invited.data) return <Skeleton height={96} />;
  return (
    <>
      <section className={css.figures} aria-label={t`Chiffres de l’espace`}>
        <Figure
          value={format.number(active.data.total)}
          label={t`Personnes actives`}
          detail={<Trans>sur {format.number(all.data.total)} inscrites</Trans>}
        />
        <Figure
          value={format.number(invited.data.total)}
          label={t`Invitations en attente`}
          detail={
            <Plural
              value={invited.data.total}
              _0="tout le monde a répondu"
              one="n’a pas encore choisi son mot de passe"
              other="n’ont pas encore choisi leur mot de passe"
            />
          }
        />
        {groups.data && (
          <Figure
            value={format.number(groups.data.total)}
            label={t`Groupes`}
            detail={<Trans>pour diffuser les modules</Trans>}
          />
        )}
      </section>
      {rights.includes('person.edit') && rights.includes('space.edit') && groups.data && (
        <SettingUp people={all.data.total} groups={groups.data.total} />
      )}
    </>
  );
}
