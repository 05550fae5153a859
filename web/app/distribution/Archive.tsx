// The end of a distribution. Not taken back, so it is said first what it does.
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import type { Distribution } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { archive } from './acts.ts';
import { refreshDistributions } from './queries.ts';

export function Archive({ distribution, onClose }: { distribution: Distribution; onClose: () => void }) {
  const { t } = useLingui();
  const act = useMutation({
    mutationFn: () => archive(distribution.id),
    onSuccess: () => {
      showToast(t`Diffusion archivée`);
      onClose();
    },
    onSettled: refreshDistributions,
  });
  return (
    <Dialog
      isOpen
      title={t`Archiver cette diffusion`}
      onClose={onClose}
      actions={
        <Button kind="danger" isPending={act.isPending} onPress={() => act.mutate()}>
          <Trans>Archiver</Trans>
        </Button>
      }
    >
      <Stack space={2}>
        <ProblemBanner error={act.error} />
        <p>
          <Trans>Le module disparaît de l’accueil des apprenants, pour de bon. Les mesures restent.</Trans>
        </p>
        <p>
          <Trans>Pour une pause, suspendez plutôt : la diffusion reprend quand vous voulez.</Trans>
        </p>
      </Stack>
    </Dialog>
  );
}
