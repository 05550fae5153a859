// The last lines of the access log, for whoever may read it.
import { Trans } from '@lingui/react/macro';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Link } from '../../ui/Link.tsx';
import { useSentence } from '../audit/actions.ts';
import css from './Home.module.css';

const SHOWN = 8;

export default function Recent() {
  const format = useFormat();
  const sentence = useSentence();
  const { data } = api.useQuery('get', '/api/v1/audit', { params: { query: { limit: SHOWN } } });
  if (!data || data.items.length === 0) return null;
  return (
    <section className={css.recent}>
      <div className={css.recentHead}>
        <h2 className={css.recentTitle}>
          <Trans>Dernières actions</Trans>
        </h2>
        <Link to="/audit">
          <Trans>Tout le journal</Trans>
        </Link>
      </div>
      <ul className={css.lines}>
        {data.items.map((entry) => (
          <li key={entry.id} className={css.line}>
            <span className={css.who}>{entry.person_name ?? <Trans>Personne non connectée</Trans>}</span>
            <span className={css.what}>{sentence(entry)}</span>
            {entry.outcome === 'refused' && (
              <Badge tone="danger">
                <Trans>Refusé</Trans>
              </Badge>
            )}
            <time className={css.when} dateTime={new Date(entry.at_ms).toISOString()}>
              {format.relative(entry.at_ms)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
