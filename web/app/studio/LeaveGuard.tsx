// Leaving saves first. Only when that cannot be done is one asked.
import { Trans, useLingui } from '@lingui/react/macro';
import { useBlocker } from '@tanstack/react-router';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useStudio } from './state/studio.ts';

export function LeaveGuard() {
  const { t } = useLingui();
  const { saver } = useStudio();
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await saver.flush()),
    enableBeforeUnload: () => saver.dirty,
    withResolver: true,
  });
  if (status !== 'blocked') return null;
  return (
    <Dialog
      isOpen
      title={t`Quitter sans enregistrer ?`}
      onClose={reset}
      actions={
        <>
          <Button kind="danger" onPress={proceed}>
            <Trans>Quitter et perdre les modifications</Trans>
          </Button>
          <Button kind="primary" onPress={reset}>
            <Trans>Rester</Trans>
          </Button>
        </>
      }
    >
      <Trans>Les dernières modifications n’ont pas pu être enregistrées.</Trans>
    </Dialog>
  );
}
