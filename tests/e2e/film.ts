// The film of a page that plays one.
import type { FrameLocator, Page } from 'playwright-core';
import { expect } from 'vitest';

const BY_ITSELF_MS = 4000;

/** For a film that begins at its beginning. Where the browser does not let it start by itself, the learner starts it; one that runs would be paused by the click. */
export async function started(where: Page | FrameLocator): Promise<void> {
  const runs = () => where.locator('video').evaluate((video: HTMLVideoElement) => !video.paused || video.currentTime > 0);
  await expect
    .poll(runs, { timeout: BY_ITSELF_MS })
    .toBe(true)
    .catch(() => where.locator('.k-begin').click());
}
