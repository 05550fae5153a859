// Keeps one SourceBuffer fed: fetches the next segment of the rung that is chosen for it, appends, tries again after a
// failure for as long as it takes. A seek raises the generation, so that nothing late from before it counts.
import { Backoff } from '../../core/backoff.ts';
import type { Bandwidth } from './bandwidth.ts';
import type { MediaBuffer } from './buffer.ts';
import { type Failure, fetchSegment, type Flight } from './fetcher.ts';
import type { Rung } from './ladder.ts';
import { type Segment, segmentAt } from './segments.ts';

export type FeedHost = {
  bandwidth: Bandwidth;
  /** Seconds of the film: where it plays, how far ahead to load, where it ends. */
  playhead(): number;
  goal(): number;
  /** Another feed is behind: on a slow line it goes first. */
  yields(next: number): boolean;
  duration(): number;
  choose(time: number, ahead: number, cautious: boolean): Rung | undefined;
  /** A request failed; or one came through, and everybody may look for the next. */
  failed(failure: Failure): void;
  delivered(): void;
  /** No room: make some. `broken`: nothing more will be taken. */
  full(): void;
  broken(): void;
};

/** Loaded before the source is open, at most. */
const EARLY_SEGMENTS = 2;
/** Give up a segment of a high rung when less than this is left to play and it will not arrive in time. */
const TIGHT_S = 5;
const ROOM_WAIT_MS = 1000;
/** Nothing is judged by fewer bytes. */
const TELLING_MS = 600;

export class Feed {
  /** Film time from which nothing is loaded or on its way yet. */
  next = 0;
  private buffer: MediaBuffer | null = null;
  private flight: { rung: Rung; segment: Segment; at_ms: number; control: Flight } | null = null;
  private early: { rung: Rung; bytes: ArrayBuffer }[] = [];
  private initialised = '';
  private generation = 0;
  private waiting = 0;
  private stuck = false;
  private cautious = false;
  private closed = false;
  private readonly backoff = new Backoff(500, 8000);

  constructor(
    private readonly host: FeedHost,
    private readonly now: () => number,
  ) {}

  /** The source is open: what has been fetched meanwhile goes in. */
  attach(buffer: MediaBuffer): void {
    this.buffer = buffer;
    const { early } = this;
    this.early = [];
    for (const { rung, bytes } of early) this.append(rung, bytes);
    this.pump();
  }

  get ranges(): MediaBuffer | null {
    return this.buffer;
  }

  /** Nothing on its way and nothing left to fetch. */
  get finished(): boolean {
    return (
      !this.flight && !this.stuck && this.buffer !== null && this.buffer.idle && this.next >= this.host.duration() - 0.1
    );
  }

  /** The rung of the last segment asked for. */
  current: Rung | null = null;

  pump(): void {
    if (this.closed || this.flight || this.waiting || this.stuck) return;
    if (!this.buffer && this.early.length >= EARLY_SEGMENTS) return;
    const ahead = this.next - this.host.playhead();
    if (ahead > this.host.goal() || this.host.yields(this.next)) return;
    const rung = this.host.choose(this.next, ahead, this.cautious);
    const segment = rung && segmentAt(rung.segments, this.next);
    if (rung && segment) this.fetch(rung, segment);
  }

  /** The learner went elsewhere. What is loaded there is used; what is on its way for another place is given up. */
  seek(time: number): void {
    const end = this.buffer ? this.buffer.endAfter(time) : time;
    this.restartAt(end > time + 0.05 ? end : time);
  }

  /** Loads from here again, in whichever rung is right now. */
  restartAt(time: number): void {
    const { flight } = this;
    if (flight && flight.segment.start <= time + 0.05 && flight.segment.end > time) return;
    this.generation++;
    this.next = time;
    if (!this.buffer) this.early = [];
    this.giveUp();
    this.tryNow();
  }

  /** The network is back, the index is fresh: no need to wait any longer. */
  tryNow(): void {
    clearTimeout(this.waiting);
    this.waiting = 0;
    this.pump();
  }

  /** Rather a lower rung now than a better one too late. */
  checkPace(lowest: Rung | undefined): void {
    const { flight } = this;
    if (!flight || flight.rung === lowest) return;
    const elapsed = this.now() - flight.at_ms;
    const left = flight.segment.start - this.host.playhead();
    if (left > TIGHT_S || elapsed < TELLING_MS) return;
    const { first, last } = flight.segment;
    const received = flight.control.received();
    const needed_s = ((last - first + 1 - received) * elapsed) / Math.max(received, 1) / 1000;
    if (needed_s < left + 0.5) return;
    this.cautious = true;
    this.giveUp();
    this.pump();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.waiting);
    this.giveUp();
    if (this.buffer) this.buffer.close();
  }

  private giveUp(): void {
    const { flight } = this;
    this.flight = null;
    if (flight) flight.control.abort();
  }

  private fetch(rung: Rung, segment: Segment): void {
    const { generation } = this;
    const mine = (): boolean => !this.closed && this.flight !== null && this.flight.control === control;
    const control = fetchSegment(
      segment,
      this.host.bandwidth,
      (bytes) => {
        if (!mine()) return;
        this.flight = null;
        this.backoff.reset();
        this.cautious = false;
        if (generation === this.generation) {
          this.next = segment.end;
          if (this.buffer) this.append(rung, bytes);
          else this.early.push({ rung, bytes });
        }
        this.host.delivered();
      },
      (failure) => {
        if (!mine()) return;
        this.flight = null;
        this.host.failed(failure);
        this.waiting = setTimeout(() => this.tryNow(), this.backoff.wait()) as unknown as number;
      },
    );
    this.current = rung;
    this.flight = { rung, segment, at_ms: this.now(), control };
  }

  private append(rung: Rung, bytes: ArrayBuffer): void {
    const { buffer } = this;
    if (!buffer) return;
    if (this.initialised !== rung.key) {
      this.initialised = rung.key;
      void buffer.append(rung.init);
    }
    const { generation } = this;
    void buffer.append(bytes).then((outcome) => {
      if (this.closed) return;
      if (outcome === 'broken') this.host.broken();
      if (outcome !== 'full') return;
      this.stuck = true;
      this.host.full();
      setTimeout(() => {
        this.stuck = false;
        if (generation === this.generation && !this.closed) this.append(rung, bytes);
        this.pump();
      }, ROOM_WAIT_MS);
    });
  }
}
