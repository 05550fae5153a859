// One question: what is asked, the choices and the right ones, what is said afterwards.
import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Question, Quiz } from '../../../../player/core/document.ts';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { Switch } from '../../../ui/Toggle.tsx';
import { CHOICES_MAX, POINTS_MAX, TEXT_MAX } from '../document/limits.ts';
import {
  addChoice,
  allowSeveral,
  changeQuestion,
  newChoice,
  removeQuestion,
  reviewFrom,
} from '../document/questions.ts';
import { useActs } from '../state/acts.ts';
import { useStudio } from '../state/studio.ts';
import { ChoiceEditor } from './ChoiceEditor.tsx';
import css from './Inspector.module.css';
import { TimeField } from './TimeField.tsx';

type Props = { quiz: Quiz; question: Question; number?: number };

function Points({ quiz, question }: Props) {
  const { t } = useLingui();
  const { apply } = useActs();
  const [typed, setTyped] = useState<string | null>(null);
  const take = (text: string) => {
    setTyped(text);
    if (!/^\d{1,3}$/.test(text) || Number(text) > POINTS_MAX) return;
    apply(changeQuestion(quiz.id, question.id, { points: Number(text) }), `points ${question.id}`);
  };
  const wrong = typed !== null && typed !== String(question.points);
  return (
    <TextField
      label={t`Points`}
      value={typed ?? String(question.points)}
      onChange={take}
      onBlur={() => setTyped(null)}
      inputMode="numeric"
      error={wrong ? t`De 0 à ${POINTS_MAX}` : undefined}
    />
  );
}

function Review({ quiz, question }: Props) {
  const { t } = useLingui();
  const { playhead } = useStudio();
  const { apply } = useActs();
  const { review_from_ms } = question;
  const set = (ms: number | null) => apply(reviewFrom(quiz.id, question.id, ms));
  if (review_from_ms === undefined)
    return (
      <Button small icon="undo" onPress={() => set(playhead.now())}>
        <Trans>Proposer de revoir à partir d’ici</Trans>
      </Button>
    );
  return (
    <div className={css.review}>
      <TimeField
        label={t`« Revoir le passage » part de`}
        value={review_from_ms}
        onChange={(ms) => set(Math.max(0, ms))}
      />
      <IconButton small icon="trash" label={t`Retirer « Revoir le passage »`} onPress={() => set(null)} />
    </div>
  );
}

export function QuestionEditor({ quiz, question, number }: Props) {
  const { t } = useLingui();
  const { apply } = useActs();
  const { id } = question;
  return (
    <section className={css.question} aria-label={number ? t`Question ${number}` : t`Question`}>
      {number && (
        <div className={css.heading}>
          <h3>
            <Trans>Question {number}</Trans>
          </h3>
          <IconButton
            small
            icon="trash"
            label={t`Supprimer la question ${number}`}
            onPress={() => apply(removeQuestion(quiz.id, id))}
          />
        </div>
      )}
      <TextField
        label={t`Question posée`}
        lines={2}
        value={question.prompt}
        maxLength={TEXT_MAX.prompt}
        onChange={(prompt) => apply(changeQuestion(quiz.id, id, { prompt }), `prompt ${id}`)}
      />
      <div>
        <p className={css.heading}>
          {question.multiple ? (
            <Trans>Réponses, cochez toutes les bonnes</Trans>
          ) : (
            <Trans>Réponses, cochez la bonne</Trans>
          )}
        </p>
        <ul className={css.choices}>
          {question.choices.map((choice, place) => (
            <ChoiceEditor key={choice.id} quiz={quiz} question={question} choice={choice} place={place} />
          ))}
        </ul>
      </div>
      <Button
        small
        icon="plus"
        isDisabled={question.choices.length >= CHOICES_MAX}
        onPress={() => apply(addChoice(quiz.id, id, newChoice('')))}
      >
        <Trans>Ajouter une réponse</Trans>
      </Button>
      <Switch isSelected={question.multiple} onChange={(on) => apply(allowSeveral(quiz.id, id, on))}>
        <Trans>Plusieurs bonnes réponses</Trans>
      </Switch>
      <TextField
        label={t`Explication, après la réponse`}
        optional
        lines={2}
        value={question.explanation}
        maxLength={TEXT_MAX.explanation}
        onChange={(explanation) => apply(changeQuestion(quiz.id, id, { explanation }), `explanation ${id}`)}
      />
      <Points quiz={quiz} question={question} />
      <Review quiz={quiz} question={question} />
    </section>
  );
}
