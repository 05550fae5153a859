// Pictures of a film at given seconds: a hidden video is moved there and its picture is drawn. One video serves all who
// ask, one picture at a time; what the cursor asks for goes first, and only its latest wish counts.
import type { MediaPlay } from '../../../../player/core/document.ts';
import { createEngine, type Engine } from '../../studio/engine.ts';

const PATIENCE_MS = 12_000;
const LOOK_MS = 30;
const NEAR_S = 1;
const KEPT_AT_MOST = 60;
const ROWS = 240;

/** Only the lowest picture: enough for a strip, and nothing is fetched that will not be seen. */
export const lowestPicture = (play: MediaPlay): MediaPlay => {
  const lowest = play.tracks
    .filter(({ kind }) => kind === 'video')
    .sort((a, b) => Math.min(a.width, a.height) - Math.min(b.width, b.height))[0];
  return { ...play, tracks: lowest ? [lowest] : [] };
};

type Wish = { at_s: number; urgent: boolean; give: (frame: HTMLCanvasElement | null) => void };

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** There, with a picture. A hole in the film may set it a little off. */
const stands = (video: HTMLVideoElement, at_s: number): boolean =>
  !video.seeking && video.readyState >= 2 && video.videoWidth > 0 && Math.abs(video.currentTime - at_s) < NEAR_S;

/** Null while the browser has not painted anything: the copy is then as clear as it was made. */
function copyOf(video: HTMLVideoElement): HTMLCanvasElement | null {
  const frame = document.createElement('canvas');
  frame.width = video.videoWidth;
  frame.height = video.videoHeight;
  const pen = frame.getContext('2d');
  pen?.drawImage(video, 0, 0);
  return pen?.getImageData(0, 0, 1, 1).data[3] ? frame : null;
}

export class Frames {
  readonly #video = document.createElement('video');
  readonly #engine: Engine;
  readonly #length_s: number;
  readonly #drawn = new Map<number, HTMLCanvasElement>();
  #wishes: Wish[] = [];
  #first_s: number | null = null;
  #busy = false;
  #closed = false;

  constructor(play: MediaPlay, stale: () => void) {
    this.#length_s = play.duration_ms / 1000;
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.preload = 'auto';
    this.#engine = createEngine(this.#video, lowestPicture(play), {
      quality: 'saver',
      rows: () => ROWS,
      start: () => this.#first_s ?? 0,
      stale,
      unplayable: () => this.#giveUp(),
    });
  }

  update(play: MediaPlay): void {
    this.#engine.update(lowestPicture(play));
  }

  /** The picture in the middle of this second; null when it cannot be had, or when a later urgent wish overtook it. */
  at(second: number, urgent = false): Promise<HTMLCanvasElement | null> {
    const at_s = Math.max(0, Math.min(second + 0.5, this.#length_s - 0.1));
    const there = this.#drawn.get(at_s);
    if (there) return Promise.resolve(there);
    if (this.#closed) return Promise.resolve(null);
    return new Promise((give) => {
      if (urgent) this.#drop((wish) => wish.urgent);
      this.#wishes.push({ at_s, urgent, give });
      void this.#work();
    });
  }

  close(): void {
    this.#closed = true;
    this.#giveUp();
    this.#engine.close();
  }

  #giveUp(): void {
    this.#drop(() => true);
  }

  #drop(which: (wish: Wish) => boolean): void {
    this.#wishes.filter(which).forEach(({ give }) => give(null));
    this.#wishes = this.#wishes.filter((wish) => !which(wish));
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    while (this.#wishes.length > 0 && !this.#closed) {
      const wish = this.#wishes.find(({ urgent }) => urgent) ?? this.#wishes[0];
      if (!wish) break;
      this.#wishes = this.#wishes.filter((other) => other !== wish);
      wish.give(this.#drawn.get(wish.at_s) ?? (await this.#draw(wish.at_s)));
    }
    this.#busy = false;
  }

  async #draw(at_s: number): Promise<HTMLCanvasElement | null> {
    const video = this.#video;
    const end = Date.now() + PATIENCE_MS;
    let asked = false;
    this.#first_s ??= at_s;
    // Looked at, not listened to: the engine moves the video too, over holes, and one event says nothing of which move ended.
    for (; Date.now() < end && !this.#closed; await pause(LOOK_MS)) {
      if (video.readyState === 0) continue;
      if (!asked) video.currentTime = at_s;
      asked = true;
      const frame = stands(video, at_s) ? copyOf(video) : null;
      if (!frame) continue;
      this.#keep(at_s, frame);
      return frame;
    }
    return null;
  }

  #keep(at_s: number, frame: HTMLCanvasElement): void {
    const oldest = this.#drawn.size >= KEPT_AT_MOST ? this.#drawn.keys().next().value : undefined;
    if (oldest !== undefined) this.#drawn.delete(oldest);
    this.#drawn.set(at_s, frame);
  }
}
