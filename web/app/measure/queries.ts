// What the screens of measures ask.
import { infiniteQueryOptions, queryOptions, useQuery } from '@tanstack/react-query';
import type { MediaPlay } from '../../../player/core/document.ts';
import { byCursor, request } from '../../api/client.ts';
import { liveReading } from './live/reading.ts';
import type { MeasureQuery } from './live/useMeasureFilters.ts';

const PAGE = 100;
const LIST_MS = 5000;
const pages = { initialPageParam: byCursor.initialPageParam, getNextPageParam: byCursor.getNextPageParam };
const nothing = { items: [], next_cursor: null, total: 0 };

export const measuredModules = (search: string | undefined) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['measure', 'modules', search],
    refetchInterval: LIST_MS,
    queryFn: async ({ pageParam }) => {
      const query = { limit: PAGE, ...(search ? { search } : {}), ...(pageParam ? { cursor: pageParam } : {}) };
      return (await request.GET('/api/v1/measures', { params: { query } })).data ?? nothing;
    },
  });

export const useOverview = (module_id: string, query: MeasureQuery) =>
  useQuery(
    liveReading(['overview', module_id, query], true, (headers) =>
      request.GET('/api/v1/measures/{module_id}', { params: { path: { module_id }, query }, headers }),
    ),
  );

export type GrainOf = { module_id: string; grain_id: string };

export const useAttention = (of: GrainOf, query: MeasureQuery, inSight: boolean, enabled = true) =>
  useQuery({
    ...liveReading(['attention', of, query], inSight, (headers) =>
      request.GET('/api/v1/measures/{module_id}/grains/{grain_id}/attention', { params: { path: of, query }, headers }),
    ),
    enabled,
  });

export const filmPlay = (of: GrainOf, query: MeasureQuery) =>
  queryOptions({
    queryKey: ['measure', 'film', of, query],
    queryFn: async () => {
      const { data } = await request.GET('/api/v1/measures/{module_id}/grains/{grain_id}/film', {
        params: { path: of, query },
      });
      return data as MediaPlay;
    },
    // Addresses of parts are signed for an hour: asked again well before they end.
    staleTime: 20 * 60_000,
    refetchInterval: ({ state }) => (state.data && !state.data.complete ? LIST_MS : false),
    retry: false,
  });

export const useQuestions = (of: GrainOf, query: MeasureQuery, inSight: boolean) =>
  useQuery(
    liveReading(['questions', of, query], inSight, (headers) =>
      request.GET('/api/v1/measures/{module_id}/grains/{grain_id}/questions', { params: { path: of, query }, headers }),
    ),
  );

export const useTargets = (of: GrainOf, query: MeasureQuery, inSight: boolean) =>
  useQuery(
    liveReading(['targets', of, query], inSight, (headers) =>
      request.GET('/api/v1/measures/{module_id}/grains/{grain_id}/targets', { params: { path: of, query }, headers }),
    ),
  );

export const SORTS = ['name', 'progress', 'score', 'watched_ms', 'first_ms', 'finished_ms', 'last_ms'] as const;
export type LearnerQuery = MeasureQuery & { search?: string; sort: (typeof SORTS)[number]; descending?: boolean };

export const measuredLearners = (module_id: string, query: LearnerQuery, inSight: boolean) =>
  infiniteQueryOptions({
    ...pages,
    queryKey: ['measure', 'learners', module_id, query],
    // Every page is read again, and each reading of names is in the access log: less often than figures without names.
    refetchInterval: inSight ? LIST_MS : false,
    queryFn: async ({ pageParam }) => {
      const { data } = await request.GET('/api/v1/measures/{module_id}/learners', {
        params: { path: { module_id }, query: { limit: PAGE, ...query, ...(pageParam ? { cursor: pageParam } : {}) } },
      });
      return data ?? nothing;
    },
  });

export const useLearner = (module_id: string, registration_id: string, query: MeasureQuery) =>
  useQuery({
    ...liveReading(['learner', module_id, registration_id, query], true, (headers) =>
      request.GET('/api/v1/measures/{module_id}/learners/{registration_id}', {
        params: { path: { module_id, registration_id }, query },
        headers,
      }),
    ),
    refetchInterval: LIST_MS,
  });
