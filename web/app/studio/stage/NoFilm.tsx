// In place of the film: none yet, on its way, or failed. Each says what to do.
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/Button.tsx';
import { ProgressBar } from '../../../ui/Feedback.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { MediaState } from '../../library/MediaState.tsx';
import { useDocument, useStudio } from '../state/studio.ts';
import css from './Stage.module.css';

export function NoFilm() {
  const { t } = useLingui();
  const { film, view } = useStudio();
  const { media_id } = useDocument();
  const choose = () => view.setState({ opened: { kind: 'film' } });
  if (film.error) return <ErrorState error={film.error} />;
  if (!media_id)
    return (
      <div className={css.none}>
        <Icon name="film" size={40} />
        <p className={css.noneTitle}>
          <Trans>Ce grain n’a pas encore de film</Trans>
        </p>
        <Button kind="primary" icon="film" onPress={choose}>
          <Trans>Choisir ou déposer un film</Trans>
        </Button>
      </div>
    );
  if (!film.media) return <div className={css.none} role="status" aria-label={t`Chargement`} />;
  return (
    <div className={css.none}>
      <p className={css.noneTitle}>{film.media.title}</p>
      <MediaState media={film.media} />
      {film.media.state === 'failed' ? (
        <Button icon="film" onPress={choose}>
          <Trans>Choisir un autre film</Trans>
        </Button>
      ) : (
        <p>
          <Trans>Vous pourrez commencer dès que le début sera lisible.</Trans>
        </p>
      )}
      {film.media.state === 'ready' && <ProgressBar label={t`Chargement`} />}
    </div>
  );
}
