// The player in its frame, as the review sees it: where it is, and where it is asked to go (player/embed/protocol.ts).
import { useSyncExternalStore } from 'react';
import type { Span } from '../../../../player/core/coverage.ts';
import {
  type FilmElement,
  type FromPlayer,
  messageOf,
  sealed,
  type ToPlayer,
} from '../../../../player/embed/protocol.ts';

export type Box = { left: number; top: number; width: number; height: number };
export type Shown = {
  /** Empty until the player has said so. */
  grain_id: string;
  duration_ms: number;
  elements: readonly FilmElement[];
  at_ms: number;
  playing: boolean;
  visible: readonly string[];
  open: string | null;
  /** Of the picture, in the frame. */
  picture: Box | null;
  page_height: number;
};

const NOTHING: Shown = {
  grain_id: '',
  duration_ms: 0,
  elements: [],
  at_ms: 0,
  playing: false,
  visible: [],
  open: null,
  picture: null,
  page_height: 0,
};
/** Two reports of a film that plays are never further apart; more than this is a jump. */
const PLAYED_AT_MOST_MS = 3000;

export class FramedPlayer {
  #frame: HTMLIFrameElement | null = null;
  #shown = NOTHING;
  #wanted: { grain_id: string; at_ms: number } | null = null;
  #listeners = new Set<() => void>();

  /** `onKey`: one of `keys`, pressed while the focus is in the player. `onPlayed`: a stretch of film was watched. */
  constructor(
    readonly keys: readonly string[],
    readonly onKey: (key: string) => void,
    readonly onPlayed: (grain_id: string, span: Span) => void,
  ) {}

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };
  shown = (): Shown => this.#shown;

  /** Listens to this frame from now on; call the result to stop. */
  attach(frame: HTMLIFrameElement): () => void {
    this.#frame = frame;
    this.#set(NOTHING);
    const onMessage = (event: MessageEvent) => {
      const message = messageOf<FromPlayer>(event, frame.contentWindow);
      if (message) this.#hear(message);
    };
    const greet = () => this.#tell({ kind: 'hello', keys: this.keys });
    window.addEventListener('message', onMessage);
    frame.addEventListener('load', greet);
    greet();
    return () => {
      window.removeEventListener('message', onMessage);
      frame.removeEventListener('load', greet);
      this.#frame = null;
    };
  }

  /** Goes to a moment of this grain, which may have to come first. */
  seek(grain_id: string, at_ms: number): void {
    const there = this.#shown.grain_id === grain_id;
    this.#wanted = there ? null : { grain_id, at_ms };
    if (this.#shown.grain_id) this.#tell({ kind: 'seek', grain_id, at_ms });
  }
  seekBy(by_ms: number): void {
    const { grain_id, at_ms, duration_ms } = this.#shown;
    if (grain_id) this.seek(grain_id, Math.min(Math.max(0, at_ms + by_ms), duration_ms));
  }
  pause(): void {
    this.#tell({ kind: 'pause' });
  }
  toggle(): void {
    this.#tell({ kind: 'toggle' });
  }

  #tell(message: ToPlayer): void {
    this.#frame?.contentWindow?.postMessage(sealed(message), window.location.origin);
  }

  #hear(message: FromPlayer): void {
    switch (message.kind) {
      case 'ready': {
        const { grain_id, duration_ms, elements } = message;
        const { grain_id: before, picture, page_height } = this.#shown;
        const wanted = this.#wanted;
        this.#wanted = null;
        if (grain_id !== before) this.#set({ ...NOTHING, picture, page_height, grain_id, duration_ms, elements });
        // Another grain than the one asked for: somebody in the frame has gone there since.
        if (wanted && (wanted.grain_id === grain_id || !before)) this.seek(wanted.grain_id, wanted.at_ms);
        break;
      }
      case 'state': {
        const before = this.#shown;
        const { at_ms, playing, visible, open } = message;
        this.#set({ ...before, at_ms, playing, visible, open });
        const passed = at_ms - before.at_ms;
        if (before.playing && passed > 0 && passed < PLAYED_AT_MOST_MS)
          this.onPlayed(before.grain_id, { from_ms: before.at_ms, to_ms: at_ms });
        break;
      }
      case 'picture': {
        const { left, top, width, height, page_height } = message;
        this.#set({ ...this.#shown, picture: { left, top, width, height }, page_height });
        break;
      }
      case 'key':
        this.onKey(message.key);
    }
  }

  #set(shown: Shown): void {
    this.#shown = shown;
    this.#listeners.forEach((listener) => listener());
  }
}

/** A part of what is shown; parts that are objects must be kept as they are, or the page is drawn for nothing. */
export const useShown = <T>(player: FramedPlayer, pick: (shown: Shown) => T): T =>
  useSyncExternalStore(player.subscribe, () => pick(player.shown()));
