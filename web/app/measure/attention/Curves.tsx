// The drawing itself: depth of teal for presence with coral for what was played again, then both as curves. Stretched to
// the width there is: one unit across is one second.
import { memo, useMemo } from 'react';
import css from './Attention.module.css';
import {
  depthsOf,
  hiddenSpans,
  runsOf,
  sharesOf,
  type Span,
  stepArea,
  stepLine,
  topOf,
  type Values,
} from './series.ts';

const BAND = 40;
const HEIGHT = 100;

export type Series = { presence: Values; rewatch: Values; viewers: number | null };

/** Hatched: spans of seconds that are hidden. In percent, because a pattern must not be stretched. */
export function HiddenSeconds({ spans, length_s }: { spans: readonly Span[]; length_s: number }) {
  return spans.map(({ from, to }) => (
    <span
      key={from}
      className={css.hatched}
      style={{ left: `${(from / length_s) * 100}%`, width: `${((to - from) / length_s) * 100}%` }}
    />
  ));
}

export const Band = memo(function Band({ presence, rewatch, viewers }: Series) {
  const runs = useMemo(() => runsOf(depthsOf(sharesOf(presence, viewers))), [presence, viewers]);
  const again = useMemo(() => stepArea(sharesOf(rewatch, viewers), BAND, 1), [rewatch, viewers]);
  const length_s = presence.length;
  return (
    <div className={css.band}>
      <svg className={css.stretched} viewBox={`0 0 ${length_s} ${BAND}`} preserveAspectRatio="none" aria-hidden="true">
        {runs.map(
          ({ value, from, to }) =>
            value !== null && (
              <rect
                key={from}
                className={css.presence}
                x={from}
                width={to - from}
                height={BAND}
                fillOpacity={0.06 + value * 0.94}
              />
            ),
        )}
        <path className={css.again} d={again} />
      </svg>
      <HiddenSeconds spans={hiddenSpans(presence)} length_s={length_s} />
    </div>
  );
});

export const Curve = memo(function Curve({ series, compared }: { series: Series; compared: Series | undefined }) {
  const { presence, rewatch, viewers } = series;
  const length_s = presence.length;
  const drawn = useMemo(() => {
    const own = { presence: sharesOf(presence, viewers), rewatch: sharesOf(rewatch, viewers) };
    const other = compared ? sharesOf(compared.presence, compared.viewers) : [];
    const top = topOf(own.presence, own.rewatch, other);
    return {
      top,
      area: stepArea(own.presence, HEIGHT, top),
      presence: stepLine(own.presence, HEIGHT, top),
      rewatch: stepLine(own.rewatch, HEIGHT, top),
      other: compared ? stepLine(other, HEIGHT, top) : '',
    };
  }, [presence, rewatch, viewers, compared]);
  const levels = [0.5, 1].map((share) => HEIGHT - (share / drawn.top) * HEIGHT);
  return (
    <div className={css.curve}>
      <svg
        className={css.stretched}
        viewBox={`0 0 ${length_s} ${HEIGHT}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {levels.map((y) => (
          <path key={y} className={css.level} d={`M0 ${y}H${length_s}`} />
        ))}
        <path className={css.area} d={drawn.area} />
        <path className={css.line} d={drawn.presence} />
        {drawn.other && <path className={css.otherLine} d={drawn.other} />}
        <path className={css.againLine} d={drawn.rewatch} />
      </svg>
      <HiddenSeconds spans={hiddenSpans(presence)} length_s={length_s} />
      {[1, 0.5].map((share) => (
        <span
          key={share}
          className={css.scale}
          style={{ top: `${100 - (share / drawn.top) * 100}%` }}
          aria-hidden="true"
        >
          {share * 100} %
        </span>
      ))}
    </div>
  );
});
