// What goes wrong with a request, as one type: a problem of the API, or a reply that never came or cannot be read.
import type { Problem, SpaceChoice } from './shapes.ts';

export type ErrorCode = Problem['code'] | 'client.offline' | 'client.unreadable';

/** A problem document with the members that only some problems have. */
export type ProblemDocument = Partial<Problem> & { spaces?: SpaceChoice[] };

/** Thrown by every request. It has the members of the problem document, so that `error.code` is all a screen needs. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly field: string | undefined;
  readonly requestId: string | undefined;
  readonly fields: readonly { field: string; code: string }[];
  readonly document: ProblemDocument;
  readonly retryAfterS: number | undefined;

  constructor(status: number, document: ProblemDocument, fallback: ErrorCode, retryAfterS?: number) {
    super(document.title ?? fallback);
    this.name = 'ProblemError';
    this.code = document.code ?? fallback;
    this.status = status;
    this.field = document.field;
    this.requestId = document.request_id;
    this.fields = document.errors ?? [];
    this.document = document;
    this.retryAfterS = retryAfterS;
  }
}

const fallbackOf = (status: number): ErrorCode => {
  if (status === 413) return 'http.too_large';
  if (status === 429) return 'http.too_often';
  if (status === 502 || status === 503 || status === 504) return 'http.busy';
  return status >= 500 ? 'http.fault' : 'client.unreadable';
};

/** Reads a refused reply; a front server that answers with a page of its own still becomes a problem. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  let document: ProblemDocument = {};
  try {
    const body: unknown = await response.clone().json();
    if (body && typeof body === 'object' && 'code' in body) document = body as ProblemDocument;
  } catch {
    // Not JSON: the status says enough.
  }
  const requestId = document.request_id ?? response.headers.get('X-Request-Id');
  if (requestId) document = { ...document, request_id: requestId };
  return new ProblemError(response.status, document, fallbackOf(response.status), retryAfter);
}

export const asProblem = (error: unknown): ProblemError | null =>
  error instanceof ProblemError ? error : error ? new ProblemError(0, {}, 'client.unreadable') : null;
