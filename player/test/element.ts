// A media element without a browser: time passes when the test says so, and is told as rarely as the test says so.
import { join, type Span } from '../core/coverage.ts';
import type { MediaElement, MediaEventName } from '../core/element.ts';

export class SimulatedElement implements MediaElement {
  paused = true;
  ended = false;
  seeking = false;
  volume = 1;
  muted = false;
  readonly buffered = { length: 1, start: () => 0, end: () => this.duration };
  /** What it has really played. */
  played: Span[] = [];
  private at = 0;
  private rate = 1;
  private queue: MediaEventName[] = [];
  private readonly listeners: [MediaEventName, () => void][] = [];

  constructor(readonly duration: number) {}

  get currentTime(): number {
    return this.at;
  }

  set currentTime(seconds: number) {
    this.at = Math.max(0, Math.min(this.duration, seconds));
    this.seeking = true;
    this.ended = false;
    this.queue.push('seeking');
  }

  get playbackRate(): number {
    return this.rate;
  }

  set playbackRate(rate: number) {
    this.rate = rate;
    this.queue.push('ratechange');
  }

  play(): undefined {
    if (this.ended) this.currentTime = 0;
    if (this.paused) this.queue.push('play', 'playing');
    this.paused = false;
    return undefined;
  }

  pause(): void {
    if (!this.paused) this.queue.push('pause');
    this.paused = true;
  }

  /** Tells what has happened, as a browser does from its event loop: never inside the call that caused it. */
  settle(): void {
    for (let name = this.queue.shift(); name; name = this.queue.shift()) {
      this.tell(name);
      if (name === 'seeking' && this.seeking && this.queue.indexOf('seeking') < 0) {
        this.seeking = false;
        this.ended = this.at >= this.duration;
        this.tell('seeked');
      }
    }
  }

  /** Plays for so long by the wall clock, telling every `tick_ms`; returns film milliseconds really played. */
  pass(wall_ms: number, tick_ms: number, onTick: () => void): void {
    for (let left = wall_ms; left > 0; left -= tick_ms) {
      if (this.paused || this.ended) return;
      const from_ms = this.at * 1000;
      this.at = Math.min(this.duration, this.at + (Math.min(left, tick_ms) / 1000) * this.rate);
      this.played = join(this.played, { from_ms, to_ms: this.at * 1000 });
      if (this.at >= this.duration) {
        this.ended = true;
        this.paused = true;
        this.queue.push('timeupdate', 'pause', 'ended');
      } else {
        this.queue.push('timeupdate');
      }
      this.settle();
      onTick();
    }
  }

  tell(name: MediaEventName): void {
    for (const [heard, listener] of this.listeners.slice()) if (heard === name) listener();
  }

  addEventListener(name: MediaEventName, listener: () => void): void {
    this.listeners.push([name, listener]);
  }

  removeEventListener(name: MediaEventName, listener: () => void): void {
    const at = this.listeners.findIndex(([heard, known]) => heard === name && known === listener);
    if (at >= 0) this.listeners.splice(at, 1);
  }
}
