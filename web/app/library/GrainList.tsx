// The grains of the space: one film each, with what lies on it.
import { plural } from '@lingui/core/macro';
import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, byCursor } from '../../api/client.ts';
import type { Grain } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { Poster, PosterNote } from '../../ui/Poster.tsx';
import { problemMessage } from '../../ui/problem/messages.ts';
import { EmptyState } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import type { Column } from '../../ui/Table.tsx';
import { formatClock } from '../studio/document/times.ts';
import { useFilters } from '../shell/filters.ts';
import { deleteGrain, duplicateGrain, restoreGrain } from './acts.ts';
import { FilmState } from './FilmState.tsx';
import { IntoModule } from './IntoModule.tsx';
import css from './Library.module.css';
import { Listing } from './Listing.tsx';
import { refreshGrains } from './queries.ts';
import { LibraryToolbar, useListQuery, useView } from './Toolbar.tsx';
import { useDeletion } from './useDeletion.ts';
import { useContentsOf } from './words.ts';

const PAGE = 100;

function useColumns(): Column<Grain>[] {
  const { t } = useLingui();
  const format = useFormat();
  const contents = useContentsOf();
  return [
    {
      id: 'title',
      label: t`Titre`,
      card: 'title',
      rowHeader: true,
      minWidth: 240,
      render: (grain) => (
        <span className={css.named}>
          <Poster small url={grain.poster_url} icon="film" />
          <span className={css.name}>{grain.title}</span>
        </span>
      ),
    },
    { id: 'contents', label: t`Sur le film`, minWidth: 180, render: (grain) => contents(grain) },
    {
      id: 'duration',
      label: t`Durée`,
      width: 84,
      align: 'end',
      render: (grain) => (grain.duration_ms ? formatClock(grain.duration_ms) : '–'),
    },
    { id: 'film', label: t`Film`, width: 150, render: (grain) => <FilmState grain={grain} always /> },
    { id: 'owner', label: t`Auteur`, width: 140, render: (grain) => grain.owner_name || '–' },
    { id: 'edited', label: t`Modifié`, width: 130, render: (grain) => format.relative(grain.edited_ms) },
  ];
}

function GrainMenu({ grain, onModule }: { grain: Grain; onModule: () => void }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const remove = useDeletion();
  const duplicate = async () => {
    try {
      const copy = await duplicateGrain(grain.id);
      showToast(t`Copie créée : ${copy.title}`);
    } catch (error) {
      showToast(i18n._(problemMessage((error as { code?: string }).code ?? '')), { tone: 'error' });
    }
    await refreshGrains();
  };
  return (
    <Menu end label={grain.title} trigger={<IconButton small icon="more" label={t`Actions de ${grain.title}`} />}>
      <MenuItem
        icon="edit"
        onAction={() => void navigate({ to: '/studio/$grainId', params: { grainId: grain.id } })}
      >{t`Ouvrir dans le studio`}</MenuItem>
      <MenuItem icon="module" onAction={onModule}>{t`Mettre dans un module…`}</MenuItem>
      <MenuItem icon="copy" onAction={() => void duplicate()}>{t`Dupliquer`}</MenuItem>
      <MenuSeparator />
      <MenuItem
        danger
        icon="trash"
        onAction={() =>
          void remove({
            ids: [grain.id],
            said: t`Grain ${grain.title} supprimé`,
            remove: deleteGrain,
            restore: restoreGrain,
            refresh: refreshGrains,
          })
        }
      >{t`Supprimer`}</MenuItem>
    </Menu>
  );
}

function SelectionBar({ grains, onModule, onDone }: { grains: Grain[]; onModule: () => void; onDone: () => void }) {
  const { t } = useLingui();
  const remove = useDeletion();
  const removeAll = async () => {
    await remove({
      ids: grains.map(({ id }) => id),
      said: plural(grains.length, { one: '# grain supprimé', other: '# grains supprimés' }),
      remove: deleteGrain,
      restore: restoreGrain,
      refresh: refreshGrains,
    });
    onDone();
  };
  return (
    <div className={css.bar} role="region" aria-label={t`Sélection`}>
      <span className={css.count}>
        <Plural value={grains.length} one="# grain choisi" other="# grains choisis" />
      </span>
      <Button small kind="primary" icon="module" onPress={onModule}>
        <Trans>Mettre dans un module</Trans>
      </Button>
      <Button small icon="trash" onPress={() => void removeAll()}>
        <Trans>Supprimer</Trans>
      </Button>
      <Button small kind="quiet" onPress={onDone}>
        <Trans>Ne plus choisir</Trans>
      </Button>
    </div>
  );
}

function NoGrain({ onNew }: { onNew: () => void }) {
  const { t } = useLingui();
  const [filters, setFilters] = useFilters();
  if (filters.search || filters.owner)
    return (
      <EmptyState
        drawing="list"
        title={t`Aucun grain ne répond à ces critères`}
        action={
          <Button onPress={() => setFilters({ search: '', owner: '' })}>
            <Trans>Tout afficher</Trans>
          </Button>
        }
      />
    );
  return (
    <EmptyState
      drawing="film"
      title={t`Aucun grain pour l’instant`}
      action={
        <Button kind="primary" icon="plus" onPress={onNew}>
          <Trans>Créer un grain</Trans>
        </Button>
      }
    >
      <Trans>
        Un grain est un court film avec ce qu’on y touche et ce qu’on y répond. Déposez un film n’importe où sur cette
        page pour commencer.
      </Trans>
    </EmptyState>
  );
}

export function GrainList({ onNew }: { onNew: () => void }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const view = useView();
  const query = { limit: PAGE, ...useListQuery() };
  const columns = useColumns();
  const contents = useContentsOf();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [placed, setPlaced] = useState<Grain[] | null>(null);
  const list = api.useInfiniteQuery('get', '/api/v1/grains', { params: { query } }, byCursor);
  const none = () => setSelected(new Set());
  return (
    <>
      <LibraryToolbar label={t`Chercher un grain`} />
      <Listing
        label={t`Grains`}
        list={list}
        view={view}
        rowKey={({ id }) => id}
        rowText={({ title }) => title}
        columns={columns}
        picture={(grain) => (
          <Poster url={grain.poster_url} icon="film">
            {grain.duration_ms > 0 && <PosterNote>{formatClock(grain.duration_ms)}</PosterNote>}
          </Poster>
        )}
        words={(grain) => (
          <>
            <div>{contents(grain)}</div>
            <FilmState grain={grain} />
          </>
        )}
        menu={(grain) => <GrainMenu grain={grain} onModule={() => setPlaced([grain])} />}
        onOpen={({ id }) => void navigate({ to: '/studio/$grainId', params: { grainId: id } })}
        selected={selected}
        onSelect={setSelected}
        bar={(grains) => <SelectionBar grains={grains} onModule={() => setPlaced(grains)} onDone={none} />}
        empty={<NoGrain onNew={onNew} />}
      />
      {placed && (
        <IntoModule
          grains={placed}
          onClose={(done) => {
            setPlaced(null);
            if (done) none();
          }}
        />
      )}
    </>
  );
}
