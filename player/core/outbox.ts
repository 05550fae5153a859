// Keeps statements until the server has acknowledged each by its id: memory at once, storage as soon as it can, then posts in
// batches. Sending twice is harmless, losing is not: nothing leaves but on an acknowledgement or a final refusal.
import { Backoff } from './backoff.ts';
import { formatSpans, join, parseSpans } from './coverage.ts';
import type { GrainState, Uuid } from './document.ts';
import type { Entry, OutboxStorage } from './outbox_storage.ts';
import { isAnswer, isProgress, PLAYED_SEGMENTS, type Statement } from './statements.ts';
import { parsed, type Reply, type Send } from './transport.ts';

export const BATCH_COUNT = 200;
export const BATCH_BYTES = 60_000;
const SOON_MS = 400;

type Receipt = { accepted?: Uuid[]; refused?: { id: Uuid; code: string }[]; state?: GrainState };
export type Launch = Entry['launch'];

export type Delivery = 'fine' | 'offline' | 'refused';
/** Told after every change: how many answers wait, how the last attempt went, what the server knows now. */
export type OutboxReport = (answers: number, delivery: Delivery, state?: GrainState) => void;
export type OutboxOptions = {
  launch: Launch;
  send: Send;
  storage: OutboxStorage;
  beacon(url: string, body: string): boolean;
  report: OutboxReport;
  random?: () => number;
};

/** The largest first part of `entries` of one launch that fits in one request. */
export function batchOf(entries: readonly Entry[], count = BATCH_COUNT): Entry[] {
  const batch: Entry[] = [];
  let bytes = 200;
  for (const entry of entries) {
    if (batch[0] && entry.launch.id !== batch[0].launch.id) continue;
    bytes += utf8Length(JSON.stringify(entry.statement)) + 1;
    if (batch.length >= count || (bytes > BATCH_BYTES && batch.length)) break;
    batch.push(entry);
  }
  return batch;
}

function utf8Length(text: string): number {
  return unescape(encodeURIComponent(text)).length;
}

const urlOf = (launch: Launch): string => `/api/v1/play/${launch.id}/statements`;
const bodyOf = (batch: readonly Entry[], launch: Launch): string =>
  JSON.stringify({ token: launch.token, statements: batch.map(({ statement }) => statement) });

/** Trying again with the same body cannot help. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429;
/** The launch itself is over or unknown. */
const isLaunchGone = (status: number): boolean => status === 401 || status === 403 || status === 404 || status === 410;

export class Outbox {
  private entries: Entry[] = [];
  private flying: Entry[] = [];
  private timer = 0;
  private delivery: Delivery = 'fine';
  private batchCount = BATCH_COUNT;
  private readonly backoff: Backoff;
  private closed = false;

  constructor(private readonly options: OutboxOptions) {
    this.backoff = new Backoff(1000, 60_000, options.random);
    options.storage.all().then(
      (left) => this.adopt(left),
      () => undefined,
    );
  }

  get kept(): number {
    return this.entries.length;
  }

  add(statement: Statement): void {
    const replaced = isProgress(statement) ? this.takeIn(statement) : [];
    const entry = { id: statement.id, launch: this.options.launch, statement };
    this.entries.push(entry);
    this.options.storage.put(entry).then(undefined, () => undefined);
    if (replaced.length) this.drop(replaced);
    this.tell();
    if (this.delivery !== 'offline') this.sendIn(SOON_MS);
  }

  /** Everything at once: after an answer, when the network is back. */
  flush(): void {
    this.backoff.reset();
    this.sendIn(0);
  }

  /** The page is going away: what waits leaves by beacon, and stays kept in case it does not arrive. */
  leave(): void {
    let waiting = this.entries.slice();
    while (waiting.length) {
      const batch = batchOf(waiting);
      const launch = (batch[0] as Entry).launch;
      if (!this.options.beacon(urlOf(launch), bodyOf(batch, launch))) return;
      waiting = waiting.filter((entry) => batch.indexOf(entry) < 0);
    }
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private adopt(left: readonly Entry[]): void {
    const known = this.entries.map(({ id }) => id);
    const unknown = left.filter(({ id }) => known.indexOf(id) < 0);
    if (!unknown.length) return;
    this.entries = unknown.concat(this.entries);
    this.tell();
    this.sendIn(0);
  }

  /** Older reports of progress that have not left: the newer one tells what they would have told, and replaces them. */
  private takeIn(statement: Statement): Entry[] {
    const older = this.entries.filter(
      (entry) =>
        isProgress(entry.statement) &&
        entry.statement.object.id === statement.object.id &&
        entry.launch.id === this.options.launch.id &&
        this.flying.indexOf(entry) < 0,
    );
    const extensions = statement.result && statement.result.extensions;
    if (!older.length || !extensions) return [];
    let spans = parseSpans(String(extensions[PLAYED_SEGMENTS] || ''));
    for (const { statement: old } of older) {
      const told = old.result && old.result.extensions && old.result.extensions[PLAYED_SEGMENTS];
      for (const span of parseSpans(String(told || ''))) spans = join(spans, span);
    }
    if (spans.length) extensions[PLAYED_SEGMENTS] = formatSpans(spans);
    return older;
  }

  private sendIn(ms: number): void {
    if (this.closed || this.flying.length) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.post(), ms) as unknown as number;
  }

  private post(): void {
    const batch = batchOf(this.entries, this.batchCount);
    const first = batch[0];
    if (!first || this.flying.length) return;
    this.flying = batch;
    const headers = { 'Content-Type': 'application/json' };
    this.options.send('POST', urlOf(first.launch), bodyOf(batch, first.launch), headers).then((reply) => {
      this.flying = [];
      this.settle(batch, first.launch, reply);
    });
  }

  private settle(batch: readonly Entry[], launch: Launch, reply: Reply): void {
    const receipt = parsed<Receipt>(reply);
    if (receipt) return this.acknowledged(batch, receipt);
    if (isLaunchGone(reply.status)) return this.launchGone(launch);
    if (isFinal(reply.status)) return this.narrow(batch);
    this.delivery = 'offline';
    this.tell();
    this.sendIn(this.backoff.wait());
  }

  private acknowledged(batch: readonly Entry[], receipt: Receipt): void {
    const settled = (receipt.accepted || []).concat((receipt.refused || []).map(({ id }) => id));
    const gone = batch.filter(({ id }) => settled.indexOf(id) >= 0);
    this.drop(gone);
    this.delivery = 'fine';
    this.backoff.reset();
    this.batchCount = BATCH_COUNT;
    this.tell(receipt.state);
    if (this.entries.length) this.sendIn(gone.length ? 0 : this.backoff.wait());
  }

  /** What an earlier launch of the same registration left is sent under the present one; strangers' remains are dropped. */
  private launchGone(launch: Launch): void {
    const { launch: present } = this.options;
    if (launch.id === present.id) {
      this.delivery = 'refused';
      this.tell();
      return;
    }
    const orphans = this.entries.filter((entry) => entry.launch.id === launch.id);
    if (launch.registration_id === present.registration_id) for (const orphan of orphans) orphan.launch = present;
    else this.drop(orphans);
    this.tell();
    this.sendIn(0);
  }

  /** The server cannot read the batch: halve until the one it stumbles on is found, and give that one up. */
  private narrow(batch: readonly Entry[]): void {
    if (batch.length === 1) {
      this.drop(batch);
      this.batchCount = BATCH_COUNT;
    } else {
      this.batchCount = Math.ceil(batch.length / 2);
    }
    this.tell();
    this.sendIn(0);
  }

  private drop(gone: readonly Entry[]): void {
    this.entries = this.entries.filter((entry) => gone.indexOf(entry) < 0);
    this.options.storage.remove(gone.map(({ id }) => id)).then(undefined, () => undefined);
  }

  private tell(state?: GrainState): void {
    const answers = this.entries.filter(({ statement }) => isAnswer(statement)).length;
    this.options.report(answers, this.delivery, state);
  }
}
