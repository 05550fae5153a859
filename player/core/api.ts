// The few addresses a player asks: a fresh index of the film, another grain. With a launch under its token, in a preview
// of a draft or of what was submitted under the session of whoever looks.
import type { MediaPlay, PlayDocument, Uuid } from './document.ts';
import { parsed, type Send } from './transport.ts';

export type PlayApi = {
  /** undefined: no answer or nothing new. */
  index(): Promise<MediaPlay | undefined>;
  grain(id: Uuid): Promise<PlayDocument | undefined>;
};

export function playApi({ launch, submission_id, grain_id, film }: PlayDocument, send: Send): PlayApi {
  const token = launch ? encodeURIComponent(launch.token) : '';
  let etag: string | null = null;
  return {
    index: () => {
      const url = launch
        ? `/api/v1/play/${launch.id}/index?token=${token}&grain_id=${grain_id}`
        : `/api/v1/media/${film.id}/play`;
      return send('GET', url, undefined, etag ? { 'If-None-Match': etag } : {}).then((reply) => {
        const fresh = parsed<MediaPlay>(reply);
        if (fresh) etag = reply.etag;
        return fresh;
      });
    },
    grain: (id) => {
      let url = `/api/v1/grains/${id}/preview`;
      if (submission_id) url = `/api/v1/submissions/${submission_id}/grains/${id}`;
      if (launch) url = `/api/v1/play/${launch.id}/grains/${id}?token=${token}`;
      return send('GET', url).then((reply) => parsed<PlayDocument>(reply));
    },
  };
}
