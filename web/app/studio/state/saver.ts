// Saves the document by itself: a moment after the last change, one request at a time, again and again while the network
// is away, and not at all once somebody else has saved another version. Knows nothing of React and of undo.
import type { GrainDocument } from '../../../../player/core/document.ts';
import { asProblem } from '../../../api/problem.ts';

export type SaveState =
  | { kind: 'saved'; at_ms: number | null }
  | { kind: 'waiting' }
  | { kind: 'saving' }
  | { kind: 'offline' }
  | { kind: 'refused'; code: string; field: string | undefined; requestId: string | undefined }
  | { kind: 'conflict' };

/** Writes the document over `version` and says which version it is now. */
export type Send = (document: GrainDocument, version: number) => Promise<number>;

const SETTLE_MS = 800;
/** Whoever never stops typing is saved all the same. */
const AT_MOST_MS = 5000;
const AGAIN_MS = [2000, 4000, 8000, 15_000, 30_000];

export class Saver {
  #state: SaveState = { kind: 'saved', at_ms: null };
  /** When this page saved last; null: not yet. */
  #saved_ms: number | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #flight: Promise<void> | null = null;
  #changed_ms = 0;
  #failures = 0;
  #listeners = new Set<() => void>();
  #send: Send;
  #saved: GrainDocument;
  #current: GrainDocument;
  #version: number;

  constructor(send: Send, document: GrainDocument, version: number) {
    this.#send = send;
    this.#saved = document;
    this.#current = document;
    this.#version = version;
  }

  get state(): SaveState {
    return this.#state;
  }
  /** What the server has, as far as this page knows: where both sides of a conflict come from. */
  get saved(): GrainDocument {
    return this.#saved;
  }
  get dirty(): boolean {
    return this.#current !== this.#saved;
  }

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  change(document: GrainDocument): void {
    if (document === this.#current) return;
    if (!this.dirty) this.#changed_ms = Date.now();
    this.#current = document;
    if (this.#state.kind === 'conflict') return;
    if (!this.dirty && !this.#flight) {
      this.#stopTimer();
      this.#become({ kind: 'saved', at_ms: this.#saved_ms });
      return;
    }
    if (this.#state.kind !== 'offline' && !this.#flight) this.#become({ kind: 'waiting' });
    const waited = Date.now() - this.#changed_ms;
    this.#after(Math.max(0, Math.min(SETTLE_MS, AT_MOST_MS - waited)));
  }

  /** Saves now. True: everything is on the server. */
  async flush(): Promise<boolean> {
    this.#stopTimer();
    while (this.#flight) await this.#flight;
    if (this.dirty && this.#state.kind !== 'conflict') await this.#save();
    return !this.dirty;
  }

  /** The way out of a conflict: what was read last from the server is the base from now on. */
  resolve(theirs: GrainDocument, version: number, document: GrainDocument): void {
    this.#saved = theirs;
    this.#version = version;
    this.#current = theirs;
    this.#become({ kind: 'saved', at_ms: null });
    this.change(document);
  }

  /** No more requests of its own accord: the page is left. */
  stop(): void {
    this.#stopTimer();
  }

  #become(state: SaveState): void {
    this.#state = state;
    this.#listeners.forEach((listener) => listener());
  }
  #stopTimer(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
  #after(delay_ms: number): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.dirty) void this.#save();
    }, delay_ms);
  }

  #save(): Promise<void> {
    // What changes during the flight is saved by the next one.
    this.#flight ??= this.#attempt().finally(() => {
      this.#flight = null;
      if (this.dirty && this.#state.kind === 'waiting') this.#after(SETTLE_MS);
    });
    return this.#flight;
  }

  async #attempt(): Promise<void> {
    const document = this.#current;
    if (this.#state.kind !== 'offline') this.#become({ kind: 'saving' });
    try {
      this.#version = await this.#send(document, this.#version);
      this.#saved = document;
      this.#failures = 0;
      this.#changed_ms = this.#saved_ms = Date.now();
      this.#become(this.dirty ? { kind: 'waiting' } : { kind: 'saved', at_ms: this.#saved_ms });
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const problem = asProblem(error);
    if (!problem || problem.status === 412) return this.#become({ kind: 'conflict' });
    const away = problem.code === 'client.offline' || problem.status >= 500 || problem.status === 429;
    if (!away)
      return this.#become({
        kind: 'refused',
        code: problem.code,
        field: problem.field,
        requestId: problem.requestId,
      });
    const again_ms = AGAIN_MS[Math.min(this.#failures, AGAIN_MS.length - 1)] ?? 30_000;
    this.#failures++;
    this.#become({ kind: 'offline' });
    this.#after(Math.max(again_ms, (problem.retryAfterS ?? 0) * 1000));
  }
}
