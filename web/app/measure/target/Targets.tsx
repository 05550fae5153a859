// The targets of one film: to how many each was shown, who opened it and who let it pass, how long it stayed open.
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import { KindMark } from '../../../ui/Badge.tsx';
import { Skeleton } from '../../../ui/Feedback.tsx';
import { Section } from '../../../ui/Page.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { Bar } from '../Bar.tsx';
import { Download } from '../Download.tsx';
import { useMeasureQuery } from '../live/useMeasureFilters.ts';
import { useOnScreen } from '../live/useOnScreen.ts';
import { HiddenKey, Measured } from '../Measured.tsx';
import { useTargets } from '../queries.ts';
import type { MeasuredTarget } from '../../../api/shapes.ts';
import { useLength } from '../times.ts';
import { Wide } from '../Wide.tsx';
import css from './Target.module.css';

function useContentNames(): Record<MeasuredTarget['content_kind'], string> {
  const { t } = useLingui();
  return { image: t`Image`, slides: t`Document`, text: t`Texte` };
}

function TargetRow({ target }: { target: MeasuredTarget }) {
  const format = useFormat();
  const length = useLength();
  const names = useContentNames();
  const { label, content_kind, start_ms, end_ms, shown, opened, ignored, median_dwell_ms, hidden } = target;
  const known = shown !== null && opened !== null && ignored !== null && shown > 0;
  return (
    <tr>
      <th scope="row">
        <span className={css.named}>
          <KindMark kind="target" />
          <span>
            {label}
            <span className={css.detail}>
              {formatClock(start_ms)} – {formatClock(end_ms)} · {names[content_kind]}
            </span>
          </span>
        </span>
      </th>
      <td className={css.number}>
        <Measured value={shown} hidden={hidden} />
      </td>
      <td className={css.number}>
        <Measured value={opened} hidden={hidden} />
        {known && <span className={css.detail}>{format.percent(opened / shown)}</span>}
      </td>
      <td className={css.number}>
        <Measured value={ignored} hidden={hidden} />
      </td>
      <td className={css.barCell}>
        {known && (
          <Bar
            parts={[
              { part: opened / shown, kind: 'opened' },
              { part: ignored / shown, kind: 'ignored' },
            ]}
          />
        )}
      </td>
      <td className={css.number}>
        <Measured value={median_dwell_ms} hidden={hidden && opened !== 0} say={length} />
      </td>
    </tr>
  );
}

function TargetTable({ targets }: { targets: MeasuredTarget[] }) {
  const { t } = useLingui();
  return (
    <Wide label={t`Cibles`}>
      <table className={css.table} aria-label={t`Cibles`}>
        <thead>
          <tr>
            <th scope="col">{t`Cible`}</th>
            <th scope="col" className={css.number}>{t`Montrée à`}</th>
            <th scope="col" className={css.number}>{t`Ouverte par`}</th>
            <th scope="col" className={css.number}>{t`Ignorée par`}</th>
            <th scope="col">
              <span className={css.keys} aria-hidden="true">
                <span className={css.keyOpened} /> {t`ouverte`} <span className={css.keyIgnored} /> {t`ignorée`}
              </span>
            </th>
            <th scope="col" className={css.number}>{t`Temps médian ouverte`}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <TargetRow key={target.target_id} target={target} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

export function Targets({ module_id, grain_id }: { module_id: string; grain_id: string }) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const inSight = useOnScreen(box);
  const { data, error, refetch } = useTargets({ module_id, grain_id }, useMeasureQuery(), inSight);
  return (
    <Section
      title={t`Cibles`}
      detail={<Trans>Montrée : elle était à l’image pendant que le film jouait. Ignorée : jamais ouverte.</Trans>}
      actions={<Download module_id={module_id} table="targets" />}
    >
      <div ref={box}>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height={160} />
        ) : data.items.length === 0 ? (
          <p className={css.none}>
            <Trans>Aucune cible n’est posée sur ce film.</Trans>
          </p>
        ) : (
          <TargetTable targets={data.items} />
        )}
        {data?.items.some(({ hidden }) => hidden) && <HiddenKey />}
      </div>
    </Section>
  );
}
