// The questions of one film, in the order of the film.
import { Trans, useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { useRight } from '../../../api/session.ts';
import { Skeleton } from '../../../ui/Feedback.tsx';
import { Section } from '../../../ui/Page.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { Download } from '../Download.tsx';
import { useMeasureQuery } from '../live/useMeasureFilters.ts';
import { useOnScreen } from '../live/useOnScreen.ts';
import { HiddenKey } from '../Measured.tsx';
import { useQuestions } from '../queries.ts';
import css from './Question.module.css';
import { QuestionCard } from './QuestionCard.tsx';

export function Questions({ module_id, grain_id }: { module_id: string; grain_id: string }) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  const named = useRight('measure.read_named');
  const inSight = useOnScreen(box);
  const { data, error, refetch } = useQuestions({ module_id, grain_id }, useMeasureQuery(), inSight);
  return (
    <Section
      title={t`Questions`}
      detail={<Trans>La première réponse de chacun. Un distracteur est un choix faux qui attire.</Trans>}
      actions={
        <span className={css.files}>
          <Download module_id={module_id} table="questions" />
          {named && <Download module_id={module_id} table="answers" />}
        </span>
      }
    >
      <div ref={box}>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : !data ? (
          <Skeleton height={240} />
        ) : data.items.length === 0 ? (
          <p className={css.none}>
            <Trans>Aucune question n’est posée sur ce film.</Trans>
          </p>
        ) : (
          data.items.map((question) => <QuestionCard key={question.question_id} question={question} />)
        )}
        {data?.items.some(({ hidden }) => hidden) && <HiddenKey />}
      </div>
    </Section>
  );
}
