// One media of the library, or a file that joins it on the spot: for the film of a grain and for what a target opens.
import { Trans, useLingui } from '@lingui/react/macro';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { Media } from '../../api/shapes.ts';
import { Button } from '../../ui/Button.tsx';
import { CardGrid } from '../../ui/CardGrid.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Poster } from '../../ui/Poster.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { FileCatcher } from './FileCatcher.tsx';
import css from './Library.module.css';
import { MediaState } from './MediaState.tsx';
import { mediaList } from './queries.ts';
import { PickedUpload } from './upload/PickedUpload.tsx';
import { upload } from './upload/uploads.ts';
import { kindIcons } from './words.ts';

type Kind = Media['kind'];
export const acceptedTypes: Record<Kind, string[]> = {
  video: ['video/*', 'audio/*', '.mkv', '.mov', '.m4v'],
  image: ['image/*'],
  document: ['application/pdf'],
};

function Found({ kind, search, onPick }: { kind: Kind; search: string; onPick: (media: Media) => void }) {
  const { t } = useLingui();
  const list = useInfiniteQuery(mediaList({ kind, ...(search ? { search } : {}) }));
  if (list.error) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <SkeletonRows label={t`Chargement`} rows={4} />;
  const items = list.data.pages.flatMap((page) => page.items).filter(({ state }) => state !== 'failed');
  if (items.length === 0)
    return (
      <EmptyState drawing="film" title={search ? t`Rien ne porte ce nom` : t`La bibliothèque n’en contient pas encore`}>
        <Trans>Déposez un fichier ici, ou choisissez-le ci-dessus.</Trans>
      </EmptyState>
    );
  return (
    <>
      <CardGrid
        label={t`Médias`}
        rows={items}
        rowKey={({ id }) => id}
        rowText={({ title }) => title}
        picture={(media) => <Poster url={media.poster_url} icon={kindIcons[media.kind]} />}
        words={(media) => media.state !== 'ready' && <MediaState media={media} />}
        onOpen={onPick}
      />
      {list.hasNextPage && (
        <LoadMore
          shown={items.length}
          total={list.data.pages[0]?.total ?? items.length}
          hasMore
          isLoading={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      )}
    </>
  );
}

type Props = { kind: Kind; title: string; onPick: (media: Pick<Media, 'id' | 'title'>) => void; onClose: () => void };

export function MediaPicker({ kind, title, onPick, onClose }: Props) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const [followed, setFollowed] = useState<number | null>(null);
  const take = (files: File[]) => setFollowed(upload(files.slice(0, 1))[0] ?? null);
  return (
    <Dialog isOpen wide title={title} onClose={onClose}>
      <FileCatcher onFiles={take}>
        <Stack>
          <div className={css.pick}>
            <SearchField label={t`Chercher dans la bibliothèque`} value={search} onChange={setSearch} />
            <FileTrigger acceptedFileTypes={acceptedTypes[kind]} onSelect={(files) => files && take([...files])}>
              <Button icon="upload">
                <Trans>Choisir un fichier</Trans>
              </Button>
            </FileTrigger>
          </div>
          {followed !== null && <PickedUpload id={followed} onStarted={onPick} onCancel={() => setFollowed(null)} />}
          <Found kind={kind} search={search} onPick={onPick} />
        </Stack>
      </FileCatcher>
    </Dialog>
  );
}
