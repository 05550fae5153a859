// The one place that calls fetch. Adds the CSRF token, turns refusals into ProblemError, and when the session has ended
// asks for a new one and sends the same request again, so that nothing typed is lost.
import { problemOf, ProblemError } from './problem.ts';

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
// These answer 401 about what was typed, not about the session.
const OPEN = [
  /^\/api\/v1\/session$/,
  /^\/api\/v1\/instance$/,
  /^\/api\/v1\/access-links\//,
  /^\/api\/v1\/password-resets$/,
];

let token: string | null = null;
let reauthenticate: (() => Promise<boolean>) | null = null;

export const setCsrfToken = (next: string | null): void => {
  token = next;
};

/** For uploads, which go by a protocol and a library of their own. */
export const csrfToken = (): string | null => token;
export const signInAgain = (): Promise<boolean> => reauthenticate?.() ?? Promise.resolve(false);

/** `ask` resolves to true once the same person is signed in again. */
export const onSessionEnd = (ask: (() => Promise<boolean>) | null): void => {
  reauthenticate = ask;
};

const send = async (request: Request): Promise<Response> => {
  if (token && !SAFE.includes(request.method)) request.headers.set('X-CSRF-Token', token);
  try {
    return await fetch(request);
  } catch (cause) {
    if (request.signal.aborted) throw cause;
    throw new ProblemError(0, {}, 'client.offline');
  }
};

export async function transport(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await send(request);
  if (response.ok || response.status === 304) return response;
  const problem = await problemOf(response);
  const open = OPEN.some((path) => path.test(new URL(request.url).pathname));
  if (problem.status === 401 && !open && reauthenticate && (await reauthenticate())) {
    const second = await send(again);
    if (second.ok) return second;
    throw await problemOf(second);
  }
  throw problem;
}
