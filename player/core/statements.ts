// The statements a player sends (xAPI 1.0.3, video profile 1.0), without actor, authority and registration: the server
// adds those. One table of verbs, one function per form. Times come in as milliseconds and leave as seconds.
import { formatSpans, type Span, total_ms } from './coverage.ts';
import type { Uuid } from './document.ts';

const V = 'https://w3id.org/xapi/video/extensions/';
export const PLAYED_SEGMENTS = `${V}played-segments`;

const verbs = {
  initialized: 'http://adlnet.gov/expapi/verbs/initialized',
  played: 'https://w3id.org/xapi/video/verbs/played',
  paused: 'https://w3id.org/xapi/video/verbs/paused',
  seeked: 'https://w3id.org/xapi/video/verbs/seeked',
  progressed: 'http://adlnet.gov/expapi/verbs/progressed',
  experienced: 'http://adlnet.gov/expapi/verbs/experienced',
  opened: 'http://activitystrea.ms/schema/1.0/open',
  closed: 'http://activitystrea.ms/schema/1.0/close',
  answered: 'http://adlnet.gov/expapi/verbs/answered',
  completed: 'http://adlnet.gov/expapi/verbs/completed',
  terminated: 'http://adlnet.gov/expapi/verbs/terminated',
} as const;
export type VerbName = keyof typeof verbs;

type Extensions = Record<string, string | number>;
export type Statement = {
  id: Uuid;
  timestamp: string;
  verb: { id: string };
  object: { id: string };
  result?: { completion?: boolean; response?: string; duration?: string; extensions?: Extensions };
  context?: { extensions: Extensions };
};

/** What every statement of one grain shares. */
export type Origin = { activity_base: string; grain_id: Uuid; launch_id: Uuid; duration_ms: number };
/** `now`: milliseconds since 1970. */
export type Sources = { id(): Uuid; now(): number };

export type ElementKind = 'target' | 'quiz' | 'question' | 'content' | 'chapter';

const seconds = (ms: number): number => Math.round(ms) / 1000;
/** ISO 8601 duration, to the hundredth of a second as xAPI asks. */
export const isoDuration = (ms: number): string => `PT${Math.max(0, Math.round(ms / 10) / 100)}S`;

export class Statements {
  private pretended: number | null = null;

  constructor(
    private readonly origin: Origin,
    private readonly sources: Sources,
  ) {}

  /** Until told otherwise the time is this one. */
  pretend(at: number | null): void {
    this.pretended = at;
  }

  now(): number {
    return this.pretended === null ? this.sources.now() : this.pretended;
  }

  initialized(): Statement {
    const statement = this.film('initialized');
    statement.context = this.context({ [`${V}length`]: seconds(this.origin.duration_ms) });
    return statement;
  }

  played(at_ms: number): Statement {
    return this.film('played', { [`${V}time`]: seconds(at_ms) });
  }

  seeked(from_ms: number, to_ms: number): Statement {
    return this.film('seeked', { [`${V}time-from`]: seconds(from_ms), [`${V}time-to`]: seconds(to_ms) });
  }

  /** paused, progressed, completed, terminated: where, how much in all, and what was played since the last report. */
  watched(
    verb: 'paused' | 'progressed' | 'completed' | 'terminated',
    at_ms: number,
    share: number,
    fresh: readonly Span[],
  ) {
    const statement = this.film(verb, {
      [`${V}time`]: seconds(at_ms),
      [`${V}progress`]: Math.round(share * 1000) / 1000,
    });
    const { result } = statement;
    if (result && result.extensions && total_ms(fresh) > 0) result.extensions[PLAYED_SEGMENTS] = formatSpans(fresh);
    if (verb === 'completed' && result) result.completion = true;
    if (verb === 'progressed') statement.context = this.context({ [`${V}length`]: seconds(this.origin.duration_ms) });
    return statement;
  }

  /** A target or a content shown, opened or closed; `dwell_ms` with the last. */
  element(verb: 'experienced' | 'opened' | 'closed', kind: ElementKind, id: Uuid, dwell_ms?: number): Statement {
    const statement = this.make(verb, this.activity(kind, id));
    if (dwell_ms !== undefined) statement.result = { duration: isoDuration(dwell_ms) };
    return statement;
  }

  answered(question_id: Uuid, choice_ids: readonly Uuid[], latency_ms: number): Statement {
    const statement = this.make('answered', this.activity('question', question_id));
    statement.result = { response: choice_ids.join('[,]'), duration: isoDuration(latency_ms) };
    return statement;
  }

  private film(verb: VerbName, extensions?: Extensions): Statement {
    const statement = this.make(verb, `${this.origin.activity_base}grain/${this.origin.grain_id}`);
    if (extensions) statement.result = { extensions };
    return statement;
  }

  private activity(kind: ElementKind, id: Uuid): string {
    return `${this.origin.activity_base}${kind}/${this.origin.grain_id}/${id}`;
  }

  private make(verb: VerbName, activity: string): Statement {
    return {
      id: this.sources.id(),
      timestamp: new Date(this.now()).toISOString(),
      verb: { id: verbs[verb] },
      object: { id: activity },
      context: this.context({}),
    };
  }

  private context(extensions: Extensions): { extensions: Extensions } {
    return { extensions: Object.assign({ [`${V}session-id`]: this.origin.launch_id }, extensions) };
  }
}

export const isProgress = ({ verb }: Statement): boolean => verb.id === verbs.progressed;
export const isAnswer = ({ verb }: Statement): boolean => verb.id === verbs.answered;
