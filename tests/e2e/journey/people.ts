// The API as these people may use it, for what the story does not do through a screen.
import { account, type Instance } from '../instance.ts';

export class Person {
  readonly #headers: Record<string, string>;
  private constructor(
    readonly origin: string,
    headers: Record<string, string>,
  ) {
    this.#headers = headers;
  }

  static async signedIn(instance: Instance, role: string): Promise<Person> {
    const { email, password } = account(instance, role);
    const { origin } = instance;
    const reply = await fetch(`${origin}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: origin },
      body: JSON.stringify({ email, password }),
    });
    if (!reply.ok) throw new Error(`${role} cannot sign in: ${reply.status}`);
    const Cookie = reply.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]).join('; ');
    const session = (await (await fetch(`${origin}/api/v1/session`, { headers: { Cookie } })).json()) as { csrf_token: string };
    return new Person(origin, { Cookie, Origin: origin, 'X-CSRF-Token': session.csrf_token });
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
}
