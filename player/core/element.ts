// The part of a media element that the core uses, so that tests can put a simulated one in its place.

export type MediaEventName =
  | 'loadedmetadata'
  | 'play'
  | 'playing'
  | 'pause'
  | 'waiting'
  | 'seeking'
  | 'seeked'
  | 'timeupdate'
  | 'ended'
  | 'ratechange'
  | 'volumechange'
  | 'progress';

export type MediaElement = {
  currentTime: number;
  playbackRate: number;
  volume: number;
  muted: boolean;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly seeking: boolean;
  readonly buffered: { readonly length: number; start(at: number): number; end(at: number): number };
  play(): Promise<void> | undefined;
  pause(): void;
  addEventListener(name: MediaEventName, listener: () => void): void;
  removeEventListener(name: MediaEventName, listener: () => void): void;
};
