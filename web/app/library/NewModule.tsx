// A new module, by its title alone; its grains are added on its own page.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { createModule } from './acts.ts';
import { refreshModules } from './queries.ts';

const TITLE_MAX = 120;

export function NewModule({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [title, setTitle] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const create = async () => {
    setBusy(true);
    try {
      const { id } = await createModule(title.trim(), []);
      void refreshModules();
      await navigate({ to: '/modules/$moduleId', params: { moduleId: id } });
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  };
  return (
    <Dialog isOpen title={t`Nouveau module`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (title.trim()) void create();
        }}
      >
        <Stack>
          <ProblemBanner error={problem} />
          <TextField label={t`Titre`} value={title} onChange={setTitle} maxLength={TITLE_MAX} autoFocus />
          <Button type="submit" kind="primary" wide isDisabled={!title.trim()} isPending={isBusy}>
            <Trans>Créer le module</Trans>
          </Button>
        </Stack>
      </form>
    </Dialog>
  );
}
