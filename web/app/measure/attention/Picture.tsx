// The picture of attention: film strip, band, curves and markers above one another on one time axis, and a cursor that
// stands on one second. Hover or arrows move it, Enter or a click plays that second.
import { useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import { useNarrow } from '../../../ui/media.ts';
import { formatClock } from '../../studio/document/times.ts';
import type { MeasureMarker } from '../../../api/shapes.ts';
import css from './Attention.module.css';
import { Band, Curve, type Series } from './Curves.tsx';
import { FilmStrip } from './FilmStrip.tsx';
import type { Frames } from './frames.ts';
import { Markers } from './Markers.tsx';
import { axisMarks, secondAt, stepOf } from './scale.ts';
import { shareOf } from './series.ts';

type Props = {
  series: Series;
  compared: Series | undefined;
  markers: readonly MeasureMarker[];
  frames: Frames | null;
  poster: string | undefined;
  second: number;
  onMove: (second: number) => void;
  onPlay: (() => void) | undefined;
  label: string;
  /** Identity of the sentences that say the same in words. */
  describedBy: string;
};

const STRIP = { wide: 10, narrow: 4 };
const MARKS = { wide: 10, narrow: 4 };

function useValueText(): (series: Series, markers: readonly MeasureMarker[], second: number) => string {
  const { t } = useLingui();
  const format = useFormat();
  return ({ presence, rewatch, viewers }, markers, second) => {
    const at = formatClock(second * 1000);
    const here = presence[second] ?? null;
    const again = rewatch[second] ?? null;
    const on = markers.map(({ label }) => label).join(', ');
    if (here === null || viewers === null)
      return [at, t`masqué, moins de cinq personnes`, on].filter(Boolean).join(', ');
    const share = format.percent(shareOf(here, viewers) ?? 0);
    const words = [at, t`${here} présents sur ${viewers}, ${share}`];
    if (again !== null) words.push(t`revisionnages : ${again}`);
    return [...words, on].filter(Boolean).join(', ');
  };
}

export function Picture(props: Props & { here: readonly MeasureMarker[] }) {
  const { series, compared, markers, frames, poster, second, onMove, onPlay, label, describedBy, here } = props;
  const valueText = useValueText();
  const narrow = useNarrow();
  const plot = useRef<HTMLDivElement>(null);
  const length_s = series.presence.length;
  const room = narrow ? 'narrow' : 'wide';
  const move = (event: PointerEvent<HTMLElement>) => {
    const box = plot.current?.getBoundingClientRect();
    if (box && box.width > 0) onMove(secondAt((event.clientX - box.left) / box.width, length_s));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' && onPlay) {
      event.preventDefault();
      return onPlay();
    }
    const next = stepOf(event.key, second, length_s);
    if (next === null) return;
    event.preventDefault();
    onMove(next);
  };
  return (
    <div
      ref={plot}
      className={css.plot}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-describedby={describedBy}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={length_s - 1}
      aria-valuenow={second}
      aria-valuetext={valueText(series, here, second)}
      data-plays={!!onPlay || undefined}
      onKeyDown={onKeyDown}
      onPointerMove={move}
      onPointerDown={move}
      onPointerUp={(event) => {
        // A finger has no hover: its touch moves the cursor, the button plays.
        if (event.pointerType === 'mouse' && event.button === 0) onPlay?.();
      }}
    >
      <FilmStrip frames={frames} length_s={length_s} count={STRIP[room]} poster={poster} />
      <Band {...series} />
      <Curve series={series} compared={compared} />
      <div className={css.lanes}>
        <Markers markers={markers} length_s={length_s} />
      </div>
      <div className={css.axis} aria-hidden="true">
        {axisMarks(length_s, MARKS[room]).map((mark) => (
          <span key={mark} className={css.mark} style={{ left: `${(mark / length_s) * 100}%` }}>
            {formatClock(mark * 1000)}
          </span>
        ))}
      </div>
      <span
        className={css.cursor}
        style={{ left: `${(second / length_s) * 100}%`, width: `${100 / length_s}%` }}
        aria-hidden="true"
      />
    </div>
  );
}
