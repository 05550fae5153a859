// Waiting times between attempts: doubling from the first to the longest, a little apart from everybody else's.

export class Backoff {
  private next_ms: number;

  constructor(
    private readonly first_ms: number,
    private readonly longest_ms: number,
    private readonly random: () => number = Math.random,
  ) {
    this.next_ms = first_ms;
  }

  /** How long to wait this time: between 80 % and 100 % of the step. */
  wait(): number {
    const step = this.next_ms;
    this.next_ms = Math.min(step * 2, this.longest_ms);
    return step * (0.8 + 0.2 * this.random());
  }

  reset(): void {
    this.next_ms = this.first_ms;
  }
}
