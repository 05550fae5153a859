// One media at the edge of the page: its picture, its title, its state, the grains that show it.
import { zodResolver } from '@hookform/resolvers/zod';
import { Trans, useLingui } from '@lingui/react/macro';
import { useForm } from 'react-hook-form';
import { z } from 'zod/mini';
import { api, ifMatch } from '../../api/client.ts';
import type { Media } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Drawer } from '../../ui/Dialog.tsx';
import { SkeletonRows } from '../../ui/Feedback.tsx';
import { FormText } from '../../ui/form/fields.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { Stack } from '../../ui/Layout.tsx';
import { Link } from '../../ui/Link.tsx';
import { Poster } from '../../ui/Poster.tsx';
import { ErrorState } from '../../ui/States.tsx';
import { showToast } from '../../ui/Toast.tsx';
import { formatClock } from '../studio/document/times.ts';
import css from './Library.module.css';
import { MediaState } from './MediaState.tsx';
import { isUnderWay, refreshMedia } from './queries.ts';
import { useNewGrain } from './useNewGrain.ts';
import { kindIcons, kindNames } from './words.ts';

const POLL_MS = 2000;
const TITLE_MAX = 120;
const schema = z.object({
  title: z.string().check(z.trim(), z.minLength(1, 'http.required'), z.maxLength(TITLE_MAX, 'http.out_of_range')),
});

function Title({ media }: { media: Media }) {
  const { t } = useLingui();
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { title: media.title } });
  const save = api.useMutation('patch', '/api/v1/media/{media_id}', {
    onSuccess: () => showToast(t`Titre enregistré`),
    onSettled: refreshMedia,
  });
  return (
    <Form
      form={form}
      error={save.error}
      onSubmit={(body) =>
        save.mutate({ params: { path: { media_id: media.id }, header: ifMatch(media.version) }, body })
      }
    >
      <FormText name="title" label={t`Titre`} />
      <Button type="submit" isPending={save.isPending}>
        <Trans>Enregistrer le titre</Trans>
      </Button>
    </Form>
  );
}

function Facts({ media }: { media: Media }) {
  const { i18n } = useLingui();
  const format = useFormat();
  return (
    <dl className={css.facts}>
      <dt>
        <Trans>Genre</Trans>
      </dt>
      <dd>{i18n._(kindNames[media.kind])}</dd>
      <dt>
        <Trans>Fichier</Trans>
      </dt>
      <dd>
        {media.file_name}, {format.bytes(media.size_bytes)}
      </dd>
      {media.width > 0 && (
        <>
          <dt>
            <Trans>Image</Trans>
          </dt>
          <dd>
            {format.number(media.width)} × {format.number(media.height)}
          </dd>
        </>
      )}
      {media.duration_ms > 0 && (
        <>
          <dt>
            <Trans>Durée</Trans>
          </dt>
          <dd>{formatClock(media.duration_ms)}</dd>
        </>
      )}
      <dt>
        <Trans>Déposé</Trans>
      </dt>
      <dd>{format.dateTime(media.created_ms)}</dd>
    </dl>
  );
}

function Uses({ media, onClose }: { media: Media; onClose: () => void }) {
  const newGrain = useNewGrain();
  const { data } = api.useQuery('get', '/api/v1/grains', { params: { query: { media_id: media.id, limit: 20 } } });
  return (
    <section>
      <h3 className={css.small}>
        <Trans>Grains de ce film</Trans>
      </h3>
      {data?.items.map(({ id, title }) => (
        <p key={id}>
          <Link to="/studio/$grainId" params={{ grainId: id }} onClick={onClose}>
            {title}
          </Link>
        </p>
      ))}
      <div className={css.after}>
        <Button kind="primary" icon="plus" isDisabled={media.state === 'failed'} onPress={() => void newGrain(media)}>
          <Trans>Créer un grain de ce film</Trans>
        </Button>
      </div>
    </section>
  );
}

export function MediaPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useLingui();
  const { data, error, refetch } = api.useQuery(
    'get',
    '/api/v1/media/{media_id}',
    { params: { path: { media_id: id } } },
    { refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false) },
  );
  return (
    <Drawer isOpen title={data?.title ?? t`Média`} onClose={onClose}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Stack space={6}>
          <Poster url={data.poster_url} icon={kindIcons[data.kind]} />
          <MediaState media={data} />
          <Title key={data.version} media={data} />
          <Facts media={data} />
          {data.kind === 'video' && <Uses media={data} onClose={onClose} />}
        </Stack>
      ) : (
        <SkeletonRows label={t`Chargement`} />
      )}
    </Drawer>
  );
}
