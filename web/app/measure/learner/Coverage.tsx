// What one learner saw of one film: the deeper the colour, the more often that second was played. The same in words.
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormat } from '../../../i18n/format.ts';
import { formatClock } from '../../studio/document/times.ts';
import { axisMarks } from '../attention/scale.ts';
import { runsOf } from '../attention/series.ts';
import type { LearnerGrain } from '../../../api/shapes.ts';
import { useLength } from '../times.ts';
import css from './Learner.module.css';

const BAND = 24;
/** Beyond this many plays of a second the colour gets no deeper. */
const DEEPEST = 4;

export function Coverage({ grain }: { grain: LearnerGrain }) {
  const { t } = useLingui();
  const format = useFormat();
  const length = useLength();
  const { views, spans, duration_ms, watched_ms } = grain;
  const length_s = views.length;
  if (length_s === 0 || watched_ms === 0)
    return (
      <p className={css.none}>
        <Trans>Rien n’a été regardé.</Trans>
      </p>
    );
  const seen_ms = spans.reduce((sum, { start_ms, end_ms }) => sum + end_ms - start_ms, 0);
  const words = spans.map(({ start_ms, end_ms }) => `${formatClock(start_ms)} – ${formatClock(end_ms)}`);
  return (
    <figure className={css.coverage}>
      <div className={css.band}>
        <svg
          className={css.stretched}
          viewBox={`0 0 ${length_s} ${BAND}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={t`Passages regardés : ${format.list(words)}`}
        >
          {runsOf(views).map(
            ({ value, from, to }) =>
              value > 0 && (
                <rect
                  key={from}
                  className={value > 1 ? css.again : css.once}
                  x={from}
                  width={to - from}
                  height={BAND}
                  fillOpacity={value > 1 ? Math.min(value, DEEPEST) / DEEPEST : 1}
                />
              ),
          )}
        </svg>
      </div>
      <div className={css.axis} aria-hidden="true">
        {axisMarks(length_s, 10).map((mark) => (
          <span key={mark} style={{ left: `${(mark / length_s) * 100}%` }}>
            {formatClock(mark * 1000)}
          </span>
        ))}
      </div>
      <figcaption className={css.caption}>
        <span className={css.keyOnce} aria-hidden="true" /> {t`une fois`}
        <span className={css.keyAgain} aria-hidden="true" /> {t`plusieurs fois`}
        <span className={css.captionWords}>
          <Trans>
            {format.percent(duration_ms > 0 ? Math.min(1, seen_ms / duration_ms) : 0)} du film vu, {length(watched_ms)}{' '}
            de lecture. Passages : {words.join(', ')}.
          </Trans>
        </span>
      </figcaption>
    </figure>
  );
}
