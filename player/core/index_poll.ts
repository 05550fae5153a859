// Asks for the index while rungs are still coming, and when an address has run out of time. One question at a time.
import type { PlayApi } from './api.ts';
import type { MediaPlay } from './document.ts';

export const POLL_MS = 5000;

export class IndexPoll {
  private timer = 0;
  private asking = false;
  private closed = false;

  constructor(
    private readonly api: Pick<PlayApi, 'index'>,
    private complete: boolean,
    private readonly apply: (film: MediaPlay) => void,
  ) {
    if (!complete) this.plan();
  }

  /** Now rather than in its turn: an address has been refused. */
  now(): void {
    if (this.asking || this.closed) return;
    clearTimeout(this.timer);
    this.asking = true;
    void this.api.index().then((film) => {
      this.asking = false;
      if (this.closed) return;
      if (film) {
        this.complete = film.complete;
        this.apply(film);
      }
      if (!this.complete) this.plan();
    });
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  private plan(): void {
    this.timer = setTimeout(() => this.now(), POLL_MS) as unknown as number;
  }
}
