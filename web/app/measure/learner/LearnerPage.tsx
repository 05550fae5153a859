// One learner in one module: how far, what was watched second by second, every answer, every target.
import { Trans, useLingui } from '@lingui/react/macro';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormat } from '../../../i18n/format.ts';
import { Badge } from '../../../ui/Badge.tsx';
import { SkeletonRows } from '../../../ui/Feedback.tsx';
import { Link } from '../../../ui/Link.tsx';
import { PageHeader, Section } from '../../../ui/Page.tsx';
import { ErrorState } from '../../../ui/States.tsx';
import { useMeasureQuery } from '../live/useMeasureFilters.ts';
import { useLearner } from '../queries.ts';
import type { MeasuredLearnerDetail, MeasuredAttempt, MeasuredLearner } from '../../../api/shapes.ts';
import { useLength } from '../times.ts';
import { usePaper } from '../usePaper.ts';
import { Coverage } from './Coverage.tsx';
import { Wide } from '../Wide.tsx';
import css from './Learner.module.css';
import { LearnerAnswers } from './LearnerAnswers.tsx';
import { useLearnerName } from './Learners.tsx';
import { LearnerTargets } from './LearnerTargets.tsx';
import { Score } from './Score.tsx';
import { learnerStates } from './states.ts';

function Facts({ learner }: { learner: MeasuredLearner }) {
  const { t } = useLingui();
  const format = useFormat();
  const length = useLength();
  const when = (ms: number | undefined) => (ms === undefined ? '–' : format.dateTime(ms));
  const facts: [string, ReactNode][] = [
    [t`Regardé`, format.percent(learner.progress)],
    [t`Score`, <Score key="score" {...learner} />],
    [t`Temps`, learner.watched_ms > 0 ? length(learner.watched_ms) : '–'],
    [t`Commencé`, when(learner.first_ms)],
    [t`Terminé`, when(learner.finished_ms)],
    [t`Échéance`, when(learner.due_ms)],
  ];
  return (
    <dl className={css.facts}>
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Attempts({ attempts }: { attempts: MeasuredAttempt[] }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const when = (ms: number | undefined) => (ms === undefined ? '–' : format.dateTime(ms));
  return (
    <Section title={t`Tentatives`} detail={<Trans>Toutes sont gardées ; la meilleure compte.</Trans>}>
      <Wide label={t`Tentatives`}>
        <table className={css.table} aria-label={t`Tentatives`}>
          <thead>
            <tr>
              <th scope="col">{t`Tentative`}</th>
              <th scope="col">{t`Version`}</th>
              <th scope="col">{t`État`}</th>
              <th scope="col" className={css.number}>{t`Regardé`}</th>
              <th scope="col" className={css.number}>{t`Score`}</th>
              <th scope="col">{t`Commencée`}</th>
              <th scope="col">{t`Terminée`}</th>
            </tr>
          </thead>
          <tbody>
            {attempts.map(({ attempt, version_number, state, progress, first_ms, finished_ms, ...result }) => (
              <tr key={attempt}>
                <th scope="row">{attempt}</th>
                <td>{version_number}</td>
                <td>{i18n._(learnerStates[state].name)}</td>
                <td className={css.number}>{format.percent(progress)}</td>
                <td className={css.number}>
                  <Score {...result} />
                </td>
                <td>{when(first_ms)}</td>
                <td>{when(finished_ms)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </Section>
  );
}

function Content({ detail }: { detail: MeasuredLearnerDetail }) {
  const { t } = useLingui();
  const several = detail.attempts.length > 1;
  return (
    <>
      <Facts learner={detail.learner} />
      {several && <Attempts attempts={detail.attempts} />}
      {detail.grains.map((grain) => (
        <Section key={grain.grain_id} title={grain.title}>
          <Coverage grain={grain} />
          <h3 className={css.sub}>{t`Réponses`}</h3>
          <LearnerAnswers answers={grain.answers} several={several} />
          <h3 className={css.sub}>{t`Cibles`}</h3>
          <LearnerTargets targets={grain.targets} />
        </Section>
      ))}
    </>
  );
}

export default function LearnerPage() {
  const { t, i18n } = useLingui();
  const { moduleId = '', registrationId = '' } = useParams({ strict: false });
  const name = useLearnerName();
  const { data, error, refetch } = useLearner(moduleId, registrationId, useMeasureQuery());
  usePaper();
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const learner = data?.learner;
  return (
    <>
      <PageHeader
        above={
          <Link to={'/measures/$moduleId' as '/'} params={{ moduleId } as never} search={true as never}>
            {learner?.distribution.title ?? t`Mesures`}
          </Link>
        }
        title={learner ? name(learner) : t`Apprenant`}
        lead={
          learner && (
            <span className={css.marks}>
              <Badge tone={learnerStates[learner.state].tone}>{i18n._(learnerStates[learner.state].name)}</Badge>
              {learner.late && <Badge tone="warning">{t`En retard`}</Badge>}
              {learner.withdrawn && <Badge>{t`Accès retiré`}</Badge>}
              <span>{t`Version ${learner.version_number}`}</span>
            </span>
          )
        }
      />
      {data ? <Content detail={data} /> : <SkeletonRows label={t`Chargement`} rows={10} />}
    </>
  );
}
