// The generated client and its react-query face. Screens use `api` (hooks and query options) and `request` (plain calls).
import { QueryClient } from '@tanstack/react-query';
import createFetchClient from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { ProblemError } from './problem.ts';
import type { paths } from './shapes.ts';
import { transport } from './transport.ts';

export const request = createFetchClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: transport });
export const api = createQueryClient(request);

const worthRetrying = (error: unknown) =>
  error instanceof ProblemError && (error.status >= 502 || error.code === 'client.offline');

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 15_000, retry: (count, error) => count < 2 && worthRetrying(error) },
  },
});

/** The header of an edit: the version of the document that was read. */
export const ifMatch = (version: number) => ({ 'If-Match': `"${version}"` });

/** Pages of a list through `useInfiniteQuery`. The first has no cursor: null, because the library turns undefined into 0. */
export const byCursor = {
  pageParamName: 'cursor',
  initialPageParam: null as string | null,
  getNextPageParam: (last: { next_cursor: string | null }) => last.next_cursor ?? undefined,
} as const;
