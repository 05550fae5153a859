// Debian's Chromium and a page of the player in it.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--autoplay-policy=no-user-gesture-required',
  '--mute-audio',
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ROOT = resolve(import.meta.dirname, '../..');
export const FILM_FOLDER = resolve(ROOT, 'build/test/player-film');
const PICTURES = resolve(ROOT, 'build/screens/player');

export type Look = { size: 'desktop' | 'phone'; theme: 'light' | 'dark' };
const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });

export type Visit = { page: Page; complaints: string[] };

export async function visit(
  browser: Browser,
  address: string,
  look: Look = { size: 'desktop', theme: 'light' },
): Promise<Visit> {
  const phone = look.size === 'phone';
  const context = await browser.newContext({
    viewport: sizes[look.size],
    colorScheme: look.theme,
    reducedMotion: 'reduce',
    isMobile: phone,
    hasTouch: phone,
    deviceScaleFactor: phone ? 2 : 1,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(address);
  return { page, complaints };
}

/** Seconds of the film where the element is. */
export const timeOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
export const untilTime = (page: Page, seconds: number) =>
  page.waitForFunction((wanted) => (document.querySelector('video')?.currentTime ?? 0) >= wanted, seconds);

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

/** A picture, and the rules that every screen keeps. */
export async function inspect({ page, complaints }: Visit, name: string): Promise<void> {
  await picture(page, name);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  expect.soft(found, name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  expect.soft(complaints.splice(0), `${name}: console`).toEqual([]);
}
