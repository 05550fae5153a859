// The grains of the submission, to go from one film to the next, with how much of each was watched here.
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormat } from '../../../i18n/format.ts';
import { Icon } from '../../../ui/icons.tsx';
import { formatClock } from '../../studio/document/times.ts';
import { ENOUGH, shareSeen, useKept } from '../checklist/kept.ts';
import { useReview } from '../state.ts';
import css from './GrainTabs.module.css';

export function GrainTabs() {
  const { t } = useLingui();
  const format = useFormat();
  const { submission, grain_id, notes, goTo } = useReview();
  const kept = useKept(notes);
  if (submission.grains.length < 2) return null;
  return (
    <ol className={css.grains} aria-label={t`Grains du module`}>
      {submission.grains.map((grain, place) => {
        const share = shareSeen(kept, grain.grain_id, grain.duration_ms);
        return (
          <li key={grain.grain_id}>
            <button
              type="button"
              className={css.grain}
              {...(grain.grain_id === grain_id ? { 'aria-current': 'true' as const } : {})}
              onClick={() => goTo(grain.grain_id, 0)}
            >
              <span className={css.number}>{place + 1}</span>
              <span className={css.title}>{grain.title}</span>
              <span className={css.note}>
                {share >= ENOUGH ? (
                  <>
                    <Icon name="check" size={14} /> <Trans>vu</Trans>
                  </>
                ) : share > 0 ? (
                  <Trans>{format.percent(share)} vus</Trans>
                ) : (
                  formatClock(grain.duration_ms)
                )}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
