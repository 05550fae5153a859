// Four figures that say how a module is going.
import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Measured } from './Measured.tsx';
import css from './Measure.module.css';
import type { MeasureOverview } from '../../api/shapes.ts';
import { lengthParts, useLength } from './times.ts';

type TileProps = { label: string; value: ReactNode; detail: ReactNode };

const Tile = ({ label, value, detail }: TileProps) => (
  <div className={css.tile}>
    <dt className={css.tileLabel}>{label}</dt>
    <dd className={css.tileValue}>{value}</dd>
    <dd className={css.tileDetail}>{detail}</dd>
  </div>
);

/** Large figures, small units; spaces stay for whoever listens or copies. */
function BigLength({ ms }: { ms: number }) {
  const length = useLength();
  return lengthParts(length(ms)).map(({ text, unit }, place) => (
    <span key={place} className={unit ? css.unit : undefined}>
      {place > 0 && ' '}
      {text}
    </span>
  ));
}

export function Tiles({ overview }: { overview: MeasureOverview }) {
  const { t } = useLingui();
  const format = useFormat();
  const percent = (value: number) => format.percent(value / 100);
  const { enrolled, started, finished, median_time_ms, success_percent, average_score_percent } = overview;
  // Nobody has finished: there is nothing to compute, and nothing to hide.
  const hidden = overview.hidden && finished !== 0;
  return (
    <dl className={css.tiles} aria-label={t`En quatre chiffres`}>
      <Tile
        label={t`Inscrits`}
        value={<Measured value={enrolled} hidden={overview.hidden} />}
        detail={
          <Trans>
            <Measured value={started} hidden={overview.hidden} /> ont commencé
          </Trans>
        }
      />
      <Tile
        label={t`Terminé`}
        value={<Measured value={finished} hidden={overview.hidden} />}
        detail={
          enrolled && finished !== null ? (
            <Trans>{format.percent(finished / enrolled)} des inscrits</Trans>
          ) : (
            <Trans>des inscrits</Trans>
          )
        }
      />
      <Tile
        label={t`Temps médian`}
        value={<Measured value={median_time_ms} hidden={hidden} say={(ms) => <BigLength ms={ms} />} />}
        detail={<Trans>de film regardé pour terminer</Trans>}
      />
      <Tile
        label={t`Réussite`}
        value={<Measured value={success_percent} hidden={hidden} say={percent} />}
        detail={
          <Trans>
            score moyen <Measured value={average_score_percent} hidden={hidden} say={percent} />
          </Trans>
        }
      />
    </dl>
  );
}
