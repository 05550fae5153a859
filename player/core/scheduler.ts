// Decides where the film must stop. Works on the interval between two positions, never on meeting an exact time, so that no
// trace of playing, seeking, rate or throttled timers passes an interaction unseen. Knows neither element nor screen.
import type { GrainDocument, Target, Uuid } from './document.ts';

export type Stop = {
  at_ms: number;
  kind: 'target' | 'quiz';
  id: Uuid;
  /** The film does not go beyond `at_ms` until it is met. */
  required: boolean;
  /** Asked again each time the film plays through here. */
  replay: boolean;
};
/** A target has been opened, every question of a quiz answered. */
export type Met = (stop: Stop) => boolean;

/** Where the film stops, in order. A required target that does not pause stops it where it would disappear. */
export function stopsOf(document: GrainDocument, autoPause: boolean): Stop[] {
  const stops: Stop[] = [];
  for (const { id, start_ms, end_ms, pause, required } of document.targets) {
    const pauses = pause || autoPause;
    if (pauses || required)
      stops.push({ at_ms: pauses ? start_ms : end_ms, kind: 'target', id, required, replay: false });
  }
  for (const { id, at_ms, required, replay } of document.quizzes)
    stops.push({ at_ms, kind: 'quiz', id, required, replay });
  return stops
    .map((stop, order) => ({ stop, order }))
    .sort((a, b) => a.stop.at_ms - b.stop.at_ms || a.order - b.order)
    .map(({ stop }) => stop);
}

export class Scheduler {
  /** Where the film is, as far as interactions are concerned: never beyond one that is required and not met. */
  position_ms = 0;
  /** What the film waits for; shown until released or left by a jump. */
  hold: Stop | null = null;
  /** What is required bars the way of a jump; whoever only looks a film over goes anywhere in it. */
  barred = true;
  private readonly targets: Target[];
  private stops: Stop[];
  /** Shown since the film last came from before them. */
  private passed: Stop[] = [];

  constructor(
    private readonly document: GrainDocument,
    private readonly met: Met,
    autoPause: boolean = document.auto_pause,
  ) {
    this.targets = document.targets.slice().sort((a, b) => a.start_ms - b.start_ms);
    this.stops = stopsOf(document, autoPause);
  }

  /** The learner's own wish that every target pauses; what is on the screen stays. */
  setAutoPause(on: boolean): void {
    const passed = this.passed.map((stop) => stop.id);
    this.stops = stopsOf(this.document, on || this.document.auto_pause);
    this.passed = this.stops.filter((stop) => passed.indexOf(stop.id) >= 0);
  }

  /** The film has played on to `to_ms`: returns how far it may count, and sets `hold` when something stops it there. */
  advance(to_ms: number): number {
    if (this.hold) return this.position_ms;
    const due = this.stops.find(
      (stop) =>
        stop.at_ms >= this.position_ms &&
        stop.at_ms < to_ms &&
        this.passed.indexOf(stop) < 0 &&
        (stop.replay || !this.met(stop)),
    );
    if (due) this.stopAt(due);
    else this.position_ms = Math.max(this.position_ms, to_ms);
    return this.position_ms;
  }

  /** The film is to go elsewhere: returns where it lands, the first required interaction not met on the way at most. */
  jump(to_ms: number): number {
    const barrier = this.barred
      ? this.stops.find((stop) => stop.at_ms < to_ms && stop.required && !this.met(stop))
      : undefined;
    if (this.hold && (barrier === this.hold || to_ms === this.hold.at_ms)) return this.position_ms;
    this.hold = null;
    if (barrier) {
      this.stopAt(barrier);
    } else {
      this.position_ms = to_ms;
      this.passed = this.passed.filter((stop) => stop.at_ms < to_ms);
    }
    return this.position_ms;
  }

  /** May the film go on? Says no while it waits for something required that is not met. */
  release(): boolean {
    if (this.hold && this.hold.required && !this.met(this.hold)) return false;
    this.hold = null;
    return true;
  }

  /** The next place where the film will stop if it plays on: for timers that want to be there on time. */
  nextStop_ms(): number {
    const next = this.stops.find(
      (stop) => stop.at_ms >= this.position_ms && this.passed.indexOf(stop) < 0 && (stop.replay || !this.met(stop)),
    );
    return next ? next.at_ms : Infinity;
  }

  /** Targets over the picture. One that the film waits for stays, although its time may be over. */
  visible(): Uuid[] {
    const { position_ms: now, hold } = this;
    return this.targets
      .filter(({ id, start_ms, end_ms }) => (start_ms <= now && now < end_ms) || (hold !== null && hold.id === id))
      .map(({ id }) => id);
  }

  private stopAt(stop: Stop): void {
    this.position_ms = stop.at_ms;
    this.hold = stop;
    this.passed = this.passed.filter((other) => other.at_ms <= stop.at_ms && other !== stop);
    this.passed.push(stop);
  }
}
