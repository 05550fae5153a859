// The modules of the space: one to eight grains in order.
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { api, byCursor } from '../../api/client.ts';
import type { Module, ModuleState } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { Poster, PosterNote } from '../../ui/Poster.tsx';
import { EmptyState } from '../../ui/States.tsx';
import type { Column } from '../../ui/Table.tsx';
import { useFilters } from '../shell/filters.ts';
import { formatClock } from '../studio/document/times.ts';
import { deleteModule, restoreModule } from './acts.ts';
import css from './Library.module.css';
import { Listing } from './Listing.tsx';
import { ModuleStateBadge, useModuleStates } from './ModuleState.tsx';
import { refreshModules } from './queries.ts';
import { LibraryToolbar, useListQuery, useView } from './Toolbar.tsx';
import { useDeletion } from './useDeletion.ts';

const PAGE = 100;

const GrainCount = ({ module }: { module: Module }) => (
  <Plural value={module.grain_ids.length} _0="Aucun grain" one="# grain" other="# grains" />
);

function useColumns(states: ReadonlyMap<string, ModuleState>): Column<Module>[] {
  const { t } = useLingui();
  const format = useFormat();
  return [
    {
      id: 'title',
      label: t`Titre`,
      card: 'title',
      rowHeader: true,
      minWidth: 240,
      render: (module) => (
        <span className={css.named}>
          <Poster small url={module.poster_url} icon="module" />
          <span className={css.name}>{module.title}</span>
        </span>
      ),
    },
    { id: 'state', label: t`État`, width: 150, render: ({ id }) => <ModuleStateBadge state={states.get(id)} /> },
    { id: 'grains', label: t`Grains`, width: 120, render: (module) => <GrainCount module={module} /> },
    {
      id: 'duration',
      label: t`Durée`,
      width: 84,
      align: 'end',
      render: (module) => (module.duration_ms ? formatClock(module.duration_ms) : '–'),
    },
    { id: 'owner', label: t`Auteur`, width: 140, render: (module) => module.owner_name || '–' },
    { id: 'edited', label: t`Modifié`, width: 130, render: (module) => format.relative(module.edited_ms) },
  ];
}

function ModuleMenu({ module }: { module: Module }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const remove = useDeletion();
  return (
    <Menu end label={module.title} trigger={<IconButton small icon="more" label={t`Actions de ${module.title}`} />}>
      <MenuItem
        icon="edit"
        onAction={() => void navigate({ to: '/modules/$moduleId', params: { moduleId: module.id } })}
      >{t`Ouvrir`}</MenuItem>
      <MenuSeparator />
      <MenuItem
        danger
        icon="trash"
        onAction={() =>
          void remove({
            ids: [module.id],
            said: t`Module ${module.title} supprimé`,
            remove: deleteModule,
            restore: restoreModule,
            refresh: refreshModules,
          })
        }
      >{t`Supprimer`}</MenuItem>
    </Menu>
  );
}

function NoModule({ onNew }: { onNew: () => void }) {
  const { t } = useLingui();
  const [filters, setFilters] = useFilters();
  if (filters.search || filters.owner)
    return (
      <EmptyState
        drawing="list"
        title={t`Aucun module ne répond à ces critères`}
        action={
          <Button onPress={() => setFilters({ search: '', owner: '' })}>
            <Trans>Tout afficher</Trans>
          </Button>
        }
      />
    );
  return (
    <EmptyState
      drawing="tasks"
      title={t`Aucun module pour l’instant`}
      action={
        <Button kind="primary" icon="plus" onPress={onNew}>
          <Trans>Créer un module</Trans>
        </Button>
      }
    >
      <Trans>Un module met dans l’ordre un à huit grains : c’est lui que l’on diffuse.</Trans>
    </EmptyState>
  );
}

export function ModuleList({ onNew }: { onNew: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const view = useView();
  const query = { limit: PAGE, ...useListQuery() };
  const list = api.useInfiniteQuery('get', '/api/v1/modules', { params: { query } }, byCursor);
  const ids = list.data?.pages.flatMap(({ items }) => items.map(({ id }) => id)) ?? [];
  const states = useModuleStates(ids);
  const columns = useColumns(states);
  return (
    <>
      <LibraryToolbar label={t`Chercher un module`} />
      <Listing
        label={t`Modules`}
        list={list}
        view={view}
        rowKey={({ id }) => id}
        rowText={({ title }) => title}
        columns={columns}
        picture={(module) => (
          <Poster url={module.poster_url} icon="module">
            {module.duration_ms > 0 && <PosterNote>{formatClock(module.duration_ms)}</PosterNote>}
          </Poster>
        )}
        words={(module) => (
          <>
            <div>
              <GrainCount module={module} />
            </div>
            <ModuleStateBadge state={states.get(module.id)} />
          </>
        )}
        menu={(module) => <ModuleMenu module={module} />}
        onOpen={({ id }) => void navigate({ to: '/modules/$moduleId', params: { moduleId: id } })}
        empty={<NoModule onNew={onNew} />}
      />
    </>
  );
}
