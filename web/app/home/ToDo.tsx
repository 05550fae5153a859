// A module to do: a picture one presses, its length, how far it is, until when. One that cannot be begun now is announced.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { LearningItem } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { ProgressBar } from '../../ui/Feedback.tsx';
import { Poster, PosterNote } from '../../ui/Poster.tsx';
import { DueLine, WhyNot } from './DueLine.tsx';
import css from './Learning.module.css';
import { leftMsOf, playAddress } from './learn.ts';

function Face({ item: { poster_url, duration_ms, title } }: { item: LearningItem }) {
  const format = useFormat();
  return (
    <>
      <Poster url={poster_url} icon="film">
        {duration_ms > 0 && <PosterNote>{format.duration(duration_ms)}</PosterNote>}
      </Poster>
      <span className={css.cardTitle}>{title}</span>
    </>
  );
}

function HowFar({ item }: { item: LearningItem }) {
  const { t } = useLingui();
  const format = useFormat();
  const { title, grain_count, progress, state, attempt } = item;
  const left = format.duration(leftMsOf(item));
  if (state !== 'in_progress')
    return (
      <p className={css.figures}>
        <Plural value={grain_count} one="# film" other="# films" /> ·{' '}
        {attempt > 1 ? <Trans>tentative {attempt}, pas commencée</Trans> : <Trans>pas commencé</Trans>}
      </p>
    );
  return (
    <div className={css.progress}>
      <ProgressBar label={t`Avancement de ${title}`} value={progress} />
      <p className={css.figures}>
        <Trans>
          {format.percent(progress)} vus, encore {left}
        </Trans>
      </p>
    </div>
  );
}

export function ToDo({ item }: { item: LearningItem }) {
  const isOpen = item.availability === 'open';
  return (
    <li className={css.card}>
      {isOpen ? (
        <a className={css.link} href={playAddress(item)}>
          <Face item={item} />
        </a>
      ) : (
        <div className={css.shut}>
          <Face item={item} />
        </div>
      )}
      {isOpen ? (
        <HowFar item={item} />
      ) : (
        <p className={css.due}>
          <WhyNot item={item} />
        </p>
      )}
      <DueLine item={item} />
    </li>
  );
}
