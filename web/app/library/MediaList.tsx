// Films, images and documents of the space, and how far each of them is.
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Media } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { Poster, PosterNote } from '../../ui/Poster.tsx';
import { Select } from '../../ui/Select.tsx';
import { EmptyState } from '../../ui/States.tsx';
import type { Column } from '../../ui/Table.tsx';
import { useFilters } from '../shell/filters.ts';
import { formatClock } from '../studio/document/times.ts';
import { deleteMedia, restoreMedia } from './acts.ts';
import css from './Library.module.css';
import { Listing } from './Listing.tsx';
import { MediaPanel } from './MediaPanel.tsx';
import { MediaState } from './MediaState.tsx';
import { mediaList, refreshMedia } from './queries.ts';
import { LibraryToolbar, useView } from './Toolbar.tsx';
import { useDeletion } from './useDeletion.ts';
import { useNewGrain } from './useNewGrain.ts';
import { kindIcons, kindNames } from './words.ts';

const KINDS: readonly Media['kind'][] = ['video', 'image', 'document'];
const STATES: readonly Media['state'][] = ['uploading', 'preparing', 'ready', 'failed'];

function MediaMenu({ media, onOpen }: { media: Media; onOpen: () => void }) {
  const { t } = useLingui();
  const remove = useDeletion();
  const newGrain = useNewGrain();
  return (
    <Menu end label={media.title} trigger={<IconButton small icon="more" label={t`Actions de ${media.title}`} />}>
      <MenuItem
        icon="plus"
        isDisabled={media.kind !== 'video' || media.state === 'failed'}
        onAction={() => void newGrain(media)}
      >{t`Créer un grain de ce film`}</MenuItem>
      <MenuItem icon="info" onAction={onOpen}>{t`Détail et titre`}</MenuItem>
      <MenuSeparator />
      <MenuItem
        danger
        icon="trash"
        onAction={() =>
          void remove({
            ids: [media.id],
            said: t`${media.title} supprimé`,
            remove: deleteMedia,
            restore: restoreMedia,
            refresh: refreshMedia,
          })
        }
      >{t`Supprimer`}</MenuItem>
    </Menu>
  );
}

const Length = ({ media }: { media: Media }) =>
  media.kind === 'video' ? (
    media.duration_ms > 0 ? (
      formatClock(media.duration_ms)
    ) : (
      '–'
    )
  ) : media.page_count > 0 ? (
    <Trans>{media.page_count} p.</Trans>
  ) : (
    '–'
  );

function useColumns(): Column<Media>[] {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return [
    {
      id: 'title',
      label: t`Titre`,
      card: 'title',
      rowHeader: true,
      minWidth: 240,
      render: (media) => (
        <span className={css.named}>
          <Poster small url={media.poster_url} icon={kindIcons[media.kind]} />
          <span className={css.name}>{media.title}</span>
        </span>
      ),
    },
    { id: 'kind', label: t`Genre`, width: 130, render: (media) => i18n._(kindNames[media.kind]) },
    { id: 'state', label: t`État`, minWidth: 220, render: (media) => <MediaState media={media} /> },
    { id: 'length', label: t`Durée`, width: 84, align: 'end', render: (media) => <Length media={media} /> },
    { id: 'size', label: t`Taille`, width: 96, align: 'end', render: (media) => format.bytes(media.size_bytes) },
    { id: 'created', label: t`Déposé`, width: 130, render: (media) => format.relative(media.created_ms) },
  ];
}

function NoMedia({ onDrop }: { onDrop: () => void }) {
  const { t } = useLingui();
  const [filters, setFilters] = useFilters();
  if (filters.search || filters.kind || filters.state)
    return (
      <EmptyState
        drawing="list"
        title={t`Aucun média ne répond à ces critères`}
        action={
          <Button onPress={() => setFilters({ search: '', kind: '', state: '' })}>
            <Trans>Tout afficher</Trans>
          </Button>
        }
      />
    );
  return (
    <EmptyState
      drawing="film"
      title={t`Aucun média pour l’instant`}
      action={
        <Button kind="primary" icon="upload" onPress={onDrop}>
          <Trans>Déposer un film</Trans>
        </Button>
      }
    >
      <Trans>
        Films, images et documents PDF. Déposez-les n’importe où sur cette page ; l’envoi reprend tout seul après une
        coupure.
      </Trans>
    </EmptyState>
  );
}

export function MediaList({ onDrop }: { onDrop: () => void }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const view = useView();
  const columns = useColumns();
  const [opened, setOpened] = useState<string | null>(null);
  const [filters, setFilters] = useFilters();
  const kind = KINDS.find((name) => name === filters.kind);
  const state = STATES.find((name) => name === filters.state);
  const list = useInfiniteQuery(
    mediaList({
      ...(filters.search ? { search: filters.search } : {}),
      ...(kind ? { kind } : {}),
      ...(state ? { state } : {}),
    }),
  );
  return (
    <>
      <LibraryToolbar label={t`Chercher un média`} shared>
        <Select
          bare
          label={t`Genre`}
          value={kind ?? 'all'}
          onChange={(next) => setFilters({ kind: next === 'all' ? '' : next })}
          choices={[
            { id: 'all', label: t`Tous les genres` },
            ...KINDS.map((name) => ({ id: name, label: i18n._(kindNames[name]) })),
          ]}
        />
        <Select
          bare
          label={t`État`}
          value={state ?? 'all'}
          onChange={(next) => setFilters({ state: next === 'all' ? '' : next })}
          choices={[
            { id: 'all', label: t`Tous les états` },
            { id: 'uploading', label: t`En cours d’envoi` },
            { id: 'preparing', label: t`En préparation` },
            { id: 'ready', label: t`Prêts` },
            { id: 'failed', label: t`En échec` },
          ]}
        />
      </LibraryToolbar>
      <Listing
        label={t`Médias`}
        list={list}
        view={view}
        rowKey={({ id }) => id}
        rowText={({ title }) => title}
        columns={columns}
        picture={(media) => (
          <Poster url={media.poster_url} icon={kindIcons[media.kind]}>
            {(media.duration_ms > 0 || media.page_count > 0) && (
              <PosterNote>
                <Length media={media} />
              </PosterNote>
            )}
          </Poster>
        )}
        words={(media) => (
          <>
            <div>
              {i18n._(kindNames[media.kind])} · {format.bytes(media.size_bytes)}
            </div>
            {media.state !== 'ready' && <MediaState media={media} />}
          </>
        )}
        menu={(media) => <MediaMenu media={media} onOpen={() => setOpened(media.id)} />}
        onOpen={(media) => setOpened(media.id)}
        empty={<NoMedia onDrop={onDrop} />}
      />
      {opened && <MediaPanel id={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
