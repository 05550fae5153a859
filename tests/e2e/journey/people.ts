// The API as these people may use it, for what the story does not do through a screen.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { account, type Instance } from '../instance.ts';

export class Person {
  readonly #headers: Record<string, string>;
  private constructor(
    readonly origin: string,
    headers: Record<string, string>,
  ) {
    this.#headers = headers;
  }

  static signedIn(instance: Instance, role: string): Promise<Person> {
    return Person.enter(instance.origin, account(instance, role));
  }

  static async enter(origin: string, { email, password }: { email: string; password: string }): Promise<Person> {
    const reply = await fetch(`${origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify({ email, password }),
    });
    if (!reply.ok) throw new Error(`${email} cannot sign in: ${reply.status}`);
    const Cookie = reply.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]).join('; ');
    const session = (await (await fetch(`${origin}/api/v1/session`, { headers: { Cookie } })).json()) as { csrf_token: string };
    return new Person(origin, { Cookie, Origin: origin, 'X-CSRF-Token': session.csrf_token });
  }

  /** A file into the library, by tus 1.0 in one part (8 MiB at most). Answers the media. */
  async upload(path: string, type: string): Promise<string> {
    const file = readFileSync(path);
    const words = (name: string, value: string) => `${name} ${Buffer.from(value).toString('base64')}`;
    const tus = { ...this.#headers, 'Tus-Resumable': '1.0.0' };
    const made = await fetch(`${this.origin}/api/v1/uploads`, {
      method: 'POST',
      headers: {
        ...tus,
        'Upload-Length': String(file.length),
        'Upload-Metadata': [words('filename', basename(path)), words('filetype', type), words('title', basename(path))].join(','),
      },
    });
    if (made.status !== 201) throw new Error(`the upload is refused: ${made.status} ${await made.text()}`);
    const { media_id } = (await made.json()) as { media_id: string };
    const sent = await fetch(new URL(made.headers.get('Location') ?? '', this.origin), {
      method: 'PATCH',
      headers: { ...tus, 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' },
      body: file,
    });
    if (sent.status !== 204) throw new Error(`the part is refused: ${sent.status} ${await sent.text()}`);
    return media_id;
  }

  /** The JSON of the answer; an answer that is an error is thrown with its text. */
  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const reply = await fetch(this.origin + path, {
      method,
      headers: { ...this.#headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${text}`);
    return (text ? JSON.parse(text) : undefined) as T;
  }

  /** The status and the code of an answer that is a refusal. */
  async refusal(method: string, path: string, body?: unknown): Promise<string> {
    const headers = { ...this.#headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) };
    const reply = await fetch(this.origin + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const problem = reply.ok ? {} : ((await reply.json()) as { code?: string });
    return `${reply.status} ${problem.code ?? ''}`.trim();
  }

  /** The text of an answer that is none of JSON, with its byte order mark if it has one. */
  async text(path: string): Promise<string> {
    const reply = await fetch(this.origin + path, { headers: this.#headers });
    if (!reply.ok) throw new Error(`GET ${path} answered ${reply.status}: ${await reply.text()}`);
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await reply.arrayBuffer());
  }

  /** Writes over this version of what is there. */
  put(path: string, body: unknown, version: number): Promise<void> {
    return this.#over('PUT', path, body, version);
  }
  /** Changes some of this version of what is there. */
  patch(path: string, body: unknown, version: number): Promise<void> {
    return this.#over('PATCH', path, body, version);
  }

  async #over(method: string, path: string, body: unknown, version: number): Promise<void> {
    const headers = { ...this.#headers, 'Content-Type': 'application/json', 'If-Match': `"${version}"` };
    const reply = await fetch(this.origin + path, { method, headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${await reply.text()}`);
  }

  /** A page as the browser gets it, redirections not followed. */
  page(path: string): Promise<Response> {
    return fetch(this.origin + path, { headers: this.#headers, redirect: 'manual' });
  }
}
