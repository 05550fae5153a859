// The picture as a table, one row for each second. An hour of film has 3,600: only those in sight are drawn, all of them on
// paper.
import { useLingui } from '@lingui/react/macro';
import { memo, type UIEvent, useMemo, useState } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import { usePrinting } from '../../../ui/printing.ts';
import { formatClock } from '../../studio/document/times.ts';
import { Measured } from '../Measured.tsx';
import type { MeasureMarker } from '../../../api/shapes.ts';
import css from './Attention.module.css';
import type { Series } from './Curves.tsx';
import { markersAt } from './Markers.tsx';
import { shareOf } from './series.ts';

const ROW_PX = 30;
const SHOWN = 14;
const AROUND = 10;

type RowProps = { second: number; series: Series; compared: Series | undefined; labels: string };

function SecondRow({ second, series, compared, labels }: RowProps) {
  const format = useFormat();
  const percent = (share: number | null) => <Measured hidden value={share} say={format.percent} />;
  const presence = series.presence[second] ?? null;
  return (
    <tr aria-rowindex={second + 2}>
      <th scope="row">{formatClock(second * 1000)}</th>
      <td className={css.number}>
        <Measured hidden value={presence} />
      </td>
      <td className={css.number}>{percent(shareOf(presence, series.viewers))}</td>
      <td className={css.number}>
        <Measured hidden value={series.rewatch[second] ?? null} />
      </td>
      {compared && (
        <td className={css.number}>{percent(shareOf(compared.presence[second] ?? null, compared.viewers))}</td>
      )}
      <td className={css.labels}>{labels}</td>
    </tr>
  );
}

const Gap = ({ rows }: { rows: number }) =>
  rows > 0 ? (
    <tr aria-hidden="true">
      <td colSpan={6} className={css.gap} style={{ height: rows * ROW_PX }} />
    </tr>
  ) : null;

type Props = {
  label: string;
  series: Series;
  compared: { name: string; series: Series } | undefined;
  markers: readonly MeasureMarker[];
};

export const SecondTable = memo(function SecondTable({ label, series, compared, markers }: Props) {
  const { t } = useLingui();
  const [top, setTop] = useState(0);
  const printing = usePrinting();
  const length_s = series.presence.length;
  const from = printing ? 0 : Math.max(0, Math.min(top, length_s - SHOWN) - AROUND);
  const to = printing ? length_s : Math.min(length_s, top + SHOWN + AROUND);
  const labels = useMemo(
    () =>
      Array.from({ length: length_s }, (_, second) =>
        markersAt(markers, second)
          .map((marker) => marker.label)
          .join(', '),
      ),
    [markers, length_s],
  );
  const onScroll = ({ currentTarget }: UIEvent<HTMLElement>) => setTop(Math.floor(currentTarget.scrollTop / ROW_PX));
  return (
    // A box that scrolls is reached by the keyboard too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.tableBox} onScroll={onScroll} role="region" aria-label={label} tabIndex={0}>
      <table className={css.table} aria-rowcount={length_s + 1} aria-label={label}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t`Seconde`}</th>
            <th scope="col" className={css.number}>{t`Présence`}</th>
            <th scope="col" className={css.number}>{t`Part`}</th>
            <th scope="col" className={css.number}>{t`Revisionnages`}</th>
            {compared && (
              <th scope="col" className={css.number}>
                {compared.name}
              </th>
            )}
            <th scope="col">{t`Sur le film`}</th>
          </tr>
        </thead>
        <tbody>
          <Gap rows={from} />
          {Array.from({ length: to - from }, (_, place) => (
            <SecondRow
              key={from + place}
              second={from + place}
              series={series}
              compared={compared?.series}
              labels={labels[from + place] ?? ''}
            />
          ))}
          <Gap rows={length_s - to} />
        </tbody>
      </table>
    </div>
  );
});
