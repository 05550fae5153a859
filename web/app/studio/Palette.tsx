// What can be put on the film, at the head.
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from 'react-aria-components/Button';
import { KindMark, type Kind, Kbd } from '../../ui/Badge.tsx';
import { useCreation } from './state/useCreation.ts';
import { useStudio } from './state/studio.ts';
import { ModuleGrains } from './ModuleGrains.tsx';
import css from './Palette.module.css';

type Tool = { kind: Kind; label: string; name: string; digit: string; act: () => void };

function useTools(): Tool[] {
  const { t } = useLingui();
  const create = useCreation();
  return [
    {
      kind: 'target',
      digit: '1',
      name: t`Image`,
      label: t`Cible qui ouvre une image`,
      act: () => create.target('image'),
    },
    {
      kind: 'target',
      digit: '2',
      name: t`Pages`,
      label: t`Cible qui ouvre les pages d’un PDF`,
      act: () => create.target('slides'),
    },
    {
      kind: 'target',
      digit: '3',
      name: t`Texte`,
      label: t`Cible qui ouvre un texte`,
      act: () => create.target('text'),
    },
    { kind: 'quiz', digit: '4', name: t`Question`, label: t`Question à choix`, act: create.quiz },
    { kind: 'chapter', digit: '5', name: t`Chapitre`, label: t`Chapitre`, act: create.chapter },
  ];
}

export function Palette() {
  const { t } = useLingui();
  const { film } = useStudio();
  const tools = useTools();
  return (
    <aside className={css.palette} aria-label={t`Ajouter au film`}>
      <h2 className={css.title}>
        <Trans>Ajouter à la tête de lecture</Trans>
      </h2>
      <ul className={css.tools}>
        {tools.map(({ kind, label, name, digit, act }) => (
          <li key={digit}>
            <Button className={css.tool ?? ''} isDisabled={film.film_ms === 0} aria-label={label} onPress={act}>
              <KindMark kind={kind} />
              <span className={css.name}>{name}</span>
              <span className={css.digit} aria-hidden="true">
                <Kbd>{digit}</Kbd>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <p className={css.hint}>
        <Trans>Ou tracez un rectangle sur le film.</Trans>
      </p>
      <ModuleGrains />
    </aside>
  );
}
