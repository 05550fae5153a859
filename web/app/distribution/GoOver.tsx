// A newer version was approved: who goes over to it. Said before it is done, because it is not taken back.
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Distribution } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { RadioGroup } from '../../ui/Toggle.tsx';
import { goOver } from './acts.ts';
import css from './Distribution.module.css';
import { refreshDistributions } from './queries.ts';

type Props = { distribution: Distribution; number: number; onClose: () => void };

export function GoOver({ distribution, number, onClose }: Props) {
  const { t } = useLingui();
  const [learners, setLearners] = useState<'new' | 'all'>('new');
  const act = useMutation({
    mutationFn: () => goOver(distribution.id, learners),
    onSuccess: () => {
      showToast(t`La diffusion suit maintenant la version ${number}`);
      onClose();
    },
    onSettled: refreshDistributions,
  });
  return (
    <Dialog
      isOpen
      title={t`Passer à la version ${number}`}
      onClose={onClose}
      actions={
        <Button kind="primary" isPending={act.isPending} onPress={() => act.mutate()}>
          <Trans>Passer à la version {number}</Trans>
        </Button>
      }
    >
      <Stack>
        <ProblemBanner error={act.error} />
        <RadioGroup
          label={t`Pour qui`}
          value={learners}
          onChange={setLearners}
          choices={[
            {
              id: 'new',
              label: t`Qui n’a pas commencé`,
              detail: t`Qui est en chemin termine la version qu’il a.`,
            },
            {
              id: 'all',
              label: t`Tous ceux qui n’ont pas fini`,
              detail: t`Les réponses suivent chaque question restée la même ; une question changée garde l’ancienne note, à revoir.`,
            },
          ]}
        />
        <p className={css.quiet}>
          <Trans>Rien de ce qui a été vu ou répondu ne se perd. Qui a terminé garde sa version.</Trans>
        </p>
      </Stack>
    </Dialog>
  );
}
