// A module to do: a picture one presses, its length, how far it is.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { LearningItem } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { ProgressBar } from '../../ui/Feedback.tsx';
import { Poster, PosterNote } from '../../ui/Poster.tsx';
import css from './Learning.module.css';
import { leftMsOf, playAddress } from './learn.ts';

export function ToDo({ item }: { item: LearningItem }) {
  const { t } = useLingui();
  const format = useFormat();
  const { title, poster_url, grain_count, duration_ms, progress, state } = item;
  const left = format.duration(leftMsOf(item));
  return (
    <li className={css.card}>
      <a className={css.link} href={playAddress(item)}>
        <Poster url={poster_url} icon="film">
          {duration_ms > 0 && <PosterNote>{format.duration(duration_ms)}</PosterNote>}
        </Poster>
        <span className={css.cardTitle}>{title}</span>
      </a>
      {state === 'in_progress' ? (
        <div className={css.progress}>
          <ProgressBar label={t`Avancement de ${title}`} value={progress} />
          <p className={css.figures}>
            <Trans>
              {format.percent(progress)} vus, encore {left}
            </Trans>
          </p>
        </div>
      ) : (
        <p className={css.figures}>
          <Plural value={grain_count} one="# film" other="# films" /> · <Trans>pas commencé</Trans>
        </p>
      )}
    </li>
  );
}
