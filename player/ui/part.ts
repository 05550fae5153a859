// What every part of the screen is given, and what it gives back.
import type { Launch, Outbox, OutboxReport } from '../core/outbox.ts';
import type { Recorder } from '../core/recorder.ts';
import type { Session } from '../core/session.ts';
import type { State } from '../core/state.ts';
import type { Store } from '../core/store.ts';
import type { Text } from '../text/fr.ts';

export type Ui = {
  session: Session;
  store: Store<State>;
  text: Text;
  language: 'fr' | 'en';
  /** The whole player, for full screen and focus. */
  root: HTMLElement;
  video: HTMLVideoElement;
  /** Said politely to those who listen. */
  announce(sentence: string): void;
  /** Loads another grain of the module; false when it cannot be had now. */
  goTo(grain_id: string): Promise<boolean>;
};

export type Part = { element: HTMLElement; close?(): void };

/** Where the late script puts its parts, and what it may ask of the first. */
export type Places = {
  stage: HTMLElement;
  controls: HTMLElement;
  head: HTMLElement;
  side: HTMLElement;
  /** Focuses a target on the picture; false when there is none. */
  focusTarget(): boolean;
};

/** What comes with the late script: all that is not needed to see a first picture. */
export type LateParts = {
  outbox(launch: Launch, report: OutboxReport): Outbox;
  recorder(session: Session, launch: Launch, outbox: Outbox): Recorder;
  screen(ui: Ui, places: Places): { close(): void };
};
