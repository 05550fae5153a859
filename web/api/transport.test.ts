import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProblemError } from './problem.ts';
import { onSessionEnd, setCsrfToken, transport } from './transport.ts';

const calls: Request[] = [];
let replies: Response[] = [];

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ status, code, title: code, request_id: 'r-1' }), { status, headers });
const call = (path: string, init?: RequestInit) => transport(new Request(`http://localhost${path}`, init));
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => Promise.reject(new Error('was not refused')),
    (error: unknown) => error as ProblemError,
  );

beforeEach(() => {
  calls.length = 0;
  vi.stubGlobal('fetch', (request: Request) => {
    calls.push(request);
    const reply = replies.shift();
    return reply ? Promise.resolve(reply) : Promise.reject(new TypeError('network'));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  setCsrfToken(null);
  onSessionEnd(null);
  replies = [];
});

describe('a request', () => {
  it('that writes carries the CSRF token, one that reads does not', async () => {
    setCsrfToken('secret');
    replies = [new Response('{}'), new Response('{}')];
    await call('/api/v1/groups');
    await call('/api/v1/groups', { method: 'POST', body: '{}' });
    expect(calls.map((request) => request.headers.get('X-CSRF-Token'))).toEqual([null, 'secret']);
  });

  it('that is refused throws the problem with its code and request id', async () => {
    replies = [problem(409, 'account.email_taken')];
    const error = await refusal(call('/api/v1/persons', { method: 'POST', body: '{}' }));
    expect(error).toBeInstanceOf(ProblemError);
    expect([error.code, error.requestId, error.status]).toEqual(['account.email_taken', 'r-1', 409]);
  });

  it('that is told to wait says for how long', async () => {
    replies = [problem(429, 'account.throttled', { 'Retry-After': '42' })];
    expect((await refusal(call('/api/v1/session', { method: 'POST', body: '{}' }))).retryAfterS).toBe(42);
  });

  it('answered by a page of the front server is a problem all the same', async () => {
    replies = [new Response('<html>Bad gateway</html>', { status: 502 })];
    expect((await refusal(call('/api/v1/groups'))).code).toBe('http.busy');
  });

  it('that never leaves is the offline problem', async () => {
    expect((await refusal(call('/api/v1/groups'))).code).toBe('client.offline');
  });

  it('not modified since the last one passes', async () => {
    replies = [new Response(null, { status: 304 })];
    expect((await call('/api/v1/tasks')).status).toBe(304);
  });
});

describe('when the session has ended', () => {
  it('the same request is sent again, with the new token, once signed in', async () => {
    setCsrfToken('old');
    onSessionEnd(() => {
      setCsrfToken('new');
      return Promise.resolve(true);
    });
    replies = [problem(401, 'http.unauthenticated'), new Response('{"ok":true}')];
    const reply = await call('/api/v1/groups', { method: 'POST', body: '{"name":"Lyon"}' });
    expect(await reply.json()).toEqual({ ok: true });
    expect(calls).toHaveLength(2);
    expect(calls[1]?.headers.get('X-CSRF-Token')).toBe('new');
    expect(await calls[1]?.text()).toBe('{"name":"Lyon"}');
  });

  it('and nobody signs in, the request fails', async () => {
    onSessionEnd(() => Promise.resolve(false));
    replies = [problem(401, 'http.unauthenticated')];
    expect((await refusal(call('/api/v1/groups'))).code).toBe('http.unauthenticated');
    expect(calls).toHaveLength(1);
  });

  it('a wrong password at sign-in asks nothing', async () => {
    const ask = vi.fn(() => Promise.resolve(true));
    onSessionEnd(ask);
    replies = [problem(401, 'account.credentials')];
    expect((await refusal(call('/api/v1/session', { method: 'POST', body: '{}' }))).code).toBe('account.credentials');
    expect(ask).not.toHaveBeenCalled();
  });
});
