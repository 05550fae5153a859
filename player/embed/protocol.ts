// What a page of ours and the player in a frame of it say to each other (window.postMessage, one origin). An address that
// ends in `#bare` asks for the picture and its bar alone, and for these messages. Times are milliseconds of the film.
import type { Uuid } from '../core/document.ts';

export const BARE = '#bare';
/** Both sides drop messages of another version. */
export const PROTOCOL = 1;

/** What lies on the film, for a page that draws the time of it. A quiz is a moment; a chapter lasts until the next. */
export type FilmElement = {
  kind: 'chapter' | 'target' | 'quiz';
  id: Uuid;
  title: string;
  start_ms: number;
  end_ms: number;
};

export type FromPlayer =
  /** A grain is on the screen and can be moved. Said again after each `hello`. */
  | { kind: 'ready'; grain_id: Uuid; duration_ms: number; elements: FilmElement[] }
  /** `visible`: targets over the picture; `open`: the question or content that covers it. */
  | { kind: 'state'; at_ms: number; playing: boolean; visible: readonly Uuid[]; open: Uuid | null }
  /** Where the picture lies in the frame, and how high the frame has to be; CSS pixels. */
  | { kind: 'picture'; left: number; top: number; width: number; height: number; page_height: number }
  /** One of the keys that the page has asked for. */
  | { kind: 'key'; key: string };

export type ToPlayer =
  /** From now on these keys (lower case) are the page's and not the player's. */
  | { kind: 'hello'; keys: readonly string[] }
  /** To another grain first, if it is not the one on the screen: then the page hears `ready`, and asks again. */
  | { kind: 'seek'; grain_id: Uuid; at_ms: number }
  | { kind: 'play' | 'pause' | 'toggle' };

type Envelope = { kair?: number };

export const sealed = <M extends FromPlayer | ToPlayer>(message: M): M & Envelope =>
  Object.assign({ kair: PROTOCOL }, message);

/** The message of an event from this window of our own origin, or null. */
export function messageOf<M extends FromPlayer | ToPlayer>(event: MessageEvent, from: unknown): M | null {
  const data = event.data as (M & Envelope) | null;
  const ours = event.source === from && event.origin === location.origin;
  return ours && data && typeof data === 'object' && data.kair === PROTOCOL ? data : null;
}
