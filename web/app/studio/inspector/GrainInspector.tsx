// The grain as a whole: its film, its language, what success is.
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../ui/Button.tsx';
import { Poster } from '../../../ui/Poster.tsx';
import { Select } from '../../../ui/Select.tsx';
import { Switch } from '../../../ui/Toggle.tsx';
import { MediaState } from '../../library/MediaState.tsx';
import { changeGrain } from '../document/settings.ts';
import { useActs } from '../state/acts.ts';
import { useDocument, useStudio } from '../state/studio.ts';
import css from './Inspector.module.css';
import { PercentField } from './PercentField.tsx';

function FilmPart() {
  const { film, view } = useStudio();
  const choose = () => view.setState({ opened: { kind: 'film' } });
  return (
    <section className={css.section}>
      <h3 className={css.heading}>
        <Trans>Film</Trans>
      </h3>
      {film.media && (
        <>
          <div className={css.content}>
            <Poster small url={film.media.poster_url} icon="film" />
            <span className={css.contentTitle}>{film.media.title}</span>
          </div>
          {film.media.state !== 'ready' && <MediaState media={film.media} />}
        </>
      )}
      <Button small icon="film" onPress={choose}>
        {film.media ? <Trans>Changer de film</Trans> : <Trans>Choisir un film</Trans>}
      </Button>
    </section>
  );
}

export function GrainInspector() {
  const { t } = useLingui();
  const document = useDocument();
  const { apply } = useActs();
  const points = document.quizzes.flatMap(({ questions }) => questions).reduce((sum, { points: of }) => sum + of, 0);
  return (
    <>
      <FilmPart />
      <section className={css.section}>
        <Select
          label={t`Langue du grain`}
          value={document.language.startsWith('en') ? 'en' : 'fr'}
          onChange={(language) => apply(changeGrain({ language }))}
          choices={[
            { id: 'fr', label: 'Français' },
            { id: 'en', label: 'English' },
          ]}
        />
        <PercentField
          label={t`Note pour réussir, en %`}
          value={document.pass_percent}
          onChange={(percent) =>
            apply(changeGrain({ pass_percent: Math.round(Math.min(100, Math.max(0, percent))) }), 'pass')
          }
        />
        <p className={css.note}>
          {points === 0 ? (
            <Trans>Aucune question ne donne de points : la note ne sert pas encore.</Trans>
          ) : document.pass_percent === 0 ? (
            <Trans>0 : pas de note à atteindre. Les questions valent {points} points en tout.</Trans>
          ) : (
            <Trans>Les questions valent {points} points en tout.</Trans>
          )}
        </p>
        <Switch
          isSelected={document.auto_pause}
          onChange={(auto_pause) => apply(changeGrain({ auto_pause }))}
          detail={<Trans>Pour laisser le temps de lire et de viser à qui en a besoin.</Trans>}
        >
          <Trans>Mettre en pause à chaque cible</Trans>
        </Switch>
      </section>
      <section className={css.section}>
        <p className={css.note}>
          <Trans>Choisissez un élément sur le film ou dans la chronologie pour voir ses réglages.</Trans>
        </p>
      </section>
    </>
  );
}
