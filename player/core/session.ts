// One grain being played: puts scheduler, film, learner and recorder together and offers what a learner can do as actions.
// Knows no screen: parts of it watch `store` and call actions.
import { join, parseSpans } from './coverage.ts';
import type { Answer, Content, MediaPlay, PlayDocument, Question, Quiz, Target, Uuid } from './document.ts';
import type { MediaElement } from './element.ts';
import { Film } from './film.ts';
import { Learner } from './learner.ts';
import type { Recorder } from './recorder.ts';
import { Scheduler } from './scheduler.ts';
import { keepSetting, readSetting } from './settings.ts';
import { initialState, type Panel, type Quality, type State } from './state.ts';
import { Store } from './store.ts';

export type SessionOptions = {
  play: PlayDocument;
  element: MediaElement;
  /** A fresh PlayDocument of the same grain: addresses of pictures have run out of time. */
  renew(): Promise<PlayDocument | undefined>;
};

/** Closer to the end than this a film starts again from the beginning; of a short film, than this share of it. */
const NEARLY_OVER_MS = 3000;
const NEARLY_OVER_SHARE = 0.05;

export class Session {
  readonly store: Store<State>;
  readonly scheduler: Scheduler;
  readonly film: Film;
  readonly learner: Learner;
  private recorder: Recorder | null = null;
  /** What happened before there was a recorder. */
  private early: { at: number; act: (recorder: Recorder) => void }[] = [];
  private media: readonly MediaPlay[];
  private goOnAfter = false;

  constructor(private readonly options: SessionOptions) {
    const { play, element } = options;
    this.media = play.media;
    this.store = new Store(initialState(play.state));
    this.learner = new Learner(play.document, play.state);
    const autoPause = readSetting('auto_pause') === 'on' || play.document.auto_pause;
    this.scheduler = new Scheduler(play.document, this.learner.met, autoPause);
    this.film = new Film(element, play.film.duration_ms, this.scheduler, this.store);
    for (const span of parseSpans(play.state.seen)) this.film.played = join(this.film.played, span);
    this.film.listen({
      played: (at) => this.tell((recorder) => recorder.played(at)),
      paused: (at) => {
        const share = this.share();
        const fresh = this.film.peekFresh().slice();
        this.tell((recorder) => recorder.paused(at, share, fresh));
      },
      seeked: (from, to) => this.tell((recorder) => recorder.seeked(from, to)),
      held: (stop) => {
        if (stop.kind === 'quiz') this.openQuiz(stop.id);
      },
      freed: (stop) => {
        const { panel } = this.store.get();
        if (panel && panel.kind === 'quiz' && panel.id === stop.id) this.dismiss();
      },
      ended: () => {
        this.tell((recorder) => recorder.ended());
        this.show({ kind: 'end' });
      },
    });
    this.tell((recorder) => recorder.initialized());
    this.tellTargets();
    const { position_ms } = play.state;
    const { duration_ms } = play.film;
    const nearlyOver = Math.min(NEARLY_OVER_MS, duration_ms * NEARLY_OVER_SHARE);
    if (position_ms > 0 && position_ms < duration_ms - nearlyOver) this.film.resumeAt(position_ms);
  }

  get play(): PlayDocument {
    return this.options.play;
  }

  target(id: Uuid): Target | undefined {
    return this.play.document.targets.find((target) => target.id === id);
  }

  quiz(id: Uuid): Quiz | undefined {
    return this.play.document.quizzes.find((quiz) => quiz.id === id);
  }

  content(id: Uuid): Content | undefined {
    return this.play.document.contents.find((content) => content.id === id);
  }

  mediaOf(id: Uuid): MediaPlay | undefined {
    return this.media.find((media) => media.id === id);
  }

  /** Pictures whose addresses have run out of time get new ones. */
  renewMedia(): Promise<void> {
    return this.options.renew().then((fresh) => {
      if (fresh) this.media = fresh.media;
    });
  }

  openTarget(id: Uuid): void {
    const target = this.target(id);
    if (!target) return;
    this.interrupt();
    this.learner.open(id);
    this.tell((recorder) => recorder.opened('target', id));
    this.deed();
    this.show({ kind: 'content', id: target.content_id, target_id: id });
  }

  openContent(id: Uuid): void {
    this.interrupt();
    this.tell((recorder) => recorder.opened('content', id));
    this.show({ kind: 'content', id, target_id: null });
  }

  openQuiz(id: Uuid): void {
    const quiz = this.quiz(id);
    if (!quiz) return;
    this.interrupt();
    this.tell((recorder) => recorder.opened('quiz', id));
    const held = this.store.get().hold;
    const again = held !== null && held.id === id && quiz.replay && this.learner.hasAnswered(quiz);
    this.show({ kind: 'quiz', id, again });
  }

  openHelp(): void {
    this.interrupt();
    this.show({ kind: 'help' });
  }

  /** Closes what is open and lets the film go on if it was playing or waiting for this. False when it may not be closed. */
  closePanel(): boolean {
    const { panel, hold } = this.store.get();
    if (!panel) return true;
    if (panel.kind === 'quiz' && hold && hold.id === panel.id && hold.required && !this.learner.met(hold)) return false;
    const goOn = this.goOnAfter || (hold !== null && this.isAbout(panel, hold.id));
    this.dismiss();
    if (goOn) this.film.play();
    return true;
  }

  /** Plays or pauses; with something open over the film, closes that and goes on. */
  toggle(): void {
    const { panel } = this.store.get();
    if (!panel) return this.film.toggle();
    if (panel.kind === 'end') return this.playFrom(0);
    this.goOnAfter = true;
    if (!this.closePanel()) this.film.play();
  }

  /** Closes what is open and plays from there. */
  playFrom(ms: number): void {
    this.dismiss();
    this.film.seek(ms);
    if (!this.store.get().hold) this.film.play();
  }

  answer(question: Question, choice_ids: Uuid[], latency_ms: number): Answer {
    const answer = this.learner.answer(question, choice_ids);
    this.tell((recorder) => recorder.answered(question.id, choice_ids, latency_ms));
    this.deed();
    return answer;
  }

  setAutoPause(on: boolean): void {
    keepSetting('auto_pause', on ? 'on' : 'off');
    this.scheduler.setAutoPause(on);
  }

  setQuality(quality: Quality): void {
    this.store.set({ quality });
  }

  setCaptions(language: string): void {
    keepSetting('captions', language);
    this.store.set({ captions: language });
  }

  /** What the server now knows; progress never goes back. */
  know(known: State['known']): void {
    this.store.set({ known });
  }

  /** From now on everything is recorded, and what happened before is told now. */
  record(recorder: Recorder): void {
    this.recorder = recorder;
    const { early } = this;
    this.early = [];
    for (const { at, act } of early) recorder.during(at, () => act(recorder));
  }

  hidden(): void {
    if (this.recorder) this.recorder.hidden();
  }

  leave(): void {
    if (this.recorder) this.recorder.left();
  }

  comeBack(): void {
    if (this.recorder) this.recorder.cameBack();
  }

  /** Share of the film seen, 0–1. */
  share(): number {
    return this.film.share(this.store.get().known.progress);
  }

  close(): void {
    this.leave();
    this.film.close();
  }

  private tell(act: (recorder: Recorder) => void): void {
    if (this.recorder) act(this.recorder);
    else if (this.play.launch) this.early.push({ at: Date.now(), act });
  }

  private tellTargets(): void {
    let before: readonly Uuid[] = [];
    this.store.watch(
      ({ visible }) => visible,
      (visible) => {
        for (const id of visible) if (before.indexOf(id) < 0) this.tell((recorder) => recorder.shown(id));
        before = visible;
      },
    );
  }

  private show(panel: Panel): void {
    const open = this.store.get().panel;
    if (open) this.ended(open);
    this.store.set({ panel });
  }

  private dismiss(): void {
    const { panel } = this.store.get();
    if (!panel) return;
    this.ended(panel);
    this.goOnAfter = false;
    this.store.set({ panel: null });
  }

  private ended(panel: Panel): void {
    if (panel.kind === 'quiz') this.tell((recorder) => recorder.closed('quiz', panel.id));
    if (panel.kind !== 'content') return;
    const { id, target_id } = panel;
    this.tell((recorder) => (target_id ? recorder.closed('target', target_id) : recorder.closed('content', id)));
  }

  /** Something opens over the film: it waits, and goes on afterwards if it was playing. */
  private interrupt(): void {
    const { playing } = this.store.get();
    if (playing) this.goOnAfter = true;
    this.film.pause();
  }

  private isAbout(panel: Panel, id: Uuid): boolean {
    return panel.kind === 'quiz' ? panel.id === id : panel.kind === 'content' && panel.target_id === id;
  }

  private deed(): void {
    this.store.set({ deeds: this.store.get().deeds + 1 });
  }
}
