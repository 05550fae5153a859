// Puts grains into a module: one that exists, or a new one. The server says when a module is full; it is said here.
import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import type { Grain, Module } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { ComboBox } from '../../ui/ComboBox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { ProblemBanner } from '../../ui/States.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { RadioGroup } from '../../ui/Toggle.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { createModule, setGrains } from './acts.ts';
import { refreshModules } from './queries.ts';

const SHOWN = 50;

/** Those already there keep their place; the others follow in the order they were chosen. */
const joined = (module: Module, grains: readonly Grain[]): string[] => [
  ...new Set([...module.grain_ids, ...grains.map(({ id }) => id)]),
];

export function IntoModule({ grains, onClose }: { grains: readonly Grain[]; onClose: (done: boolean) => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [where, setWhere] = useState<'old' | 'new'>('old');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const query = { limit: SHOWN, ...(search ? { search } : {}) };
  const { data } = api.useQuery('get', '/api/v1/modules', { params: { query } }, { placeholderData: (old) => old });
  const modules = data?.items ?? [];
  const none = data?.total === 0 && !search;
  const into = none ? 'new' : where;
  const module = modules.find(({ id }) => id === chosen);

  const put = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const made =
        into === 'new'
          ? await createModule(
              title.trim(),
              grains.map(({ id }) => id),
            )
          : module && (await setGrains(module, joined(module, grains)));
      if (!made) return;
      showToast(plural(grains.length, { one: '# grain mis dans le module', other: '# grains mis dans le module' }));
      onClose(true);
      await navigate({ to: '/modules/$moduleId', params: { moduleId: made.id } });
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
      await refreshModules();
    }
  };

  return (
    <Dialog
      isOpen
      title={t`Mettre dans un module`}
      onClose={() => onClose(false)}
      actions={
        <Button
          kind="primary"
          isDisabled={into === 'new' ? !title.trim() : !module}
          isPending={isBusy}
          onPress={() => void put()}
        >
          {into === 'new' ? <Trans>Créer le module</Trans> : <Trans>Ajouter au module</Trans>}
        </Button>
      }
    >
      <Stack>
        <ProblemBanner error={problem} />
        {!none && (
          <RadioGroup
            label={t`Lequel`}
            inline
            value={into}
            onChange={setWhere}
            choices={[
              { id: 'old', label: t`Un module existant` },
              { id: 'new', label: t`Un nouveau module` },
            ]}
          />
        )}
        {into === 'old' ? (
          <ComboBox
            label={t`Module`}
            value={chosen}
            onChange={setChosen}
            onSearch={(text) => text !== module?.title && setSearch(text)}
            choices={modules.map(({ id, title: label, grain_ids: { length } }) => ({
              id,
              label,
              detail: plural(length, { 0: 'Aucun grain', one: '# grain', other: '# grains' }),
            }))}
          />
        ) : (
          <TextField label={t`Titre du module`} value={title} onChange={setTitle} maxLength={120} autoFocus />
        )}
      </Stack>
    </Dialog>
  );
}
