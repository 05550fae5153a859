// Every answer one learner gave to the questions of one film, in order of time.
import { Trans, useLingui } from '@lingui/react/macro';
import { useFormat } from '../../../i18n/format.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { classes } from '../../../ui/classes.ts';
import { formatClock } from '../../studio/document/times.ts';
import type { MeasuredAnswer } from '../../../api/shapes.ts';
import { useLength } from '../times.ts';
import { Wide } from '../Wide.tsx';
import css from './Learner.module.css';

export function LearnerAnswers({ answers, several }: { answers: MeasuredAnswer[]; several: boolean }) {
  const { t } = useLingui();
  const format = useFormat();
  const length = useLength();
  if (answers.length === 0)
    return (
      <p className={css.none}>
        <Trans>Aucune réponse.</Trans>
      </p>
    );
  return (
    <Wide label={t`Réponses`}>
      <table className={classes(css.table, css.prompts)} aria-label={t`Réponses`}>
        <thead>
          <tr>
            <th scope="col">{t`Question`}</th>
            <th scope="col">{t`Réponse`}</th>
            <th scope="col">{t`Résultat`}</th>
            <th scope="col" className={css.number}>{t`Points`}</th>
            <th scope="col" className={css.number}>{t`Temps`}</th>
            {several && <th scope="col" className={css.number}>{t`Tentative`}</th>}
            <th scope="col" className={css.number}>{t`Version`}</th>
            <th scope="col">{t`Quand`}</th>
          </tr>
        </thead>
        <tbody>
          {answers.map((answer) => (
            <tr key={`${answer.question_id} ${answer.attempt} ${answer.nth}`}>
              <th scope="row">
                {answer.prompt}
                <span className={css.detail}>
                  {formatClock(answer.at_ms)} · {answer.quiz_title}
                  {answer.nth > 1 && t` · ${answer.nth}e essai, ne compte pas`}
                </span>
              </th>
              <td>{answer.choices.join(' + ') || t`Aucun choix`}</td>
              <td>
                <Badge tone={answer.correct ? 'success' : 'danger'}>{answer.correct ? t`Juste` : t`Faux`}</Badge>
              </td>
              <td className={css.number}>{t`${answer.points} sur ${answer.points_max}`}</td>
              <td className={css.number}>{answer.latency_ms > 0 ? length(answer.latency_ms) : '–'}</td>
              {several && <td className={css.number}>{answer.attempt}</td>}
              <td className={css.number}>{answer.version_number}</td>
              <td>{format.dateTime(answer.answered_ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
