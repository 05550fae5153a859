// The moment of the film that is shown. One place asks the video, once per drawn frame while it plays; whoever shows it
// listens here.

/** Of 25 pictures a second, until the film has shown how long its own are. */
const FRAME_MS = 40;

type FrameVideo = HTMLVideoElement & {
  requestVideoFrameCallback?: (seen: (now: number, frame: { mediaTime: number }) => void) => number;
};

export class Playhead {
  #video: FrameVideo | null = null;
  #at_ms = 0;
  #playing = false;
  #muted = false;
  #frame_ms = FRAME_MS;
  #shown_s: number | null = null;
  #drawing = 0;
  #listeners = new Set<() => void>();

  subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };
  now = (): number => this.#at_ms;
  playing = (): boolean => this.#playing;
  muted = (): boolean => this.#muted;
  get frame_ms(): number {
    return this.#frame_ms;
  }

  /** Follows this video from now on; call the result to let it go. */
  attach(video: HTMLVideoElement): () => void {
    this.#video = video;
    video.muted = this.#muted;
    // Asked for before there was a film to move.
    if (this.#at_ms > 0) video.currentTime = this.#at_ms / 1000;
    const follow = () => this.#follow();
    const events = ['play', 'pause', 'seeking', 'seeked', 'timeupdate', 'ended', 'ratechange'];
    events.forEach((event) => video.addEventListener(event, follow));
    this.#watchFrames();
    return () => {
      events.forEach((event) => video.removeEventListener(event, follow));
      cancelAnimationFrame(this.#drawing);
      this.#video = null;
      this.#playing = false;
      this.#tell();
    };
  }

  seek(ms: number, film_ms: number): void {
    this.#at_ms = Math.round(Math.min(Math.max(ms, 0), Math.max(film_ms, 0)));
    if (this.#video) this.#video.currentTime = this.#at_ms / 1000;
    this.#tell();
  }
  toggle(): void {
    if (!this.#video) return;
    if (this.#video.paused) void this.#video.play().catch(() => this.#follow());
    else this.#video.pause();
  }
  mute(on: boolean): void {
    this.#muted = on;
    if (this.#video) this.#video.muted = on;
    this.#tell();
  }
  pause(): void {
    this.#video?.pause();
  }
  /** Faster at each call while it plays: the L key. */
  faster(): void {
    if (!this.#video) return;
    if (this.#video.paused) {
      this.#video.playbackRate = 1;
      this.toggle();
    } else this.#video.playbackRate = Math.min(4, this.#video.playbackRate * 2);
  }

  #follow(): void {
    const video = this.#video;
    if (!video) return;
    this.#playing = !video.paused && !video.ended;
    // While it seeks, the place asked for is the one to show.
    if (!video.seeking) this.#at_ms = Math.round(video.currentTime * 1000);
    this.#tell();
    cancelAnimationFrame(this.#drawing);
    if (this.#playing) this.#drawing = requestAnimationFrame(() => this.#follow());
  }

  #watchFrames(): void {
    const video = this.#video;
    if (!video?.requestVideoFrameCallback) return;
    video.requestVideoFrameCallback((_, { mediaTime }) => {
      const gap_ms = this.#shown_s === null ? 0 : (mediaTime - this.#shown_s) * 1000;
      if (gap_ms > 5 && gap_ms < this.#frame_ms) this.#frame_ms = gap_ms;
      this.#shown_s = video.paused ? null : mediaTime;
      if (this.#video === video) this.#watchFrames();
    });
  }

  #tell(): void {
    this.#listeners.forEach((listener) => listener());
  }
}
