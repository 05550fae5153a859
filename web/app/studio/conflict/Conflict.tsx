// Somebody else has saved the same grain. What differs, part by part, and three ways out; none loses anything.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GrainDocument } from '../../../../player/core/document.ts';
import { api, request } from '../../../api/client.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SkeletonRows } from '../../../ui/Feedback.tsx';
import { Stack } from '../../../ui/Layout.tsx';
import { ErrorState, ProblemBanner } from '../../../ui/States.tsx';
import { showToast } from '../../../ui/Toast.tsx';
import { refreshGrains } from '../../library/queries.ts';
import { differences, merge, type Side, usualSide } from '../document/difference.ts';
import { TEXT_MAX } from '../document/limits.ts';
import { useDocument, useStudio } from '../state/studio.ts';
import css from './Conflict.module.css';
import { Differences } from './Differences.tsx';

type Theirs = { document: GrainDocument; version: number };

function Choice({ theirs }: { theirs: Theirs }) {
  const { t } = useLingui();
  const { saver, edit } = useStudio();
  const navigate = useNavigate();
  const mine = useDocument();
  const all = differences(saver.saved, mine, theirs.document);
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map());
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const sides = new Map(all.map((difference) => [difference.key, chosen.get(difference.key) ?? usualSide(difference)]));

  /** A step of the history like any other: it can be undone. */
  const goOn = (document: GrainDocument) => {
    edit.apply(() => document);
    saver.resolve(theirs.document, theirs.version, document);
  };
  const copy = async () => {
    setBusy(true);
    try {
      const title = t`${mine.title} (ma version)`.slice(0, TEXT_MAX.title);
      const { data } = await request.POST('/api/v1/grains', { body: { document: { ...mine, title } } });
      saver.resolve(theirs.document, theirs.version, theirs.document);
      void refreshGrains();
      if (data) await navigate({ to: '/studio/$grainId', params: { grainId: data.id } });
      showToast(t`Votre version est gardée dans une copie`);
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  };
  return (
    <Stack space={6}>
      <ProblemBanner error={problem} />
      <p>
        <Trans>
          Ce grain a été enregistré ailleurs pendant que vous y travailliez. Rien n’est perdu : choisissez, élément par
          élément, ce qui reste.
        </Trans>
      </p>
      <Differences
        differences={all}
        sides={sides}
        onChoose={(key, side) => setChosen(new Map([...chosen, [key, side]]))}
      />
      <div className={css.acts}>
        <Button kind="primary" onPress={() => goOn(merge(mine, theirs.document, sides))}>
          <Trans>Continuer avec ce choix</Trans>
        </Button>
        <Button onPress={() => void copy()} isPending={isBusy}>
          <Trans>Garder ma version dans une copie</Trans>
        </Button>
        <Button kind="quiet" onPress={() => goOn(theirs.document)}>
          <Trans>Prendre l’autre version en entier</Trans>
        </Button>
      </div>
    </Stack>
  );
}

export function Conflict() {
  const { t } = useLingui();
  const { grain_id } = useStudio();
  // Under a key of its own: what the studio was opened on must stay what it was.
  const theirs = api.useQuery(
    'get',
    '/api/v1/grains/{grain_id}',
    { params: { path: { grain_id } }, headers: { 'X-Reason': 'conflict' } },
    { staleTime: 0, gcTime: 0 },
  );
  return (
    <Dialog isOpen wide title={t`Deux versions du même grain`}>
      {theirs.error ? (
        <ErrorState error={theirs.error} onRetry={() => void theirs.refetch()} />
      ) : theirs.data ? (
        <Choice theirs={{ document: theirs.data.document as GrainDocument, version: theirs.data.grain.version }} />
      ) : (
        <SkeletonRows label={t`Chargement`} />
      )}
    </Dialog>
  );
}
