// What the parts of the screen look at. Times are milliseconds of the film.
import type { GrainState, Uuid } from './document.ts';
import type { Stop } from './scheduler.ts';

/** `lost`: requests fail and are tried again. `coming`: the film is still being prepared at this place. */
export type Network = 'fine' | 'lost' | 'coming';
/** What is open beside or over the film. */
export type Panel =
  | { kind: 'quiz'; id: Uuid; again: boolean }
  | { kind: 'content'; id: Uuid; target_id: Uuid | null }
  | { kind: 'end' }
  | { kind: 'help' };
/** `saver`: the lowest rung; `sound`: no picture at all; a number: that rung, by its short side. */
export type Quality = 'auto' | 'saver' | 'sound' | number;

export type State = {
  ready: boolean;
  playing: boolean;
  waiting: boolean;
  /** The element is on its way elsewhere. */
  seeking: boolean;
  ended: boolean;
  started: boolean;
  time_ms: number;
  buffered_ms: number;
  rate: number;
  volume: number;
  muted: boolean;
  /** Targets over the picture, in order of appearance. */
  visible: readonly Uuid[];
  /** What the film waits for. */
  hold: Stop | null;
  panel: Panel | null;
  network: Network;
  /** Nothing here can play this film. */
  unplayable: boolean;
  quality: Quality;
  /** Short sides of the rungs that exist so far, and the one being shown. */
  rungs: readonly number[];
  rung: number;
  /** BCP 47 of the captions shown; empty: none. */
  captions: string;
  /** Changes when an answer is given or a target opened. */
  deeds: number;
  /** Answers not yet acknowledged, and whether what waits could be sent the last time. */
  kept: number;
  delivery: 'fine' | 'offline' | 'caught-up' | 'refused' | 'closed';
  /** With `closed`: the server's code for it. */
  closed: string;
  /** What the server last said of this grain. */
  known: GrainState;
};

export const initialState = (known: GrainState): State => ({
  ready: false,
  playing: false,
  waiting: false,
  seeking: false,
  ended: false,
  started: false,
  time_ms: 0,
  buffered_ms: 0,
  rate: 1,
  volume: 1,
  muted: false,
  visible: [],
  hold: null,
  panel: null,
  network: 'fine',
  unplayable: false,
  quality: 'auto',
  rungs: [],
  rung: 0,
  captions: '',
  deeds: 0,
  kept: 0,
  delivery: 'fine',
  closed: '',
  known,
});
