// Colours, sizes of type, drawings and icons.
import { useLingui } from '@lingui/react/macro';
import { Drawing, drawingNames } from '../../ui/drawings.tsx';
import { Icon, iconNames } from '../../ui/icons.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Wordmark } from '../../ui/Wordmark.tsx';
import css from './Kit.module.css';
import { Sample } from './Sample.tsx';

const COLOURS = [
  ...Array.from({ length: 11 }, (_, step) => `n${step}`),
  'brand',
  'brand-strong',
  'brand-soft',
  'accent',
  'success',
  'warning',
  'danger',
  'info',
];

export function ColourSamples() {
  const { t } = useLingui();
  return (
    <Sample name={t`Couleurs`}>
      <div className={css.swatches}>
        {COLOURS.map((name) => (
          <div key={name}>
            <span className={css.swatch} style={{ background: `var(--${name})` }} />
            {name}
          </div>
        ))}
      </div>
    </Sample>
  );
}

export function TypeSamples() {
  const { t } = useLingui();
  return (
    <Sample name={t`Caractères`}>
      <Stack space={3}>
        <Wordmark large />
        <p className={css.t6}>1 284</p>
        <p className={css.t5}>{t`Titre de page`}</p>
        <p className={css.t4}>{t`Titre d’un vide ou d’un dialogue`}</p>
        <p className={css.t3}>{t`Texte courant, celui que lit l’apprenant.`}</p>
        <p className={css.t2}>{t`Texte dense, celui de qui travaille.`}</p>
        <p className={css.t1}>{t`Légende et en-tête de tableau`}</p>
      </Stack>
    </Sample>
  );
}

export function DrawingSamples() {
  const { t } = useLingui();
  return (
    <Sample name={t`Dessins et icônes`}>
      <div className={css.drawings}>
        {drawingNames.map((name) => (
          <Drawing key={name} name={name} />
        ))}
      </div>
      <div className={css.icons}>
        {iconNames.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </div>
    </Sample>
  );
}
