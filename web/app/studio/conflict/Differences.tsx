// What the two versions say differently, one row each, with the side to keep.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { Change, Difference, Side } from '../document/difference.ts';
import css from './Conflict.module.css';

const partNames: Record<Difference['part'], MessageDescriptor> = {
  chapters: msg`Chapitre`,
  targets: msg`Cible`,
  quizzes: msg`Question`,
  contents: msg`Contenu`,
  title: msg`Titre du grain`,
  language: msg`Langue`,
  media_id: msg`Film`,
  pass_percent: msg`Note pour réussir`,
  auto_pause: msg`Pause à chaque cible`,
};
const changeNames: Record<Change, MessageDescriptor> = {
  added: msg`ajouté`,
  changed: msg`modifié`,
  removed: msg`supprimé`,
  same: msg`inchangé`,
};

type Props = {
  differences: readonly Difference[];
  sides: ReadonlyMap<string, Side>;
  onChoose: (key: string, side: Side) => void;
};

export function Differences({ differences, sides, onChoose }: Props) {
  const { t, i18n } = useLingui();
  return (
    <ul className={css.list} aria-label={t`Différences`}>
      {differences.map(({ key, part, name, mine, theirs }) => (
        <li key={key}>
          <div className={css.what}>
            <span className={css.part}>{i18n._(partNames[part])}</span> {name}
          </div>
          <RadioGroup
            className={css.sides ?? ''}
            aria-label={`${i18n._(partNames[part])} ${name}`}
            value={sides.get(key) ?? 'mine'}
            onChange={(side) => onChoose(key, side as Side)}
          >
            <Radio value="mine" className={css.side ?? ''}>
              <span className={css.who}>{t`La mienne`}</span>
              {i18n._(changeNames[mine])}
            </Radio>
            <Radio value="theirs" className={css.side ?? ''}>
              <span className={css.who}>{t`L’autre`}</span>
              {i18n._(changeNames[theirs])}
            </Radio>
          </RadioGroup>
        </li>
      ))}
    </ul>
  );
}
