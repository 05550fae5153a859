// The player as a class: `new KPlayer(root, document, options)`. Puts a session, an engine and a screen together for one
// grain, and changes them for another without leaving the page.
import { playApi } from './core/api.ts';
import type { PlayDocument } from './core/document.ts';
import { IndexPoll } from './core/index_poll.ts';
import type { Outbox, OutboxReport } from './core/outbox.ts';
import { Session } from './core/session.ts';
import { readSetting } from './core/settings.ts';
import type { Unwatch } from './core/store.ts';
import { send } from './core/transport.ts';
import type { CreateEngine, Engine } from './providers/mse/engine.ts';
import { en } from './text/en.ts';
import { fr } from './text/fr.ts';
import { french } from './text/typography.ts';
import { h } from './ui/dom.ts';
import { layout, type Layout } from './ui/layout.ts';
import type { LateParts, Ui } from './ui/part.ts';

export type { CreateEngine, Engine, EngineOptions } from './providers/mse/engine.ts';
export type { PlayDocument } from './core/document.ts';
export type { LateParts } from './ui/part.ts';

export type PlayerOptions = {
  /** What plays films; the controls do not wait for it. */
  engine: Promise<CreateEngine>;
  /** Fetches the late script. Called once the film has begun to load, and again for as long as it fails. */
  late(): Promise<LateParts>;
  /** Start without waiting for a click, where the browser allows it. */
  autoplay?: boolean;
  /** Another grain is on the screen. */
  moved?(play: PlayDocument): void;
};

const LATE_WAIT_MS = 3000;

type Parts = {
  session: Session;
  engine: Engine | null;
  poll: IndexPoll;
  screen: Layout;
  /** What the late script has added. */
  more: { close(): void } | null;
  unwatch: Unwatch[];
};

export class KPlayer {
  private readonly video: HTMLVideoElement;
  private readonly live = h('div', { class: 'k-spoken', role: 'status', 'aria-live': 'polite' });
  private parts: Parts | null = null;
  private outbox: Outbox | null = null;
  private late: Promise<LateParts> | null = null;
  private readonly heard: [EventTarget, string, (event: Event) => void][];

  constructor(
    private readonly root: HTMLElement,
    play: PlayDocument,
    private readonly options: PlayerOptions,
  ) {
    this.video = h('video', { class: 'k-video', playsinline: true, 'webkit-playsinline': true, preload: 'auto' });
    const volume = Number(readSetting('volume'));
    if (volume > 0 && volume <= 1) this.video.volume = volume;
    root.classList.add('k-player');
    root.tabIndex = -1;
    root.lang = play.language;
    root.append(this.live);
    this.heard = [
      [window, 'pagehide', () => this.leave()],
      [window, 'pageshow', (event) => this.comeBack(event as PageTransitionEvent)],
      [window, 'online', () => this.outbox && this.outbox.flush()],
      [document, 'visibilitychange', () => this.hide()],
    ];
    for (const [target, name, listener] of this.heard) target.addEventListener(name, listener);
    this.start(play, options.autoplay === true);
  }

  play(): void {
    if (this.parts) this.parts.session.film.play();
  }

  pause(): void {
    if (this.parts) this.parts.session.film.pause();
  }

  seek(ms: number): void {
    if (this.parts) this.parts.session.film.seek(ms);
  }

  /** Leaves the present grain for another of the module. False when it cannot be had now. */
  goTo(grain_id: string): Promise<boolean> {
    if (!this.parts) return Promise.resolve(false);
    return playApi(this.parts.session.play, send)
      .grain(grain_id)
      .then((play) => {
        if (!play) return false;
        this.start(play, true);
        if (this.options.moved) this.options.moved(play);
        return true;
      });
  }

  close(): void {
    this.stop();
    if (this.outbox) this.outbox.close();
    for (const [target, name, listener] of this.heard) target.removeEventListener(name, listener);
    this.root.removeChild(this.live);
  }

  private start(play: PlayDocument, autoplay: boolean): void {
    this.stop();
    const api = playApi(play, send);
    const session = new Session({ play, element: this.video, renew: () => api.grain(play.grain_id) });
    const ui = this.uiOf(session);
    const screen = layout(ui);
    const poll = new IndexPoll(api, play.film.complete, (film) => {
      const { engine } = parts;
      // Until its probe has been read a film has no length: nothing of this session could be kept.
      if (engine && film.duration_ms === play.film.duration_ms) engine.update(film);
      else this.start(Object.assign({}, play, { film }), autoplay && !engine);
    });
    const parts: Parts = { session, engine: null, poll, screen, more: null, unwatch: [] };
    parts.unwatch = this.follow(parts);
    this.parts = parts;
    void this.options.engine.then((create) => {
      if (this.parts !== parts) return;
      // A source puts an end to any play() before it.
      const wanted = autoplay || !this.video.paused;
      parts.engine = this.engineOf(create, parts);
      if (wanted) session.film.play();
    });
    void this.lateParts().then((late) => {
      if (this.parts !== parts) return;
      this.record(session, late);
      parts.more = late.screen(ui, screen.places);
    });
    this.showPoster(session);
  }

  /** After the first segment, which is what a slow line should carry first; where there is no picture, at once. */
  private showPoster({ store, play }: Session): void {
    const { poster_url, tracks } = play.film;
    const { video } = this;
    video.removeAttribute('poster');
    const show = (): void => {
      if (poster_url && this.parts && this.parts.session.play === play) video.poster = poster_url;
    };
    if (!tracks.some(({ kind }) => kind === 'video')) return show();
    void this.firstPicture().then(() => {
      if (!store.get().started) show();
    });
  }

  private uiOf(session: Session): Ui {
    const { language } = session.play;
    return {
      session,
      store: session.store,
      text: language === 'en' ? en : french(fr),
      language,
      root: this.root,
      video: this.video,
      announce: (sentence) => (this.live.textContent = sentence),
      goTo: (id) => this.goTo(id),
    };
  }

  private engineOf(create: CreateEngine, { session, poll, screen }: Parts): Engine {
    const { store, film, play } = session;
    const captions = readSetting('captions');
    if (play.film.captions.some(({ language }) => language === captions)) store.set({ captions: captions || '' });
    if (readSetting('quality') === 'saver') store.set({ quality: 'saver' });
    const rate = Number(readSetting('rate'));
    if (rate >= 0.5 && rate <= 2) this.video.defaultPlaybackRate = this.video.playbackRate = rate;
    return create(this.video, play.film, {
      quality: store.get().quality,
      start: () => film.target_ms() / 1000,
      rows: screen.rows,
      stale: () => poll.now(),
      network: (network) => store.set({ network }),
      rungs: (rungs) => store.set({ rungs }),
      hole: (to) => film.skipHole(to * 1000),
      unplayable: () => store.set(play.film.complete ? { unplayable: true } : { network: 'coming' }),
    });
  }

  private follow(parts: Parts): Unwatch[] {
    const { video } = this;
    const { store } = parts.session;
    // The element says how large the picture is; rounding to even sizes may set it a row off its rung.
    const size = (): void => {
      const rows = Math.min(video.videoWidth, video.videoHeight);
      const near = store.get().rungs.find((rung) => Math.abs(rung - rows) <= 2);
      store.set({ rung: near || rows });
    };
    video.addEventListener('resize', size);
    return [
      store.watch(
        ({ quality }) => quality,
        (quality) => parts.engine && parts.engine.setQuality(quality),
      ),
      () => video.removeEventListener('resize', size),
    ];
  }

  /** One outbox for the launch, however many grains are played under it. A preview has no launch and leaves no trace. */
  private record(session: Session, late: LateParts): void {
    const { launch } = session.play;
    if (!launch) return;
    const report: OutboxReport = (kept, delivery, closed, known) => {
      if (!this.parts) return;
      const { store } = this.parts.session;
      const before = store.get().delivery;
      const caughtUp = delivery === 'fine' && (before === 'offline' || before === 'closed' || before === 'caught-up');
      store.set({ kept, closed, delivery: caughtUp ? 'caught-up' : delivery });
      if (known) store.set({ known });
    };
    this.outbox = this.outbox || late.outbox(launch, report);
    session.record(late.recorder(session, launch, this.outbox));
  }

  /** The late script, after the film's first bytes, asked for again for as long as it does not come. */
  private lateParts(): Promise<LateParts> {
    const ask = (): Promise<LateParts> =>
      this.options
        .late()
        .catch(() => new Promise<LateParts>((resolve) => setTimeout(() => resolve(ask()), LATE_WAIT_MS)));
    this.late = this.late || this.firstPicture().then(ask);
    return this.late;
  }

  private firstPicture(): Promise<void> {
    return new Promise((resolve) => {
      const { video } = this;
      const done = (): void => {
        video.removeEventListener('loadeddata', done);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, LATE_WAIT_MS);
      video.addEventListener('loadeddata', done);
    });
  }

  private hide(): void {
    if (document.visibilityState !== 'hidden' || !this.parts) return;
    this.parts.session.hidden();
    if (this.outbox) this.outbox.leave();
  }

  private leave(): void {
    if (!this.parts) return;
    this.parts.session.leave();
    if (this.outbox) this.outbox.leave();
  }

  private comeBack(event: PageTransitionEvent): void {
    if (event.persisted && this.parts) this.parts.session.comeBack();
  }

  private stop(): void {
    const { parts } = this;
    if (!parts) return;
    this.parts = null;
    parts.session.close();
    parts.unwatch.forEach((stop) => stop());
    parts.poll.close();
    if (parts.engine) parts.engine.close();
    if (parts.more) parts.more.close();
    parts.screen.close();
    this.root.classList.remove('k-playing');
  }
}
