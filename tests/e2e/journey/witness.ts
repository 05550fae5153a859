// Sees what a film in a browser really plays, from the video element alone: the truth about the learner on the screen. The
// player knows nothing of it.
import type { BrowserContext, Page } from 'playwright-core';
import type { Stretch } from './truth.ts';

type Seen = { grain_id: string; played: Stretch[] };
const KEY = 'kair-journey-witness';

/** To be called before the first page of this context is opened. */
export async function watchFilms(context: BrowserContext): Promise<void> {
  await context.addInitScript((key) => {
    if (window !== window.top) return;
    const kept = (): Seen[] => JSON.parse(localStorage.getItem(key) ?? '[]') as Seen[];
    /** The grain on the page: the address says it, or the document the page came with. */
    const grain = (): string => {
      const carried = document.querySelector('script#play')?.textContent;
      const named = new URL(location.href).searchParams.get('grain');
      return named ?? (carried ? (JSON.parse(carried) as { grain_id: string }).grain_id : '');
    };
    const open = new WeakMap<HTMLVideoElement, Stretch & { grain_id: string }>();
    const close = (video: HTMLVideoElement) => {
      const stretch = open.get(video);
      open.delete(video);
      if (!stretch || stretch.to_ms <= stretch.from_ms) return;
      const { grain_id, ...played } = stretch;
      localStorage.setItem(key, JSON.stringify([...kept(), { grain_id, played: [played] }]));
    };
    const look = (video: HTMLVideoElement) => {
      const at_ms = video.currentTime * 1000;
      const stretch = open.get(video);
      if (video.seeking) return close(video);
      if (stretch) {
        // A jump that no event told of is not played film.
        if (at_ms >= stretch.to_ms && at_ms - stretch.to_ms < 1500) stretch.to_ms = at_ms;
        else if (at_ms !== stretch.to_ms) close(video);
      }
      if (video.paused || video.ended) close(video);
      else if (!open.has(video)) open.set(video, { from_ms: at_ms, to_ms: at_ms, grain_id: grain() });
    };
    const each = (event: Event) => {
      if (event.target instanceof HTMLVideoElement) look(event.target);
    };
    for (const type of ['timeupdate', 'seeking', 'pause', 'ended', 'emptied'])
      document.addEventListener(type, each, true);
    const frame = () => {
      document.querySelectorAll('video').forEach(look);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    addEventListener('pagehide', () => document.querySelectorAll('video').forEach(close));
  }, KEY);
}

/** What was seen so far in this context, by grain, in order. On a page of the instance. */
export async function seen(page: Page): Promise<Seen[]> {
  const all = await page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '[]') as Seen[], KEY);
  const grains = [...new Set(all.map(({ grain_id }) => grain_id))];
  return grains.map((grain_id) => ({
    grain_id,
    played: all.filter((one) => one.grain_id === grain_id).flatMap(({ played }) => played),
  }));
}
