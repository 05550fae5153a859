// The module to go on with: its picture, the grain, how far, how long still.
import { Trans, useLingui } from '@lingui/react/macro';
import type { LearningItem } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import button from '../../ui/Button.module.css';
import { ProgressBar } from '../../ui/Feedback.tsx';
import { Icon } from '../../ui/icons.tsx';
import { Poster } from '../../ui/Poster.tsx';
import { classes } from '../../ui/classes.ts';
import { DueLine } from './DueLine.tsx';
import css from './Learning.module.css';
import { leftMsOf, playAddress } from './learn.ts';

export function ResumeCard({ item }: { item: LearningItem }) {
  const { t } = useLingui();
  const format = useFormat();
  const { title, poster_url, progress, resume } = item;
  const done = format.percent(progress);
  const left = format.duration(leftMsOf(item));
  return (
    <section className={css.resume} aria-label={t`Reprendre`}>
      <div className={css.resumePicture}>
        <Poster url={poster_url} icon="film" />
      </div>
      <div className={css.resumeWords}>
        <p className={css.above}>
          <Trans>Là où vous en étiez</Trans>
        </p>
        <h2 className={css.resumeTitle}>{title}</h2>
        {resume && <p className={css.grain}>{resume.title}</p>}
        <div className={css.progress}>
          <ProgressBar label={t`Avancement de ${title}`} value={progress} />
          <p className={css.figures}>
            <Trans>
              {done} vus, encore {left}
            </Trans>
          </p>
        </div>
        <DueLine item={item} />
        <a className={classes(button.button, button.primary, css.play)} href={playAddress(item)}>
          <Icon name="play" size={18} />
          <span>
            <Trans>Reprendre</Trans>
          </span>
        </a>
      </div>
    </section>
  );
}
