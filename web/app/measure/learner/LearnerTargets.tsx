// What one learner did with the targets of one film.
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { KindMark } from '../../../ui/Badge.tsx';
import type { LearnerGrain } from '../../../api/shapes.ts';
import { useLength } from '../times.ts';
import { Wide } from '../Wide.tsx';
import css from './Learner.module.css';

export function LearnerTargets({ targets }: { targets: LearnerGrain['targets'] }) {
  const { t } = useLingui();
  const length = useLength();
  if (targets.length === 0)
    return (
      <p className={css.none}>
        <Trans>Aucune cible n’a été montrée.</Trans>
      </p>
    );
  return (
    <Wide label={t`Cibles`}>
      <table className={css.table} aria-label={t`Cibles`}>
        <thead>
          <tr>
            <th scope="col">{t`Cible`}</th>
            <th scope="col" className={css.number}>{t`Montrée`}</th>
            <th scope="col" className={css.number}>{t`Ouverte`}</th>
            <th scope="col" className={css.number}>{t`Restée ouverte`}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map(({ target_id, label, shown, opened, dwell_ms }) => (
            <tr key={target_id}>
              <th scope="row">
                <span className={css.named}>
                  <KindMark kind="target" />
                  <span>{label}</span>
                </span>
              </th>
              <td className={css.number}>{plural(shown, { one: '# fois', other: '# fois' })}</td>
              <td className={css.number}>
                {opened > 0 ? plural(opened, { one: '# fois', other: '# fois' }) : t`Jamais`}
              </td>
              <td className={css.number}>{opened > 0 ? length(dwell_ms) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
