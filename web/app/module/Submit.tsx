// Handing a module in: what has to be put right first, what would make it better, a word to who will look at it.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { request } from '../../api/client.ts';
import { asProblem } from '../../api/problem.ts';
import type { Finding, Review } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Banner, SkeletonRows } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { ErrorState, ProblemBanner } from '../../ui/States.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { FindingList } from '../preflight/FindingList.tsx';
import { moduleChecks } from '../preflight/queries.ts';
import { refreshReview, reviewOf } from '../review/queries.ts';

const MESSAGE_MAX = 2000;

type Props = { module_id: string; go: (finding: Finding) => ReactNode; onClose: () => void };

/** There is one to replace: an older draft that nobody has decided on. */
const replaces = (review: Review | undefined): boolean =>
  review?.submission?.state === 'submitted' && review.submission.edited;

function Ready({ module_id, advice, go, onClose }: Props & { advice: Finding[] }) {
  const { t } = useLingui();
  const { data: review } = useQuery(reviewOf(module_id));
  const [message, setMessage] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await request.POST('/api/v1/modules/{module_id}/submissions', {
        params: { path: { module_id } },
        body: message.trim() ? { message: message.trim() } : {},
      });
      showToast(t`Module soumis`);
      onClose();
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
    await refreshReview();
  };
  return (
    <Stack space={4}>
      {asProblem(problem) && <ProblemBanner error={problem} />}
      <p>
        <Trans>
          Cette version est gardée telle quelle et proposée à la relecture. Vous pourrez continuer le brouillon ; ce que
          vous changerez demandera une nouvelle soumission.
        </Trans>
      </p>
      {replaces(review) && (
        <Banner>
          <Trans>La version soumise auparavant sera retirée : celle-ci la remplace.</Trans>
        </Banner>
      )}
      {advice.length > 0 && (
        <details>
          <summary>
            <Plural value={advice.length} one="# conseil avant de soumettre" other="# conseils avant de soumettre" />
          </summary>
          <FindingList findings={advice} go={go} />
        </details>
      )}
      <TextField
        autoFocus
        optional
        label={t`Un mot pour qui relira`}
        lines={3}
        maxLength={MESSAGE_MAX}
        value={message}
        onChange={setMessage}
      />
      <div>
        <Button kind="primary" icon="review" isPending={isBusy} onPress={() => void submit()}>
          <Trans>Soumettre</Trans>
        </Button>
      </div>
    </Stack>
  );
}

export function Submit(props: Props) {
  const { t } = useLingui();
  const { module_id, go, onClose } = props;
  const { data, error, refetch, isFetchedAfterMount } = useQuery(moduleChecks(module_id));
  const errors = data?.items.filter(({ level }) => level === 'error') ?? [];
  return (
    <Dialog isOpen wide title={t`Soumettre le module`} onClose={onClose}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : !data || !isFetchedAfterMount ? (
        <SkeletonRows label={t`Contrôles en cours`} rows={3} />
      ) : errors.length > 0 ? (
        <Stack space={4}>
          <Banner tone="danger" icon="warning">
            <Plural
              value={data.error_count}
              one="# point à corriger avant de soumettre."
              other="# points à corriger avant de soumettre."
            />
          </Banner>
          <FindingList findings={errors} go={go} />
        </Stack>
      ) : (
        <Ready {...props} advice={data.items} />
      )}
    </Dialog>
  );
}
