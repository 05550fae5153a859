// What waits for a training manager: modules to look at, distributions whose due date is near. Nothing is shown when nothing
// waits.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRight } from '../../api/session.ts';
import type { Distribution } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Link } from '../../ui/Link.tsx';
import css from './Home.module.css';

const DAY = 24 * 3_600_000;
const SHOWN = 4;
const AHEAD_MS = 7 * DAY;
const BEHIND_MS = 14 * DAY;
/** One page of the open ones holds those of a working space. */
const LOOKED_AT = 200;

function Submissions() {
  const format = useFormat();
  const { data } = api.useQuery('get', '/api/v1/submissions', {
    params: { query: { state: 'open', limit: SHOWN } },
  });
  if (!data || data.total === 0) return null;
  return (
    <section className={css.recent}>
      <div className={css.recentHead}>
        <h2 className={css.recentTitle}>
          <Plural value={data.total} one="# module à valider" other="# modules à valider" />
        </h2>
        <Link to={'/reviews' as '/'}>
          <Trans>Toutes les validations</Trans>
        </Link>
      </div>
      <ul className={css.lines}>
        {data.items.map(({ id, title, submitted_by, submitted_ms }) => (
          <li key={id} className={css.line}>
            <Link
              className={css.task ?? ''}
              to={'/reviews/$submissionId' as '/'}
              params={{ submissionId: id } as never}
            >
              {title}
            </Link>
            <span className={css.what}>{submitted_by.name && <Trans>soumis par {submitted_by.name}</Trans>}</span>
            <span className={css.when}>{format.relative(submitted_ms)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Those due soon, or due a short while ago, the nearest first. */
export const dueNear = (distributions: readonly Distribution[], now: number): Distribution[] =>
  distributions
    .filter(({ due_ms }) => due_ms !== undefined && due_ms - now < AHEAD_MS && now - due_ms < BEHIND_MS)
    .sort((a, b) => (a.due_ms ?? 0) - (b.due_ms ?? 0));

function DueNear() {
  const { t } = useLingui();
  const format = useFormat();
  const [now] = useState(Date.now);
  const { data } = api.useQuery('get', '/api/v1/distributions', {
    params: { query: { state: 'open', limit: LOOKED_AT } },
  });
  const near = dueNear(data?.items ?? [], now);
  if (near.length === 0) return null;
  return (
    <section className={css.recent}>
      <div className={css.recentHead}>
        <h2 className={css.recentTitle}>
          <Plural value={near.length} one="# date limite proche" other="# dates limites proches" />
        </h2>
        <Link to="/distributions">
          <Trans>Toutes les diffusions</Trans>
        </Link>
      </div>
      <ul className={css.lines}>
        {near.slice(0, SHOWN).map(({ id, title, due_ms = 0, started_count, registration_count }) => (
          <li key={id} className={css.line}>
            <Link className={css.task ?? ''} to="/distributions/$distributionId" params={{ distributionId: id }}>
              {title}
            </Link>
            <span className={css.what}>
              {t`${format.number(started_count)} sur ${format.number(registration_count)} ont commencé`}
            </span>
            <Badge tone={due_ms < now ? 'danger' : 'warning'}>{format.relative(due_ms)}</Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}

export default function Waiting() {
  const mayReview = useRight('module.review');
  const mayDistribute = useRight('distribution.manage');
  return (
    <div className={css.waiting}>
      {mayReview && <Submissions />}
      {mayDistribute && <DueNear />}
    </div>
  );
}
