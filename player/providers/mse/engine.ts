// Plays a film of CMAF tracks whose segment index is known, through Media Source Extensions: starts with the lowest rung,
// climbs at segment borders, survives a lost network, a full buffer, holes and a restart of the source. It never plays or
// pauses of its own will, and never moves the element but over a hole.
import type { MediaPlay } from '../../core/document.ts';
import type { Network, Quality } from '../../core/state.ts';
import { Bandwidth } from './bandwidth.ts';
import { MediaBuffer } from './buffer.ts';
import { Feed, type FeedHost } from './feed.ts';
import { holeAt } from './holes.ts';
import { chooseRung, type Rung } from './ladder.ts';
import { mimeOf, type Rungs, rungsOf } from './rungs.ts';
import { rateAt } from './segments.ts';

export type EngineOptions = {
  quality?: Quality;
  /** Where the film is to start, in seconds. */
  start?(): number;
  /** Rows of device pixels that the film covers. */
  rows?(): number;
  network?(state: Network): void;
  /** Addresses are over: a fresh index is wanted (answer with `update`). */
  stale?(): void;
  /** Short sides of the rungs there are. */
  rungs?(heights: number[]): void;
  /** The film has a hole up to here (seconds): move the element there. */
  hole?(to: number): void;
  unplayable?(): void;
};

export type Engine = {
  update(film: MediaPlay): void;
  setQuality(quality: Quality): void;
  /** Bytes per second as measured so far. */
  bandwidth(): number;
  close(): void;
};

type SourceClass = { new (): MediaSource; isTypeSupported(type: string): boolean };
type Kind = 'video' | 'audio';

const GOAL_S = 26;
const GOAL_BEFORE_PLAY_S = 9;
const GOAL_SAVER_S = 14;
/** No track runs further ahead of another: what is loaded of one alone cannot be played. */
const LEAD_S = 1;
const KEEP_BEHIND_S = 45;
const WATCH_MS = 250;
const RESTARTS = 3;

const sourceClass = (): SourceClass | undefined => {
  const { MediaSource, ManagedMediaSource } = window as unknown as Record<string, SourceClass | undefined>;
  return MediaSource || ManagedMediaSource;
};

export const canPlay = (film: MediaPlay): boolean => {
  const Source = sourceClass();
  if (!Source) return false;
  const { video, audio } = rungsOf(film, (type) => Source.isTypeSupported(type));
  return video.length + audio.length > 0;
};

export type CreateEngine = (video: HTMLVideoElement, film: MediaPlay, options?: EngineOptions) => Engine;

export const createEngine: CreateEngine = (video, film, options = {}) => new MseEngine(video, film, options);

class MseEngine implements Engine {
  private rungs: Rungs = { video: [], audio: [], complete: false };
  private quality: Quality;
  private source: MediaSource | null = null;
  private feeds: { kind: Kind; feed: Feed }[] = [];
  private readonly measured = new Bandwidth(() => performance.now());
  private goal = GOAL_S;
  private network: Network = 'fine';
  private restarts = 0;
  private started = false;
  private readonly watch: number;
  private readonly listeners: [EventTarget, string, () => void][];

  constructor(
    private readonly video: HTMLVideoElement,
    private film: MediaPlay,
    private readonly options: EngineOptions,
  ) {
    this.quality = options.quality || 'auto';
    this.listeners = [
      [video, 'seeking', () => this.eachFeed((feed) => feed.seek(video.currentTime))],
      [video, 'timeupdate', () => this.pump()],
      [video, 'play', () => (this.started = true)],
      [video, 'error', () => this.recover()],
      [window, 'online', () => this.eachFeed((feed) => feed.tryNow())],
    ];
    for (const [target, name, listener] of this.listeners) target.addEventListener(name, listener);
    this.watch = setInterval(() => this.look(), WATCH_MS) as unknown as number;
    this.readIndex();
    this.open(options.start ? options.start() : 0);
  }

  update(film: MediaPlay): void {
    const kinds = this.kinds().join();
    this.film = film;
    this.readIndex();
    if (this.kinds().join() !== kinds) this.reopen();
    else this.eachFeed((feed) => feed.tryNow());
  }

  setQuality(quality: Quality): void {
    const kinds = this.kinds().join();
    this.quality = quality;
    if (this.kinds().join() !== kinds) this.reopen();
    else this.dropUnwanted();
  }

  bandwidth(): number {
    return this.measured.estimate();
  }

  close(): void {
    clearInterval(this.watch);
    for (const [target, name, listener] of this.listeners) target.removeEventListener(name, listener);
    this.shut();
  }

  private readIndex(): void {
    const Source = sourceClass();
    if (Source) this.rungs = rungsOf(this.film, (type) => Source.isTypeSupported(type));
    if (this.options.rungs) this.options.rungs(this.rungs.video.map(({ height }) => height));
  }

  private kinds(): Kind[] {
    const { video, audio } = this.rungs;
    const kinds: Kind[] = [];
    if (video.length && !(this.quality === 'sound' && audio.length)) kinds.push('video');
    if (audio.length) kinds.push('audio');
    return kinds;
  }

  private open(at: number): void {
    const Source = sourceClass();
    const kinds = this.kinds();
    if (!Source || !kinds.length) {
      if (this.options.unplayable) this.options.unplayable();
      return;
    }
    const source = (this.source = new Source());
    const { video } = this;
    // ManagedMediaSource plays only where nothing else could take the film over.
    (video as { disableRemotePlayback?: boolean }).disableRemotePlayback = true;
    this.feeds = kinds.map((kind) => ({ kind, feed: new Feed(this.host(kind), () => performance.now()) }));
    this.eachFeed((feed) => {
      feed.next = at;
      feed.pump();
    });
    const url = URL.createObjectURL(source);
    source.addEventListener('sourceopen', () => {
      if (source !== this.source || source.readyState !== 'open') return;
      URL.revokeObjectURL(url);
      if (!(source.duration > 0)) source.duration = this.film.duration_ms / 1000;
      for (const { kind, feed } of this.feeds) {
        if (feed.ranges) continue;
        const rungs = this.rungs[kind];
        const codecs = (rungs[rungs.length - 1] as Rung).codecs;
        feed.attach(new MediaBuffer(source, source.addSourceBuffer(mimeOf(kind, codecs))));
      }
    });
    video.src = url;
  }

  private shut(): void {
    this.eachFeed((feed) => feed.close());
    this.feeds = [];
    this.source = null;
    this.video.removeAttribute('src');
    this.video.load();
  }

  /** A new source at the same place: other kinds of tracks, or an element in error. */
  private reopen(): void {
    const { video } = this;
    const at = video.currentTime;
    const wasPlaying = !video.paused;
    const { playbackRate } = video;
    this.shut();
    const resume = (): void => {
      video.removeEventListener('loadedmetadata', resume);
      video.currentTime = at;
      video.playbackRate = playbackRate;
      if (wasPlaying) void video.play().catch(() => undefined);
    };
    video.addEventListener('loadedmetadata', resume);
    this.open(at);
  }

  private recover(): void {
    if (!this.source || !this.video.error) return;
    if (this.restarts++ < RESTARTS) this.reopen();
    else if (this.options.unplayable) this.options.unplayable();
  }

  private host(kind: Kind): FeedHost {
    return {
      bandwidth: this.measured,
      playhead: () => this.playhead(),
      goal: () => this.wantedAhead(),
      yields: (next) => this.feeds.some((other) => next > other.feed.next + LEAD_S && this.hasMore(other)),
      duration: () => this.endOf(kind),
      choose: (time, ahead, cautious) => this.choose(kind, time, ahead, cautious),
      failed: (failure) => {
        if (failure === 'stale' && this.options.stale) this.options.stale();
        this.say('lost');
      },
      delivered: () => {
        this.say('fine');
        this.pump();
      },
      full: () => this.makeRoom(),
      broken: () => this.recover(),
    };
  }

  private playhead(): number {
    const { video, options } = this;
    return video.readyState === 0 && options.start ? options.start() : video.currentTime;
  }

  private wantedAhead(): number {
    if (!this.started) return GOAL_BEFORE_PLAY_S;
    return this.quality === 'saver' ? GOAL_SAVER_S : this.goal;
  }

  /** Where the last segment of a complete index ends; while more is to come, out of reach. */
  private endOf(kind: Kind): number {
    if (!this.rungs.complete) return Infinity;
    const rung = this.rungs[kind][0];
    const last = rung && rung.segments[rung.segments.length - 1];
    return last ? last.end : 0;
  }

  private choose(kind: Kind, time: number, ahead: number, cautious: boolean): Rung | undefined {
    const sound = this.rungs.audio[0];
    if (kind === 'audio') return sound;
    const video = this.feedOf('video');
    return chooseRung(this.rungs.video, {
      quality: cautious ? 'saver' : this.quality,
      time,
      ahead,
      bandwidth: this.measured.estimate(),
      sound: sound ? rateAt(sound.segments, time, 12) : 0,
      measured: this.measured.known,
      rows: this.options.rows ? this.options.rows() : Infinity,
      current: video ? video.current : null,
    });
  }

  private pump(): void {
    this.eachFeed((feed) => feed.pump());
  }

  /** Every quarter of a second: what no event tells. */
  private look(): void {
    const { video, source } = this;
    if (!source) return;
    this.pump();
    const moving = this.feedOf('video');
    if (moving) moving.checkPace(this.rungs.video[0]);
    this.evict(KEEP_BEHIND_S);
    if (source.readyState === 'open' && this.feeds.length && this.feeds.every(({ feed }) => feed.finished)) {
      source.endOfStream();
    }
    if (video.readyState >= 3 || video.ended) return;
    if (this.rungs.complete === false && this.network === 'fine' && this.feeds.some((each) => !this.hasMore(each)))
      this.say('coming');
    this.crossHole();
  }

  /** The index names something that this feed has not asked for yet. */
  private hasMore({ kind, feed }: { kind: Kind; feed: Feed }): boolean {
    const rung = this.rungs[kind][0];
    const last = rung && rung.segments[rung.segments.length - 1];
    return last !== undefined && feed.next < last.end - 0.1;
  }

  private crossHole(): void {
    const { video } = this;
    if (video.readyState === 0) return;
    const time = video.currentTime;
    const reached = Math.min(...this.feeds.map(({ feed }) => feed.next));
    const to = holeAt(video.buffered, time, reached);
    if (to !== null) {
      if (this.options.hole) this.options.hole(to);
      else video.currentTime = to;
      return;
    }
    // The browser itself threw away what had been loaded here.
    for (const { feed } of this.feeds) {
      const buffer = feed.ranges;
      if (buffer && buffer.idle && feed.next > time + 1 && buffer.endAfter(time) <= time + 0.05) feed.restartAt(time);
    }
  }

  /** A quality chosen by hand shows after the segment being played, not after everything that is loaded. */
  private dropUnwanted(): void {
    const feed = this.feedOf('video');
    const buffer = feed && feed.ranges;
    if (!feed || !buffer || this.quality === 'auto') return;
    const time = this.video.currentTime;
    const rung = this.choose('video', time, 0, false);
    if (!rung || (feed.current && rung.name === feed.current.name)) return;
    const segment = rung.segments.find(({ end }) => end > time + 2);
    if (!segment) return;
    void buffer.remove(segment.end, Infinity);
    feed.restartAt(Math.min(segment.end, Math.max(feed.next, time)));
  }

  private evict(behind: number): void {
    const cut = this.video.currentTime - behind;
    for (const { feed } of this.feeds) {
      const buffer = feed.ranges;
      const first = buffer && buffer.idle ? buffer.ranges()[0] : undefined;
      if (buffer && first && first.start < cut - 10) void buffer.remove(0, cut);
    }
  }

  private makeRoom(): void {
    this.goal = Math.max(8, this.goal / 1.5);
    const { currentTime } = this.video;
    for (const { feed } of this.feeds) {
      if (!feed.ranges) continue;
      void feed.ranges.remove(0, currentTime - 3);
    }
  }

  private feedOf(kind: Kind): Feed | undefined {
    const found = this.feeds.find((entry) => entry.kind === kind);
    return found && found.feed;
  }

  private eachFeed(act: (feed: Feed) => void): void {
    for (const { feed } of this.feeds) act(feed);
  }

  private say(network: Network): void {
    if (network === this.network) return;
    this.network = network;
    if (this.options.network) this.options.network(network);
  }
}
