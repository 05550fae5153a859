// What is done to comments, one call each; the page is told of all of it by asking again.
import { request } from '../../../api/client.ts';
import type { ReviewComment } from '../../../api/shapes.ts';
import { refreshComments } from '../queries.ts';
import type { Draft } from '../state.ts';

const place = (submission_id: string, comment_id: string) => ({ params: { path: { submission_id, comment_id } } });

const said = async <T>(answer: Promise<T>): Promise<T> => {
  try {
    return await answer;
  } finally {
    await refreshComments();
  }
};

type Pin = Pick<ReviewComment, 'grain_id' | 'element_id' | 'at_ms' | 'x' | 'y' | 'parent_id'>;
const write = (submission_id: string, text: string, pin: Pin) =>
  said(
    request.POST('/api/v1/submissions/{submission_id}/comments', {
      params: { path: { submission_id } },
      body: { text, ...pin },
    }),
  );

export function pinOf({ grain_id, at_ms, x, y, element_id }: Omit<Draft, 'text'>): Pin {
  if (!grain_id) return {};
  return {
    grain_id,
    at_ms: Math.round(at_ms),
    ...(element_id ? { element_id } : {}),
    ...(x === null || y === null ? {} : { x, y }),
  };
}

export const comment = (submission_id: string, draft: Draft) => write(submission_id, draft.text.trim(), pinOf(draft));
export const reply = (submission_id: string, parent_id: string, text: string) =>
  write(submission_id, text.trim(), { parent_id });
export const rewrite = (submission_id: string, id: string, text: string) =>
  said(
    request.PATCH('/api/v1/submissions/{submission_id}/comments/{comment_id}', {
      ...place(submission_id, id),
      body: { text: text.trim() },
    }),
  );
export const resolve = (submission_id: string, id: string, resolved: boolean) =>
  said(
    request.PATCH('/api/v1/submissions/{submission_id}/comments/{comment_id}', {
      ...place(submission_id, id),
      body: { resolved },
    }),
  );
export const remove = (submission_id: string, id: string) =>
  said(request.DELETE('/api/v1/submissions/{submission_id}/comments/{comment_id}', place(submission_id, id)));
/** As it was: for whoever deleted it by mistake. */
export const putBack = (submission_id: string, { text, parent_id, grain_id, element_id, at_ms, x, y }: ReviewComment) =>
  write(submission_id, text, {
    ...(parent_id === undefined ? {} : { parent_id }),
    ...(grain_id === undefined ? {} : { grain_id }),
    ...(element_id === undefined ? {} : { element_id }),
    ...(at_ms === undefined ? {} : { at_ms }),
    ...(x === undefined ? {} : { x }),
    ...(y === undefined ? {} : { y }),
  });
