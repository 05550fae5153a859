// How many bytes per second the network gives, from bytes received while any body is arriving. Two moving averages: the
// lower one counts, so that a drop is believed at once and a rise only when it lasts.

/** Before anything is known: 512 kb/s. */
const FIRST_GUESS = 64_000;
const SAMPLE_BYTES = 16_000;
const FAST_S = 2;
const SLOW_S = 8;

export class Bandwidth {
  private fast = 0;
  private slow = 0;
  private weight = 0;
  private bytes = 0;
  private busy_ms = 0;
  private arriving = 0;
  private since = 0;

  constructor(private readonly now: () => number) {}

  /** A body starts to arrive. */
  begin(): void {
    if (this.arriving++ === 0) this.since = this.now();
  }

  received(bytes: number): void {
    this.bytes += bytes;
  }

  /** A body has arrived, or was given up. */
  end(): void {
    this.account();
    if (this.arriving > 0) this.arriving--;
    if (this.bytes >= SAMPLE_BYTES) this.sample();
  }

  /** Bytes per second. */
  estimate(): number {
    return this.weight > 0 ? Math.min(this.fast, this.slow) : FIRST_GUESS;
  }

  get known(): boolean {
    return this.weight > 0;
  }

  private account(): void {
    if (this.arriving === 0) return;
    const now = this.now();
    this.busy_ms += now - this.since;
    this.since = now;
  }

  private sample(): void {
    const seconds = Math.max(this.busy_ms, 4) / 1000;
    const rate = this.bytes / seconds;
    const follow = (average: number, half: number): number => {
      const keep = this.weight > 0 ? Math.pow(0.5, seconds / half) : 0;
      return average * keep + rate * (1 - keep);
    };
    // A short sample says little by its time alone; its bytes give it a weight of their own.
    this.fast = follow(this.fast, FAST_S / (1 + this.bytes / 200_000));
    this.slow = follow(this.slow, SLOW_S / (1 + this.bytes / 200_000));
    this.weight++;
    this.bytes = 0;
    this.busy_ms = 0;
  }
}
