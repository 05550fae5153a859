// Below the film: play, frame by frame, where it is (typed too), sound, the safe-area grid.
import { useLingui } from '@lingui/react/macro';
import { useSyncExternalStore } from 'react';
import { IconButton } from '../../../ui/IconButton.tsx';
import { formatTime } from '../document/times.ts';
import { TimeField } from '../inspector/TimeField.tsx';
import { useActs } from '../state/acts.ts';
import { useHead, usePlaying, useStudio, useView } from '../state/studio.ts';
import css from './Transport.module.css';

function Head() {
  const { t } = useLingui();
  const { film } = useStudio();
  const { seek } = useActs();
  const at_ms = useHead();
  return (
    <div className={css.time}>
      <TimeField bare label={t`Tête de lecture`} value={at_ms} onChange={seek} isDisabled={film.film_ms === 0} />
      <span className={css.length}>/ {formatTime(film.film_ms)}</span>
    </div>
  );
}

function Sound() {
  const { t } = useLingui();
  const { playhead } = useStudio();
  const muted = useSyncExternalStore(playhead.subscribe, playhead.muted);
  return (
    <IconButton
      small
      icon={muted ? 'mute' : 'volume'}
      label={muted ? t`Rétablir le son` : t`Couper le son`}
      onPress={() => playhead.mute(!muted)}
    />
  );
}

export function Transport() {
  const { t } = useLingui();
  const { film, playhead, view } = useStudio();
  const { frame, step } = useActs();
  const playing = usePlaying();
  const thirds = useView((state) => state.thirds);
  const none = film.film_ms === 0;
  return (
    <div className={css.bar} role="group" aria-label={t`Lecture`}>
      <Head />
      <div className={css.buttons}>
        <IconButton
          small
          icon="previous"
          label={t`Reculer d’une seconde`}
          isDisabled={none}
          onPress={() => step(-1000)}
        />
        <IconButton small icon="left" label={t`Image précédente`} isDisabled={none} onPress={() => frame(-1)} />
        <IconButton
          icon={playing ? 'pause' : 'play'}
          label={playing ? t`Mettre en pause` : t`Lire`}
          isDisabled={none}
          onPress={() => playhead.toggle()}
        />
        <IconButton small icon="right" label={t`Image suivante`} isDisabled={none} onPress={() => frame(1)} />
        <IconButton small icon="next" label={t`Avancer d’une seconde`} isDisabled={none} onPress={() => step(1000)} />
      </div>
      <div className={css.end}>
        <Sound />
        <IconButton
          small
          icon="thirds"
          label={t`Grille et zone sûre`}
          aria-pressed={thirds}
          onPress={() => view.setState({ thirds: !thirds })}
        />
      </div>
    </div>
  );
}
