// Small requests over XMLHttpRequest: it exists everywhere, can be cut short, and never throws here. Status 0 = no answer.

export type Reply = { status: number; text: string; etag: string | null };
export type Send = (
  method: 'GET' | 'POST',
  url: string,
  body?: string,
  headers?: Record<string, string>,
) => Promise<Reply>;

const PATIENCE_MS = 20_000;

export const send: Send = (method, url, body, headers = {}) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const done = (): void =>
      resolve({
        status: request.status,
        text: request.status ? request.responseText : '',
        etag: request.status ? request.getResponseHeader('ETag') : null,
      });
    request.open(method, url);
    request.timeout = PATIENCE_MS;
    for (const name of Object.keys(headers)) request.setRequestHeader(name, headers[name] as string);
    request.onloadend = done;
    request.send(body);
  });

/** The body of a good answer; undefined for anything else, broken JSON included. */
export function parsed<T>({ status, text }: Reply): T | undefined {
  if (status !== 200) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
