// Keeps statements until the server has acknowledged each by its id: memory at once, storage as soon as it can, then posts in
// batches. Sending twice is harmless, losing is not: nothing leaves but on an acknowledgement or a final refusal.
import { Backoff } from './backoff.ts';
import { formatSpans, goOn, parseSpans, type Span } from './coverage.ts';
import type { GrainState, Uuid } from './document.ts';
import type { Entry, OutboxStorage } from './outbox_storage.ts';
import { isAnswer, isProgress, PLAYED_SEGMENTS, type Statement } from './statements.ts';
import { parsed, type Reply, type Send } from './transport.ts';

export const BATCH_COUNT = 200;
export const BATCH_BYTES = 60_000;
const SOON_MS = 400;

type Receipt = { accepted?: Uuid[]; refused?: { id: Uuid; code: string }[]; state?: GrainState };
export type Launch = Entry['launch'];

/** `closed`: the distribution may not be played now; what waits is kept and leaves when it may again. */
export type Delivery = 'fine' | 'offline' | 'refused' | 'closed';
/** Told after every change: how many answers wait, how the last attempt went and why, what the server knows now. */
export type OutboxReport = (answers: number, delivery: Delivery, why: string, state?: GrainState) => void;
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
/** Why nothing may be played now: "distribution.suspended". Empty: it is not that. */
function closedBecause({ status, text }: Reply): string {
  const code = status === 403 ? /"code":\s*"(distribution\.\w+)"/.exec(text) : null;
  return code ? (code[1] as string) : '';
}
/** What a visit to something else finds of another registration is kept so long for the next visit to that. */
const KEPT_MS = 30 * 24 * 3600_000;

export class Outbox {
  private entries: Entry[] = [];
  private flying: Entry[] = [];
  /** Those that left once, whether or not they arrived. */
  private readonly left: Record<Uuid, true> = {};
  private timer = 0;
  private delivery: Delivery = 'fine';
  private why = '';
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
    if (this.delivery === 'fine' || this.delivery === 'refused') this.sendIn(SOON_MS);
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
      this.leaves(batch);
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

  private leaves(batch: readonly Entry[]): void {
    for (const { id } of batch) this.left[id] = true;
  }

  /** Older reports of progress that never left: the newer one tells what they would have told, and replaces them. One that
   * left may have arrived: what it told must not be told again, or it would count as watched twice. */
  private takeIn(statement: Statement): Entry[] {
    const older = this.entries.filter(
      (entry) =>
        isProgress(entry.statement) &&
        entry.statement.object.id === statement.object.id &&
        entry.launch.id === this.options.launch.id &&
        !this.left[entry.id],
    );
    const extensions = statement.result && statement.result.extensions;
    if (!older.length || !extensions) return [];
    const tellers = older.map((entry) => entry.statement).concat(statement);
    const spans = tellers.reduce((told: Span[], { result }) => {
      const segments = result && result.extensions && result.extensions[PLAYED_SEGMENTS];
      return parseSpans(String(segments || '')).reduce(goOn, told);
    }, []);
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
    this.leaves(batch);
    const headers = { 'Content-Type': 'application/json' };
    this.options.send('POST', urlOf(first.launch), bodyOf(batch, first.launch), headers).then((reply) => {
      this.flying = [];
      this.settle(batch, first.launch, reply);
    });
  }

  private settle(batch: readonly Entry[], launch: Launch, reply: Reply): void {
    const receipt = parsed<Receipt>(reply);
    if (receipt) return this.acknowledged(batch, receipt);
    const why = closedBecause(reply);
    if (why && launch.id === this.options.launch.id) return this.wait('closed', why);
    if (isLaunchGone(reply.status)) return this.launchGone(launch);
    if (isFinal(reply.status)) return this.narrow(batch);
    this.wait('offline', '');
  }

  private wait(delivery: Delivery, why: string): void {
    this.delivery = delivery;
    this.why = why;
    this.tell();
    this.sendIn(this.backoff.wait());
  }

  private acknowledged(batch: readonly Entry[], receipt: Receipt): void {
    const settled = (receipt.accepted || []).concat((receipt.refused || []).map(({ id }) => id));
    const gone = batch.filter(({ id }) => settled.indexOf(id) >= 0);
    this.drop(gone);
    this.delivery = 'fine';
    this.why = '';
    this.backoff.reset();
    this.batchCount = BATCH_COUNT;
    this.tell(receipt.state);
    if (this.entries.length) this.sendIn(gone.length ? 0 : this.backoff.wait());
  }

  /**
   * What an earlier launch of the same registration left is sent under the present one. What another registration left can
   * only be sent by the next visit to that one: it stays in storage, unless nobody has come for a long time.
   */
  private launchGone(launch: Launch): void {
    const { launch: present } = this.options;
    if (launch.id === present.id) {
      this.delivery = 'refused';
      this.tell();
      return;
    }
    const orphans = this.entries.filter((entry) => entry.launch.id === launch.id);
    if (launch.registration_id === present.registration_id) for (const orphan of orphans) orphan.launch = present;
    else this.setAside(orphans);
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

  private setAside(strange: readonly Entry[]): void {
    const old = strange.filter(({ statement }) => Date.now() - Date.parse(statement.timestamp) > KEPT_MS);
    this.entries = this.entries.filter((entry) => strange.indexOf(entry) < 0);
    this.drop(old);
  }

  private drop(gone: readonly Entry[]): void {
    this.entries = this.entries.filter((entry) => gone.indexOf(entry) < 0);
    this.options.storage.remove(gone.map(({ id }) => id)).then(undefined, () => undefined);
  }

  private tell(state?: GrainState): void {
    const answers = this.entries.filter(({ statement }) => isAnswer(statement)).length;
    this.options.report(answers, this.delivery, this.why, state);
  }
}
