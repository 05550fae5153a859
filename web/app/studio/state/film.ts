// The film of the grain, followed while it is being prepared: its state, and what there is to play of it.
import { api } from '../../../api/client.ts';
import type { Media } from '../../../api/shapes.ts';
import type { MediaPlay } from '../../../../player/core/document.ts';

const POLL_MS = 2000;

export type Film = {
  media: Media | undefined;
  play: MediaPlay | undefined;
  /** 0: not known yet. */
  film_ms: number;
  error: unknown;
};

export function useFilm(media_id: string | undefined): Film {
  const path = { params: { path: { media_id: media_id ?? '' } } };
  const media = api.useQuery('get', '/api/v1/media/{media_id}', path, {
    enabled: !!media_id,
    refetchInterval: ({ state }) =>
      state.data && (state.data.state === 'uploading' || state.data.state === 'preparing') ? POLL_MS : false,
  });
  const play = api.useQuery('get', '/api/v1/media/{media_id}/play', path, {
    enabled: !!media_id && !!media.data?.playable,
    refetchInterval: ({ state }) => (state.data && !state.data.complete ? POLL_MS : false),
    // Addresses of parts are signed for an hour: asked again well before they end.
    staleTime: 20 * 60_000,
  });
  return {
    media: media.data,
    play: play.data as MediaPlay | undefined,
    film_ms: play.data?.duration_ms || media.data?.duration_ms || 0,
    error: media.error ?? play.error,
  };
}
