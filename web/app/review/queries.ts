// What the review asks of the API, and what must be asked again after an act. Two people look at the same page: it is read
// again every few seconds, so that nobody decides on what the other has decided already.
import { queryOptions } from '@tanstack/react-query';
import { api, queryClient, request } from '../../api/client.ts';
import type { ReviewComment } from '../../api/shapes.ts';

const OTHERS_MS = 10_000;
const path = (submission_id: string) => ({ params: { path: { submission_id } } });

export const submissionOf = (id: string) =>
  api.queryOptions('get', '/api/v1/submissions/{submission_id}', path(id), { refetchInterval: OTHERS_MS });

const COMMENTS = 'review-comments';
const COMMENT_PAGE = 200;

/** All of them: a conversation and its number are known only with the whole. The server keeps 500 at most. */
async function allComments(id: string): Promise<ReviewComment[]> {
  const found: ReviewComment[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query: { limit: number; cursor?: string } = { limit: COMMENT_PAGE, ...(cursor ? { cursor } : {}) };
    const { data } = await request.GET('/api/v1/submissions/{submission_id}/comments', {
      params: { path: { submission_id: id }, query },
    });
    found.push(...(data?.items ?? []));
    cursor = data?.next_cursor ?? null;
  }
  return found;
}

export const commentsOf = (id: string) =>
  queryOptions({ queryKey: [COMMENTS, id], queryFn: () => allComments(id), refetchInterval: OTHERS_MS });

/** What is submitted never changes, so neither does its difference. */
export const differenceOf = (id: string) =>
  api.queryOptions('get', '/api/v1/submissions/{submission_id}/difference', path(id), { staleTime: Infinity });

export const reviewOf = (module_id: string) =>
  api.queryOptions('get', '/api/v1/modules/{module_id}/review', { params: { path: { module_id } } });

const again = (...paths: string[]): Promise<unknown> =>
  Promise.all(paths.map((name) => queryClient.invalidateQueries({ queryKey: ['get', name] })));

export const refreshReview = (): Promise<unknown> =>
  again(
    '/api/v1/submissions',
    '/api/v1/submissions/{submission_id}',
    '/api/v1/modules/{module_id}/review',
    '/api/v1/module-states',
  );

export const refreshComments = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: [COMMENTS] }),
    again('/api/v1/submissions', '/api/v1/submissions/{submission_id}'),
  ]);
