// A trainer's first look: the grains worked on last, and a film to begin with.
import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { api } from '../../api/client.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { CardGrid } from '../../ui/CardGrid.tsx';
import { Skeleton } from '../../ui/Feedback.tsx';
import { Link } from '../../ui/Link.tsx';
import { Poster, PosterNote } from '../../ui/Poster.tsx';
import { EmptyState, ErrorState } from '../../ui/States.tsx';
import { FilmState } from '../library/FilmState.tsx';
import { acceptedTypes } from '../library/MediaPicker.tsx';
import { upload } from '../library/upload/uploads.ts';
import { formatClock } from '../studio/document/times.ts';
import css from './Home.module.css';

const SHOWN = 8;

function DropFilm() {
  const navigate = useNavigate();
  return (
    <FileTrigger
      allowsMultiple
      acceptedFileTypes={acceptedTypes.video}
      onSelect={(files) => {
        if (!files?.length) return;
        upload(files);
        void navigate({ to: '/library', search: { tab: 'media' } });
      }}
    >
      <Button kind="primary" icon="upload">
        <Trans>Déposer un film</Trans>
      </Button>
    </FileTrigger>
  );
}

export default function Authoring() {
  const { t } = useLingui();
  const format = useFormat();
  const navigate = useNavigate();
  const { data, error, refetch } = api.useQuery('get', '/api/v1/grains', { params: { query: { limit: SHOWN } } });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton height={180} />;
  if (data.items.length === 0)
    return (
      <EmptyState drawing="film" title={t`Commencez par un film`} action={<DropFilm />}>
        <Trans>
          Déposez-le : pendant qu’il se prépare, vous pouvez déjà poser des cibles et des questions sur son début.
        </Trans>
      </EmptyState>
    );
  return (
    <section className={css.recent}>
      <div className={css.recentHead}>
        <h2 className={css.recentTitle}>
          <Trans>Derniers grains</Trans>
        </h2>
        <DropFilm />
      </div>
      <CardGrid
        label={t`Derniers grains`}
        rows={data.items}
        rowKey={({ id }) => id}
        rowText={({ title }) => title}
        picture={(grain) => (
          <Poster url={grain.poster_url} icon="film">
            {grain.duration_ms > 0 && <PosterNote>{formatClock(grain.duration_ms)}</PosterNote>}
          </Poster>
        )}
        words={(grain) => (
          <>
            <div>
              <Trans>Modifié {format.relative(grain.edited_ms)}</Trans>
            </div>
            <FilmState grain={grain} />
          </>
        )}
        onOpen={({ id }) => void navigate({ to: '/studio/$grainId', params: { grainId: id } })}
      />
      <p className={css.all}>
        <Link to="/library">
          <Trans>Toute la bibliothèque</Trans>
        </Link>
      </p>
    </section>
  );
}
