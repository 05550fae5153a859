// The trainer's library: grains, modules, media. Files dropped anywhere on it are uploaded.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { PageHeader } from '../../ui/Page.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { useLocale } from '../../i18n/i18n.ts';
import { useFilters } from '../shell/filters.ts';
import { createGrain } from './acts.ts';
import { FileCatcher } from './FileCatcher.tsx';
import { GrainList } from './GrainList.tsx';
import { MediaList } from './MediaList.tsx';
import { acceptedTypes, MediaPicker } from './MediaPicker.tsx';
import { ModuleList } from './ModuleList.tsx';
import { NewModule } from './NewModule.tsx';
import { refreshGrains } from './queries.ts';
import { upload } from './upload/uploads.ts';
import { useNewGrain } from './useNewGrain.ts';

const TABS = ['grains', 'modules', 'media'] as const;
const FILE_TYPES = Object.values(acceptedTypes).flat().join(',');

function useEmptyGrain(): () => Promise<void> {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const language = useLocale();
  return async () => {
    try {
      const grain = await createGrain({ title: t`Nouveau grain`, language });
      await navigate({ to: '/studio/$grainId', params: { grainId: grain.id } });
      await refreshGrains();
    } catch (error) {
      showToast(i18n._(problemMessage((error as { code?: string }).code ?? '')), { tone: 'error' });
    }
  };
}

export default function Library() {
  const { t } = useLingui();
  const [filters, setFilters] = useFilters();
  const [open, setOpen] = useState<'film' | 'module' | null>(null);
  const files = useRef<HTMLInputElement>(null);
  const newGrain = useNewGrain();
  const emptyGrain = useEmptyGrain();
  const tab = TABS.find((name) => name === filters.tab) ?? 'grains';
  const choose = () => files.current?.click();
  const take = (dropped: File[]) => {
    upload(dropped);
    setFilters({ tab: 'media', search: '', owner: '', kind: '', state: '' });
  };
  return (
    <FileCatcher whole onFiles={take}>
      <PageHeader
        title={t`Bibliothèque`}
        lead={t`Vos films, ce que vous posez dessus, et les modules que vous en faites.`}
        actions={
          <>
            <Button icon="upload" onPress={choose}>
              <Trans>Déposer un film</Trans>
            </Button>
            <Menu
              end
              label={t`Créer`}
              trigger={
                <Button kind="primary" icon="plus">
                  <Trans>Créer</Trans>
                </Button>
              }
            >
              <MenuItem icon="film" onAction={() => setOpen('film')}>{t`Un grain à partir d’un film`}</MenuItem>
              <MenuItem icon="plus" onAction={() => void emptyGrain()}>{t`Un grain vide`}</MenuItem>
              <MenuItem icon="module" onAction={() => setOpen('module')}>{t`Un module`}</MenuItem>
            </Menu>
          </>
        }
      />
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept={FILE_TYPES}
        aria-label={t`Fichiers à déposer`}
        onChange={({ currentTarget }) => {
          take(Array.from(currentTarget.files ?? []));
          // The same file may be chosen again, to take up an upload.
          currentTarget.value = '';
        }}
      />
      <Tabs
        label={t`Bibliothèque`}
        selected={tab}
        onSelect={(next) => setFilters({ tab: next === 'grains' ? '' : next, search: '', kind: '', state: '' })}
        tabs={[
          { id: 'grains', label: t`Grains`, content: <GrainList onNew={() => setOpen('film')} /> },
          { id: 'modules', label: t`Modules`, content: <ModuleList onNew={() => setOpen('module')} /> },
          { id: 'media', label: t`Médias`, content: <MediaList onDrop={choose} /> },
        ]}
      />
      {open === 'film' && (
        <MediaPicker
          kind="video"
          title={t`Quel film ?`}
          onPick={(media) => {
            setOpen(null);
            void newGrain(media);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'module' && <NewModule onClose={() => setOpen(null)} />}
    </FileCatcher>
  );
}
