// One choice: its text, whether it is right, what is said to whoever chose it, its place among the others.
import { useLingui } from '@lingui/react/macro';
import type { KeyboardEvent } from 'react';
import { useState } from 'react';
import type { Choice, Question, Quiz } from '../../../../player/core/document.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../../ui/Menu.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { Checkbox } from '../../../ui/Toggle.tsx';
import { CHOICES_MIN, TEXT_MAX } from '../document/limits.ts';
import { changeChoice, markRight, moveChoice, removeChoice } from '../document/questions.ts';
import { useActs } from '../state/acts.ts';
import css from './Inspector.module.css';

type Props = { quiz: Quiz; question: Question; choice: Choice; place: number };

export function ChoiceEditor({ quiz, question, choice, place }: Props) {
  const { t } = useLingui();
  const { apply } = useActs();
  const [commenting, setCommenting] = useState(choice.feedback !== '');
  const number = place + 1;
  const move = (by: -1 | 1) => apply(moveChoice(quiz.id, question.id, choice.id, by));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <li>
      <div className={css.choice}>
        <span className={css.right}>
          <Checkbox
            aria-label={t`Réponse ${number} juste`}
            isSelected={question.key.includes(choice.id)}
            onChange={(right) => apply(markRight(quiz.id, question.id, choice.id, right))}
          />
        </span>
        <TextField
          bare
          label={t`Réponse ${number}`}
          placeholder={t`Réponse ${number}`}
          value={choice.text}
          maxLength={TEXT_MAX.choice}
          onKeyDown={onKeyDown}
          onChange={(text) => apply(changeChoice(quiz.id, question.id, choice.id, { text }), `choice ${choice.id}`)}
        />
        <Menu
          end
          label={t`Réponse ${number}`}
          trigger={<IconButton small icon="more" label={t`Actions de la réponse ${number}`} />}
        >
          <MenuItem icon="edit" onAction={() => setCommenting(true)}>{t`Commenter cette réponse`}</MenuItem>
          <MenuItem icon="up" isDisabled={place === 0} onAction={() => move(-1)}>{t`Monter`}</MenuItem>
          <MenuItem
            icon="down"
            isDisabled={place === question.choices.length - 1}
            onAction={() => move(1)}
          >{t`Descendre`}</MenuItem>
          <MenuItem
            danger
            icon="trash"
            isDisabled={question.choices.length <= CHOICES_MIN}
            onAction={() => apply(removeChoice(quiz.id, question.id, choice.id))}
          >{t`Supprimer`}</MenuItem>
        </Menu>
      </div>
      {commenting && (
        <div className={css.feedback}>
          <TextField
            bare
            label={t`Commentaire de la réponse ${number}`}
            placeholder={t`Dit à qui choisit cette réponse`}
            value={choice.feedback}
            maxLength={TEXT_MAX.feedback}
            onChange={(feedback) =>
              apply(changeChoice(quiz.id, question.id, choice.id, { feedback }), `feedback ${choice.id}`)
            }
          />
        </div>
      )}
    </li>
  );
}
