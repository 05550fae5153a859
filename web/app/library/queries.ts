// The lists of the library: what is asked, how often, and what must be asked again after a change.
import { infiniteQueryOptions } from '@tanstack/react-query';
import { byCursor, queryClient, request } from '../../api/client.ts';
import type { Media, paths } from '../../api/shapes.ts';

const PREPARING_MS = 2000;
const PAGE = 100;

export type MediaFilters = NonNullable<paths['/api/v1/media']['get']['parameters']['query']>;
type MediaPage = paths['/api/v1/media']['get']['responses']['200']['content']['application/json'];

export const MEDIA_LIST = 'media-list';

/** Bytes or steps are still to come. */
export const isUnderWay = ({ state }: Media): boolean => state === 'uploading' || state === 'preparing';

// What was read last for each page, so that an unchanged one costs an empty reply.
const known = new Map<string, { etag: string; page: MediaPage }>();
const KNOWN_AT_MOST = 50;

async function readPage(query: MediaFilters): Promise<MediaPage> {
  const key = JSON.stringify(query);
  const before = known.get(key);
  const headers = before ? { 'If-None-Match': before.etag } : {};
  const { data, response } = await request.GET('/api/v1/media', { params: { query }, headers });
  if (response.status === 304 && before) return before.page;
  const page = data ?? { items: [], next_cursor: null, total: 0 };
  const etag = response.headers.get('ETag');
  if (known.size > KNOWN_AT_MOST) known.clear();
  if (etag) known.set(key, { etag, page });
  return page;
}

/** Asked every two seconds while something on it is being sent or prepared. */
export const mediaList = (filters: MediaFilters) =>
  infiniteQueryOptions({
    queryKey: [MEDIA_LIST, filters],
    initialPageParam: byCursor.initialPageParam,
    getNextPageParam: byCursor.getNextPageParam,
    queryFn: ({ pageParam }) => readPage({ limit: PAGE, ...filters, ...(pageParam ? { cursor: pageParam } : {}) }),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnderWay)) ? PREPARING_MS : false,
  });

const again = (...paths: string[]): Promise<unknown> =>
  Promise.all(paths.map((path) => queryClient.invalidateQueries({ queryKey: ['get', path] })));

export const refreshMedia = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: [MEDIA_LIST] }),
    again('/api/v1/media', '/api/v1/media/{media_id}', '/api/v1/media/{media_id}/play', '/api/v1/grains'),
  ]);
/** An edit makes a draft of what was handed in or approved, and may put right what the checks found. */
const OF_DRAFTS = [
  '/api/v1/modules',
  '/api/v1/modules/{module_id}',
  '/api/v1/modules/{module_id}/checks',
  '/api/v1/modules/{module_id}/review',
  '/api/v1/module-states',
];
export const refreshGrains = (): Promise<unknown> => again('/api/v1/grains', ...OF_DRAFTS);
export const refreshModules = (): Promise<unknown> => again(...OF_DRAFTS);
