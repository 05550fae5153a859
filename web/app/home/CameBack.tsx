// What came back to a trainer: the modules returned or refused, with the reason, until they are submitted again.
import { Plural, Trans } from '@lingui/react/macro';
import { api } from '../../api/client.ts';
import type { SubmissionRow } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Link } from '../../ui/Link.tsx';
import css from './Home.module.css';

const LOOKED_AT = 50;
const SHOWN = 4;

/** The last word on each module, where that word was no. Newest first, as they come. */
export function cameBack(submissions: readonly SubmissionRow[]): SubmissionRow[] {
  const seen = new Set<string>();
  return submissions.filter(({ module_id, state }) => {
    if (seen.has(module_id)) return false;
    seen.add(module_id);
    return state === 'returned' || state === 'refused';
  });
}

export default function CameBack() {
  const format = useFormat();
  const { data } = api.useQuery('get', '/api/v1/submissions', { params: { query: { limit: LOOKED_AT } } });
  const back = cameBack(data?.items ?? []);
  if (back.length === 0) return null;
  return (
    <section className={css.recent}>
      <div className={css.recentHead}>
        <h2 className={css.recentTitle}>
          <Plural value={back.length} one="# module vous revient" other="# modules vous reviennent" />
        </h2>
        <Link to={'/reviews' as '/'}>
          <Trans>Mes validations</Trans>
        </Link>
      </div>
      <ul className={css.lines}>
        {back.slice(0, SHOWN).map(({ id, title, state, decision_comment, decided_ms, open_comment_count }) => (
          <li key={id} className={css.line}>
            <Link
              className={css.task ?? ''}
              to={'/reviews/$submissionId' as '/'}
              params={{ submissionId: id } as never}
            >
              {title}
            </Link>
            <Badge tone={state === 'refused' ? 'danger' : 'warning'}>
              {state === 'refused' ? <Trans>Refusé</Trans> : <Trans>À corriger</Trans>}
            </Badge>
            <span className={css.reason}>
              {decision_comment}
              {open_comment_count > 0 && (
                <>
                  {' · '}
                  <Plural value={open_comment_count} one="# commentaire ouvert" other="# commentaires ouverts" />
                </>
              )}
            </span>
            <span className={css.when}>{decided_ms !== undefined && format.relative(decided_ms)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
