// What whoever reviews decides: approve, ask for corrections, refuse. It is bound to the content that was on the screen;
// when somebody was quicker, or the draft went on, that is said and the page shows how things stand.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { request } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import type { Submission } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Banner } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { ProblemBanner } from '../../ui/States.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { refreshReview } from './queries.ts';
import css from './Review.module.css';

type Choice = 'approve' | 'return' | 'refuse';
const COMMENT_MAX = 2000;

function useWords(choice: Choice) {
  const { t } = useLingui();
  const words = {
    approve: {
      title: t`Approuver cette version`,
      action: t`Approuver`,
      label: t`Un mot pour le formateur`,
      done: t`Version approuvée`,
    },
    return: {
      title: t`Demander des corrections`,
      action: t`Renvoyer`,
      label: t`Ce qui est à corriger`,
      done: t`Renvoyé pour corrections`,
    },
    refuse: {
      title: t`Refuser ce module`,
      action: t`Refuser`,
      label: t`Pourquoi`,
      done: t`Module refusé`,
    },
  };
  return words[choice];
}

function Explained({ choice, submission }: { choice: Choice; submission: Submission }) {
  const { open_comment_count: open } = submission;
  if (choice === 'refuse')
    return (
      <Trans>
        Le module n’est pas retenu. Son auteur reçoit votre raison ; il peut le reprendre et le resoumettre.
      </Trans>
    );
  if (choice === 'return')
    return (
      <Plural
        value={open}
        _0="L’auteur reçoit ce message. Vous pouvez aussi épingler des commentaires sur le film avant de renvoyer."
        one="L’auteur reçoit ce message et votre commentaire épinglé."
        other="L’auteur reçoit ce message et les # commentaires épinglés."
      />
    );
  return (
    <>
      <Trans>
        La version {submission.version_number} pourra être diffusée, telle quelle. Si le brouillon est modifié ensuite,
        il devra être approuvé de nouveau.
      </Trans>{' '}
      {open > 0 && <Plural value={open} one="# commentaire reste ouvert." other="# commentaires restent ouverts." />}
    </>
  );
}

function DecisionDialog({
  choice,
  submission,
  onClose,
}: {
  choice: Choice;
  submission: Submission;
  onClose: () => void;
}) {
  const { t, i18n } = useLingui();
  const words = useWords(choice);
  const [comment, setComment] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const reason = choice !== 'approve';
  const code = asProblem(problem)?.code;
  const decide = async () => {
    if (reason && !comment.trim()) return setProblem({ missing: true });
    setBusy(true);
    setProblem(null);
    try {
      await request.POST('/api/v1/submissions/{submission_id}/decision', {
        params: { path: { submission_id: submission.id } },
        body: { decision: choice, hash: submission.hash, ...(comment.trim() ? { comment: comment.trim() } : {}) },
      });
      showToast(words.done);
      onClose();
    } catch (refused) {
      // Things are no longer as this page had them: it shows how they are, and says why nothing was decided.
      if (asProblem(refused)?.status === 409) {
        showToast(i18n._(problemMessage(asProblem(refused)?.code ?? '')), { tone: 'error' });
        onClose();
      } else setProblem(refused);
    }
    setBusy(false);
    await refreshReview();
  };
  const missing = reason && !!problem && !comment.trim();
  return (
    <Dialog
      isOpen
      title={words.title}
      onClose={onClose}
      actions={
        <Button
          kind={choice === 'approve' ? 'publish' : choice === 'refuse' ? 'danger' : 'primary'}
          isPending={isBusy}
          onPress={() => void decide()}
        >
          {words.action}
        </Button>
      }
    >
      <Stack>
        {!missing && code && <ProblemBanner error={problem} />}
        <p>
          <Explained choice={choice} submission={submission} />
        </p>
        <TextField
          autoFocus
          label={words.label}
          optional={!reason}
          lines={4}
          maxLength={COMMENT_MAX}
          value={comment}
          onChange={setComment}
          error={missing ? t`Dites pourquoi : sans raison, l’auteur ne sait pas quoi changer.` : undefined}
        />
      </Stack>
    </Dialog>
  );
}

/** Why there is no button to approve, in words. That a newer draft exists is said with the state of the submission. */
export function WhyNot({ submission }: { submission: Submission }) {
  const { i18n } = useLingui();
  if (submission.state !== 'submitted' || submission.why_not !== 'review.four_eyes') return null;
  return <Banner icon="shield">{i18n._(problemMessage(submission.why_not))}</Banner>;
}

export function Decisions({ submission }: { submission: Submission }) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const { may } = submission;
  return (
    <div className={css.decisions}>
      {may.refuse && (
        <Button kind="quiet" onPress={() => setChoice('refuse')}>
          <Trans>Refuser</Trans>
        </Button>
      )}
      {may.return && (
        <Button icon="undo" onPress={() => setChoice('return')}>
          <Trans>Demander des corrections</Trans>
        </Button>
      )}
      {may.approve && (
        <Button kind="publish" icon="check" onPress={() => setChoice('approve')}>
          <Trans>Approuver</Trans>
        </Button>
      )}
      {choice && <DecisionDialog choice={choice} submission={submission} onClose={() => setChoice(null)} />}
    </div>
  );
}
