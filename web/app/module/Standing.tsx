// Where the module stands with its reviewers: its state, what a return asks for, and the way to each comment.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { request } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import type { Finding, Review, ReviewComment, SubmissionRow } from '../../api/shapes.ts';
import { useRight } from '../../api/session.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { LinkButton } from '../../ui/Link.tsx';
import { Section } from '../../ui/Page.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { showToast } from '../../ui/Toast.tsx';
import { FindingList } from '../preflight/FindingList.tsx';
import { GoTo } from '../preflight/GoTo.tsx';
import { moduleChecks } from '../preflight/queries.ts';
import { commentsOf, refreshReview, submissionOf } from '../review/queries.ts';
import { formatClock } from '../studio/document/times.ts';
import css from './Module.module.css';

function useSentence(): (review: Review) => ReactNode {
  const format = useFormat();
  return ({ submission, edited }) => {
    if (!submission) return <Trans>Jamais soumis. Quand il est prêt, soumettez-le à la relecture.</Trans>;
    const { version_number, submitted_by, decided_by } = submission;
    const who = decided_by?.name ?? '';
    const decided = format.relative(submission.decided_ms ?? submission.submitted_ms);
    const sentences = {
      submitted: (
        <Trans>
          Version {version_number} soumise par {submitted_by.name} {format.relative(submission.submitted_ms)}, en
          attente de relecture.
        </Trans>
      ),
      approved: (
        <Trans>
          Version {version_number} approuvée par {who}, {decided}.
        </Trans>
      ),
      returned: (
        <Trans>
          Version {version_number} renvoyée pour corrections par {who}, {decided}.
        </Trans>
      ),
      refused: (
        <Trans>
          Version {version_number} refusée par {who}, {decided}.
        </Trans>
      ),
      withdrawn: (
        <Trans>
          Version {version_number} retirée, {decided}.
        </Trans>
      ),
    };
    return (
      <>
        {sentences[submission.state]}{' '}
        {edited && (
          <Trans>Le brouillon a été modifié depuis : ces changements demandent une nouvelle soumission.</Trans>
        )}
      </>
    );
  };
}

function OpenComment({ module_id, comment }: { module_id: string; comment: ReviewComment }) {
  const { grain_id, at_ms, element_id, text, author } = comment;
  return (
    <li className={css.comment}>
      <Icon name="comment" size={18} />
      <div className={css.words}>
        <p>{text}</p>
        <p className={css.detail}>
          {author.name}
          {at_ms !== undefined && ` · ${formatClock(at_ms)}`}
        </p>
      </div>
      {grain_id && (
        <GoTo module_id={module_id} grain_id={grain_id} element_id={element_id} at_ms={at_ms} about={text} />
      )}
    </li>
  );
}

/** What is still open of a submission that came back. */
function Returned({ submission }: { submission: SubmissionRow }) {
  const { t } = useLingui();
  const { data = [] } = useQuery(commentsOf(submission.id));
  const open = data.filter(({ parent_id, resolved_ms }) => !parent_id && resolved_ms === undefined);
  return (
    <>
      {submission.decision_comment && <p className={css.reason}>{submission.decision_comment}</p>}
      {open.length > 0 && (
        <ul className={css.comments} aria-label={t`Commentaires en attente`}>
          {open.map((comment) => (
            <OpenComment key={comment.id} module_id={submission.module_id} comment={comment} />
          ))}
        </ul>
      )}
    </>
  );
}

function Withdraw({ submission }: { submission: SubmissionRow }) {
  const { t, i18n } = useLingui();
  const { data } = useQuery(submissionOf(submission.id));
  if (!data?.may.withdraw) return null;
  const withdraw = async () => {
    try {
      await request.POST('/api/v1/submissions/{submission_id}/withdraw', {
        params: { path: { submission_id: submission.id } },
      });
      showToast(t`Soumission retirée`);
    } catch (refused) {
      showToast(i18n._(problemMessage(asProblem(refused)?.code ?? '')), { tone: 'error' });
    }
    await refreshReview();
  };
  return (
    <Button kind="quiet" onPress={() => void withdraw()}>
      <Trans>Retirer la soumission</Trans>
    </Button>
  );
}

type Go = (finding: Finding) => ReactNode;

function Checks({ module_id, go }: { module_id: string; go: Go }) {
  const { data } = useQuery(moduleChecks(module_id));
  if (!data) return null;
  const { error_count, advice_count, items } = data;
  if (items.length === 0)
    return (
      <p className={css.fine}>
        <Icon name="done" size={18} />
        <Trans>Les contrôles ne trouvent rien à corriger.</Trans>
      </p>
    );
  return (
    <details className={css.checks} open={error_count > 0}>
      <summary>
        {error_count > 0 && <Plural value={error_count} one="# point à corriger" other="# points à corriger" />}
        {error_count > 0 && advice_count > 0 && ' · '}
        {advice_count > 0 && <Plural value={advice_count} one="# conseil" other="# conseils" />}
      </summary>
      <FindingList findings={items} go={go} />
    </details>
  );
}

export function Standing({ module_id, review, go }: { module_id: string; review: Review; go: Go }) {
  const { t } = useLingui();
  const sentence = useSentence();
  const maySubmit = useRight('module.submit');
  const { submission } = review;
  const cameBack = submission && (submission.state === 'returned' || submission.state === 'refused');
  return (
    <Section title={t`Validation`} detail={sentence(review)}>
      {cameBack && <Returned submission={submission} />}
      {submission && maySubmit && (
        <div className={css.standing}>
          <LinkButton to="/reviews/$submissionId" params={{ submissionId: submission.id }} icon="review">
            <Trans>Voir la relecture</Trans>
          </LinkButton>
          {submission.state === 'submitted' && <Withdraw submission={submission} />}
        </div>
      )}
      <Checks module_id={module_id} go={go} />
    </Section>
  );
}
