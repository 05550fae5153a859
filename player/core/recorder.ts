// Turns what happens in a grain into statements. Is told of everything, decides nothing, never asks the screen.
import { type Span, total_ms } from './coverage.ts';
import type { Uuid } from './document.ts';
import type { Film } from './film.ts';
import type { ElementKind, Statement, Statements } from './statements.ts';

const REPORT_EVERY_MS = 15_000;

export type RecorderOptions = {
  film: Film;
  statements: Statements;
  /** Share of the film watched, 0–1. */
  share(): number;
  /** `urgent`: worth a request of its own. */
  deliver(statement: Statement, urgent: boolean): void;
};

export class Recorder {
  private timer = 0;
  private over = false;
  private readonly openedAt: Record<Uuid, number> = {};

  constructor(private readonly options: RecorderOptions) {}

  /** What happened before there was a recorder is told with the time of then. */
  during(at: number, tell: () => void): void {
    const { statements } = this.options;
    statements.pretend(at);
    tell();
    statements.pretend(null);
  }

  initialized(): void {
    this.say(this.options.statements.initialized());
  }

  played(at_ms: number): void {
    this.say(this.options.statements.played(at_ms));
    this.timer = this.timer || (setInterval(() => this.progress(), REPORT_EVERY_MS) as unknown as number);
  }

  paused(at_ms: number, share: number, fresh: readonly Span[]): void {
    this.stopTimer();
    this.say(this.options.statements.watched('paused', at_ms, share, fresh));
  }

  seeked(from_ms: number, to_ms: number): void {
    this.say(this.options.statements.seeked(from_ms, to_ms));
  }

  ended(): void {
    this.stopTimer();
    this.progress();
    const { film, share, statements } = this.options;
    this.say(statements.watched('completed', film.duration_ms, share(), []), true);
  }

  shown(target_id: Uuid): void {
    this.say(this.options.statements.element('experienced', 'target', target_id));
  }

  opened(kind: ElementKind, id: Uuid): void {
    this.openedAt[id] = this.options.statements.now();
    this.say(this.options.statements.element('opened', kind, id));
  }

  closed(kind: ElementKind, id: Uuid): void {
    const since = this.openedAt[id];
    if (since === undefined) return;
    delete this.openedAt[id];
    this.say(this.options.statements.element('closed', kind, id, this.options.statements.now() - since));
  }

  answered(question_id: Uuid, choice_ids: readonly Uuid[], latency_ms: number): void {
    this.say(this.options.statements.answered(question_id, choice_ids, latency_ms), true);
  }

  /** The page is hidden: it may never be shown again. */
  hidden(): void {
    if (!this.over) this.progress();
  }

  /** The learner leaves the grain. */
  left(): void {
    if (this.over) return;
    this.stopTimer();
    this.progress();
    const { film, share, statements } = this.options;
    this.say(statements.watched('terminated', film.position_ms(), share(), []));
    this.over = true;
  }

  /** The page came back from the browser's cache of whole pages. */
  cameBack(): void {
    if (!this.over) return;
    this.over = false;
    this.initialized();
  }

  /** What was played since the last report, if anything was. */
  private progress(): void {
    const { film, share, statements } = this.options;
    if (total_ms(film.peekFresh()) === 0) return;
    this.say(statements.watched('progressed', film.position_ms(), share(), film.takeFresh()));
  }

  private stopTimer(): void {
    clearInterval(this.timer);
    this.timer = 0;
  }

  private say(statement: Statement, urgent = false): void {
    this.options.deliver(statement, urgent);
  }
}
