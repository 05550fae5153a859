// The publisher's staff: how many client spaces, and the last ones opened.
import { Trans, useLingui } from '@lingui/react/macro';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Figure } from '../../ui/Badge.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { SpaceTable } from '../space/SpaceTable.tsx';
import css from './Home.module.css';

const SHOWN = 8;

export default function Publisher() {
  const { t } = useLingui();
  const format = useFormat();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/spaces', { params: { query: { limit: SHOWN } } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows label={t`Chargement`} />;
  const people = data.items.reduce((sum, space) => sum + space.person_count, 0);
  return (
    <>
      <section className={css.figures} aria-label={t`Chiffres de la plateforme`}>
        <Figure value={format.number(data.total)} label={t`Espaces clients`} />
        {data.next_cursor === null && <Figure value={format.number(people)} label={t`Personnes inscrites`} />}
      </section>
      <section className={css.recent}>
        <h2 className={css.recentTitle}>
          <Trans>Espaces</Trans>
        </h2>
        <SpaceTable spaces={data.items} />
        <br />
        <LinkButton to="/spaces" icon="spaces">
          <Trans>Tous les espaces</Trans>
        </LinkButton>
      </section>
    </>
  );
}
