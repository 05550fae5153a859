// A quiz: the moment the film stops for it, and its questions.
import { Trans, useLingui } from '@lingui/react/macro';
import type { Quiz } from '../../../../player/core/document.ts';
import { Button } from '../../../ui/Button.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { Switch } from '../../../ui/Toggle.tsx';
import { QUESTIONS_MAX, TEXT_MAX } from '../document/limits.ts';
import { rename, requireIt } from '../document/naming.ts';
import { addQuestion, changeQuiz, newQuestion } from '../document/questions.ts';
import { moveTo } from '../document/timing.ts';
import { useActs } from '../state/acts.ts';
import { useStudio } from '../state/studio.ts';
import { useCreation } from '../state/useCreation.ts';
import css from './Inspector.module.css';
import { QuestionEditor } from './QuestionEditor.tsx';
import { TimeField } from './TimeField.tsx';

export function QuizInspector({ quiz }: { quiz: Quiz }) {
  const { t } = useLingui();
  const { film } = useStudio();
  const { apply } = useActs();
  const { starts } = useCreation();
  const ref = { kind: 'quiz', id: quiz.id } as const;
  return (
    <>
      <section className={css.section}>
        <TextField
          label={t`Titre`}
          value={quiz.title}
          maxLength={TEXT_MAX.title}
          onChange={(title) => apply(rename(ref, title), `title ${quiz.id}`)}
        />
        <TimeField label={t`Moment`} value={quiz.at_ms} onChange={(ms) => apply(moveTo(ref, ms, film.film_ms))} />
        <Switch
          isSelected={quiz.required}
          onChange={(on) => apply(requireIt(ref, on))}
          detail={<Trans>Le film attend la réponse.</Trans>}
        >
          <Trans>Obligatoire</Trans>
        </Switch>
        <Switch
          isSelected={quiz.replay}
          onChange={(replay) => apply(changeQuiz(quiz.id, { replay }))}
          detail={<Trans>Chaque fois que le film repasse ici. La première réponse compte.</Trans>}
        >
          <Trans>Poser de nouveau</Trans>
        </Switch>
      </section>
      {quiz.questions.map((question, place) => (
        <QuestionEditor
          key={question.id}
          quiz={quiz}
          question={question}
          {...(quiz.questions.length > 1 ? { number: place + 1 } : {})}
        />
      ))}
      <section className={css.section}>
        <Button
          small
          icon="plus"
          isDisabled={quiz.questions.length >= QUESTIONS_MAX}
          onPress={() => apply(addQuestion(quiz.id, newQuestion(starts().words)))}
        >
          <Trans>Ajouter une question</Trans>
        </Button>
      </section>
    </>
  );
}
