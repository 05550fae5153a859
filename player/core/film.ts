// The film as the rest of the player sees it: intents become calls on the media element, and the state changes only when
// the element reports it. The scheduler is asked about every interval that the element says it has played.
import { goOn, join, type Span, total_ms } from './coverage.ts';
import { Clock } from './clock.ts';
import type { MediaElement, MediaEventName } from './element.ts';
import type { Scheduler, Stop } from './scheduler.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';

/** What others want to know as it happens: those who record, those who show. */
export type FilmEvents = {
  played?(at_ms: number): void;
  paused?(at_ms: number): void;
  seeked?(from_ms: number, to_ms: number): void;
  /** The film plays on: `at_ms` grew by playing. */
  advanced?(at_ms: number): void;
  /** The film waits for this. */
  held?(stop: Stop): void;
  /** A hold was left: met, passed over, or jumped away from. */
  freed?(stop: Stop): void;
  /** The learner wants to go on and may not yet. */
  refused?(stop: Stop): void;
  ended?(): void;
};

/** A stop seen later than this is put right by a seek; an earlier one cannot be told from the frame it stopped on. */
const OVERSHOOT_MS = 60;

export class Film {
  /** Played and not yet taken by whoever records. */
  private fresh: Span[] = [];
  /** Everything played here, and before by what the session was told. */
  played: Span[] = [];
  private seekFrom: number | null = null;
  /** Where a seek of our own is heading; -1: none under way. */
  private ownSeek_ms = -1;
  private silent = false;
  /** A call to play() that the element has not answered by events yet. */
  private wanted = false;
  private readonly clock = new Clock(() => this.tick());
  private readonly handlers: [MediaEventName, () => void][];

  constructor(
    readonly element: MediaElement,
    readonly duration_ms: number,
    private readonly scheduler: Scheduler,
    private readonly store: Store<State>,
    private readonly events: FilmEvents[] = [],
  ) {
    this.handlers = [
      ['loadedmetadata', () => this.onReady()],
      ['play', () => this.onPlay()],
      ['playing', () => this.onPlaying()],
      ['pause', () => this.onPause()],
      ['waiting', () => this.store.set({ waiting: !this.element.paused })],
      ['seeking', () => this.onSeeking()],
      ['seeked', () => this.onSeeked()],
      ['timeupdate', () => this.tick()],
      ['progress', () => this.report()],
      ['ended', () => this.onEnded()],
      ['ratechange', () => this.store.set({ rate: this.element.playbackRate })],
      ['volumechange', () => this.store.set({ volume: this.element.volume, muted: this.element.muted })],
    ];
    for (const [name, handler] of this.handlers) element.addEventListener(name, handler);
    this.store.set({ rate: element.playbackRate, volume: element.volume, muted: element.muted });
  }

  listen(events: FilmEvents): void {
    this.events.push(events);
  }

  close(): void {
    this.clock.stop();
    for (const [name, handler] of this.handlers) this.element.removeEventListener(name, handler);
  }

  /** The learner wants the film to go on. False when something required is still waiting. */
  play(): boolean {
    const { hold } = this.scheduler;
    if (hold && !this.scheduler.release()) {
      this.each((events) => events.refused && events.refused(hold));
      return false;
    }
    if (hold) this.free(hold);
    if (this.element.ended) {
      if (this.finish()) return true;
      this.seek(0);
    }
    this.start();
    return true;
  }

  pause(): void {
    this.element.pause();
  }

  toggle(): void {
    if (this.element.paused) this.play();
    else this.pause();
  }

  /** Goes there, or to the first required interaction on the way. */
  seek(to_ms: number): void {
    this.tick();
    const { hold } = this.scheduler;
    const from = this.scheduler.position_ms;
    const landed = this.scheduler.jump(Math.max(0, Math.min(to_ms, this.duration_ms)));
    if (hold && this.scheduler.hold === hold) {
      this.each((events) => events.refused && events.refused(hold));
      return;
    }
    if (hold) this.free(hold);
    if (this.seekFrom === null) this.seekFrom = from;
    this.go(landed);
    if (this.scheduler.hold) this.stopFor(this.scheduler.hold);
    this.report();
  }

  /** Where an earlier visit stopped; nobody is told of this seek. */
  resumeAt(ms: number): void {
    this.silent = true;
    this.go(this.scheduler.jump(ms));
    if (this.scheduler.hold) this.stopFor(this.scheduler.hold);
    this.report();
  }

  /** Share of the film played here, or `known` if that is more. */
  share(known: number): number {
    const here = this.duration_ms > 0 ? total_ms(this.played) / this.duration_ms : 0;
    return Math.min(1, Math.max(known, here));
  }

  setRate(rate: number): void {
    this.element.playbackRate = rate;
  }

  setVolume(volume: number): void {
    this.element.volume = Math.max(0, Math.min(1, volume));
    this.element.muted = false;
  }

  setMuted(muted: boolean): void {
    this.element.muted = muted;
  }

  /** The engine closed a hole by moving the element: what was skipped counts as passed, not as watched. */
  skipHole(to_ms: number): void {
    this.silent = true;
    this.ownSeek_ms = to_ms;
    this.element.currentTime = to_ms / 1000;
    this.pass(to_ms, false);
  }

  /** Where the learner will be: what an engine should fetch first. */
  target_ms(): number {
    return this.ownSeek_ms >= 0 ? this.ownSeek_ms : this.element.currentTime * 1000;
  }

  /** Where the film is for whoever records: never beyond what it waits for. */
  position_ms(): number {
    return Math.min(this.scheduler.position_ms, this.duration_ms);
  }

  /** What was played since the last call. */
  takeFresh(): Span[] {
    const taken = this.fresh;
    this.fresh = [];
    return taken;
  }

  peekFresh(): readonly Span[] {
    return this.fresh;
  }

  /** Looks at where the element is and accounts for what it has played since the last look. */
  tick(): void {
    const { element } = this;
    if (element.seeking || this.ownSeek_ms >= 0 || this.scheduler.hold) return;
    const now = element.currentTime * 1000;
    if (now > this.scheduler.position_ms) this.pass(now, true);
    this.report();
    if (!element.paused && !this.scheduler.hold)
      this.clock.wakeIn((this.scheduler.nextStop_ms() - now) / (element.playbackRate || 1));
  }

  private start(): void {
    this.wanted = true;
    const promise = this.element.play();
    if (promise)
      promise.then(undefined, () => {
        this.wanted = false;
        this.report();
      });
  }

  /** Accounts for the way to `now`; stops the element when the scheduler says so. */
  private pass(now: number, watched: boolean): void {
    const { hold, position_ms: from } = this.scheduler;
    const reached = this.scheduler.advance(now);
    if (watched && reached > from) {
      this.fresh = goOn(this.fresh, { from_ms: from, to_ms: reached });
      this.played = join(this.played, { from_ms: from, to_ms: reached });
    }
    const stop = this.scheduler.hold;
    if (stop && stop !== hold) {
      this.stopFor(stop);
      if (watched && now - reached > OVERSHOOT_MS) {
        this.silent = true;
        this.go(reached);
      }
    }
    if (watched && reached > from) this.each((events) => events.advanced && events.advanced(reached));
  }

  private stopFor(stop: Stop): void {
    this.element.pause();
    this.report();
    this.each((events) => events.held && events.held(stop));
  }

  private free(stop: Stop): void {
    this.report();
    this.each((events) => events.freed && events.freed(stop));
  }

  /** Before the element knows the film it cannot be moved: `onReady` does it then. */
  private go(to_ms: number): void {
    this.ownSeek_ms = to_ms;
    if (this.store.get().ready) this.element.currentTime = to_ms / 1000;
  }

  private onReady(): void {
    this.store.set({ ready: true });
    if (this.ownSeek_ms > 0) this.element.currentTime = this.ownSeek_ms / 1000;
    else this.onSeeked();
  }

  /** At the end whatever is still due comes first. True when something stops the film or it is over. */
  private finish(): boolean {
    if (!this.element.ended) return false;
    this.pass(Number.MAX_SAFE_INTEGER, false);
    if (this.scheduler.hold) return true;
    this.scheduler.position_ms = this.duration_ms;
    if (this.store.get().ended) return false;
    this.store.set({ ended: true, playing: false });
    this.each((events) => events.ended && events.ended());
    return true;
  }

  private onPlay(): void {
    const { hold } = this.scheduler;
    // Media keys and the system's own controls know nothing of what the film waits for.
    if (hold && !this.wanted) {
      this.element.pause();
      this.play();
      return;
    }
    this.wanted = false;
    this.clock.start();
    this.store.set({ started: true, playing: true, ended: false });
    this.each((events) => events.played && events.played(this.scheduler.position_ms));
  }

  private onPlaying(): void {
    this.store.set({ waiting: false, playing: !this.element.paused });
  }

  private onPause(): void {
    this.tick();
    this.clock.stop();
    this.store.set({ playing: false, waiting: false });
    if (!this.element.ended) this.each((events) => events.paused && events.paused(this.scheduler.position_ms));
  }

  private onSeeking(): void {
    if (this.ownSeek_ms >= 0) return;
    // Someone else moved the element: treat it as if the learner had asked us.
    const to = this.element.currentTime * 1000;
    const { hold } = this.scheduler;
    if (this.seekFrom === null) this.seekFrom = this.scheduler.position_ms;
    const landed = this.scheduler.jump(to);
    if (landed !== to) this.go(landed);
    if (hold && this.scheduler.hold !== hold) this.free(hold);
    if (this.scheduler.hold && this.scheduler.hold !== hold) this.stopFor(this.scheduler.hold);
    this.report();
  }

  private onSeeked(): void {
    if (this.element.seeking) return;
    this.ownSeek_ms = -1;
    const from = this.seekFrom;
    this.seekFrom = null;
    if (!this.silent && from !== null && Math.abs(from - this.scheduler.position_ms) >= 1)
      this.each((events) => events.seeked && events.seeked(from, this.scheduler.position_ms));
    this.silent = false;
    if (!this.element.ended) this.store.set({ ended: false });
    this.report();
  }

  private onEnded(): void {
    this.tick();
    this.clock.stop();
    this.finish();
  }

  /** The state as the element has it. */
  private report(): void {
    const { element, scheduler } = this;
    const visible = scheduler.visible();
    const before = this.store.get().visible;
    const same = visible.length === before.length && visible.every((id, at) => id === before[at]);
    this.store.set({
      time_ms: this.position_ms(),
      buffered_ms: bufferedEnd(element) * 1000,
      hold: scheduler.hold,
      visible: same ? before : visible,
      seeking: element.seeking,
    });
  }

  private each(call: (events: FilmEvents) => void): void {
    for (const events of this.events) call(events);
  }
}

/** End of what is loaded around the present moment, in seconds. */
function bufferedEnd({ buffered, currentTime }: MediaElement): number {
  for (let at = 0; at < buffered.length; at++)
    if (buffered.start(at) <= currentTime + 0.5 && buffered.end(at) >= currentTime) return buffered.end(at);
  return currentTime;
}
