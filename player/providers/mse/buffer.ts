// A SourceBuffer that takes one order after another. Eviction behind the playhead and a full buffer are handled here.

export type Range = { start: number; end: number };
/** `full`: no room. `broken`: the element or the source will take nothing more. */
export type Outcome = 'done' | 'full' | 'broken';
type Order = { act(buffer: SourceBuffer): void; done(outcome: Outcome): void };

export class MediaBuffer {
  private orders: Order[] = [];
  private busy: Order | null = null;
  private readonly updated = (): void => this.finish('done');

  constructor(
    private readonly source: MediaSource,
    private readonly buffer: SourceBuffer,
  ) {
    buffer.addEventListener('updateend', this.updated);
  }

  append(bytes: ArrayBuffer): Promise<Outcome> {
    return this.order((buffer) => buffer.appendBuffer(bytes));
  }

  remove(start: number, end: number): Promise<Outcome> {
    if (end <= start) return Promise.resolve('done');
    return this.order((buffer) => buffer.remove(start, end));
  }

  get idle(): boolean {
    return !this.busy && this.orders.length === 0;
  }

  ranges(): Range[] {
    const ranges: Range[] = [];
    try {
      const { buffered } = this.buffer;
      for (let at = 0; at < buffered.length; at++) ranges.push({ start: buffered.start(at), end: buffered.end(at) });
    } catch {
      // Taken off its source: nothing is loaded any more.
    }
    return ranges;
  }

  /** End of what is loaded without a hole from `time` on; `time` itself when nothing is. */
  endAfter(time: number): number {
    let end = time;
    for (const range of this.ranges()) if (range.start <= end + 0.1 && range.end > end) end = range.end;
    return end;
  }

  close(): void {
    this.orders = [];
    this.buffer.removeEventListener('updateend', this.updated);
  }

  private order(act: Order['act']): Promise<Outcome> {
    return new Promise((done) => {
      this.orders.push({ act, done });
      this.next();
    });
  }

  private next(): void {
    if (this.busy || this.buffer.updating || this.source.readyState === 'closed') return;
    this.busy = this.orders.shift() || null;
    if (!this.busy) return;
    try {
      this.busy.act(this.buffer);
    } catch (error) {
      this.finish((error as Error).name === 'QuotaExceededError' ? 'full' : 'broken');
    }
  }

  private finish(outcome: Outcome): void {
    const { busy } = this;
    this.busy = null;
    if (busy) busy.done(outcome);
    this.next();
  }
}
