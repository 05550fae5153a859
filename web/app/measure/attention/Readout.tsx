// What the cursor stands on: the picture of that second, its time, and its values. Every part keeps its place and width,
// so that nothing moves while the cursor does or while figures arrive.
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormat } from '../../../i18n/format.ts';
import { KindMark } from '../../../ui/Badge.tsx';
import { Button } from '../../../ui/Button.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { Measured } from '../Measured.tsx';
import type { MeasureMarker } from '../../../api/shapes.ts';
import css from './Attention.module.css';
import type { Series } from './Curves.tsx';
import { Frame } from './Frame.tsx';
import type { Frames } from './frames.ts';
import { useMarkerNames } from './Markers.tsx';
import { shareOf } from './series.ts';

type Props = {
  second: number;
  series: Series;
  compared: { name: string; series: Series } | undefined;
  markers: readonly MeasureMarker[];
  frames: Frames | null;
  poster: string | undefined;
  onPlay: (() => void) | undefined;
};

function Share({ series, second }: { series: Series; second: number }) {
  const format = useFormat();
  const share = shareOf(series.presence[second] ?? null, series.viewers);
  return share === null ? null : <>{format.percent(share)}</>;
}

export function Readout({ second, series, compared, markers, frames, poster, onPlay }: Props) {
  const { t } = useLingui();
  const names = useMarkerNames();
  const presence = series.presence[second] ?? null;
  const { viewers } = series;
  return (
    <div className={css.readout}>
      <Frame className={css.looked} frames={frames} second={second} poster={poster} urgent />
      <dl className={css.values}>
        <div>
          <dt>{t`Seconde`}</dt>
          <dd className={css.big}>{formatClock(second * 1000)}</dd>
        </div>
        <div>
          <dt>
            <span className={css.keyPresence} aria-hidden="true" />
            {t`Présence`}
          </dt>
          <dd className={css.big}>
            <Measured hidden value={presence} />
            {presence !== null && viewers !== null && (
              <span className={css.of}>
                <Trans>
                  sur {viewers} · <Share series={series} second={second} />
                </Trans>
              </span>
            )}
          </dd>
          {compared && (
            <dd className={css.otherValue}>
              <span className={css.keyOther} aria-hidden="true" />
              {compared.name} : <Share series={compared.series} second={second} />
            </dd>
          )}
        </div>
        <div>
          <dt>
            <span className={css.keyAgain} aria-hidden="true" />
            {t`Revisionnages`}
          </dt>
          <dd className={css.big}>
            <Measured hidden value={series.rewatch[second] ?? null} />
          </dd>
        </div>
        <div className={css.here}>
          <dt>{t`Sur le film`}</dt>
          <dd>
            {markers.length === 0
              ? '–'
              : markers.map(({ element_id, version_number, kind, label }) => (
                  <span
                    key={`${element_id} ${version_number}`}
                    className={css.hereItem}
                    title={`${names[kind]} : ${label}`}
                  >
                    <KindMark kind={kind} size={11} />
                    <span>{label}</span>
                  </span>
                ))}
          </dd>
        </div>
      </dl>
      {onPlay && (
        <div className={css.play}>
          <Button icon="play" onPress={onPlay}>
            <Trans>Lire cette seconde</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}
