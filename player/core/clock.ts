// Calls back as often as the page is drawn while the film plays, when the element says so, and at one wanted moment. A
// hidden page gets no frames and rare timers: whoever listens must work on intervals.

/** Nearer than this a moment gets a timer of its own; the element's own reports come more often than that. */
const SOON_MS = 2000;

export class Clock {
  private frame = 0;
  private timer = 0;

  constructor(private readonly tick: () => void) {}

  start(): void {
    if (!this.frame) this.frame = requestAnimationFrame(this.next);
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.wakeIn(Infinity);
  }

  /** One more tick in so many milliseconds, for pages that are not drawn. Replaces the last wish. */
  wakeIn(ms: number): void {
    clearTimeout(this.timer);
    if (ms < SOON_MS) this.timer = setTimeout(this.tick, Math.max(0, ms)) as unknown as number;
  }

  private readonly next = (): void => {
    this.frame = requestAnimationFrame(this.next);
    this.tick();
  };
}
