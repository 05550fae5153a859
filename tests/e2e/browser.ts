// Debian's Chromium, and what every journey asks of a page: no complaint on the console, no violation, nothing cut off.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import type { DemoAccount, Instance } from './instance.ts';

const ROOT = resolve(import.meta.dirname, '../..');
export const PICTURES = join(ROOT, 'build/screens');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export type Look = { size: 'desktop' | 'phone'; language: 'fr' | 'en'; theme: 'light' | 'dark' };
export const looks: Look[] = (['desktop', 'phone'] as const).flatMap((size) =>
  (['fr', 'en'] as const).flatMap((language) => (['light', 'dark'] as const).map((theme) => ({ size, language, theme }))),
);
export const DESKTOP: Look = { size: 'desktop', language: 'fr', theme: 'light' };
export const PHONE: Look = { size: 'phone', language: 'fr', theme: 'light' };

const viewports = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };
export const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What Chromium itself says about a reply that a screen expects (no session yet, wrong password…). */
const EXPECTED = /Failed to load resource: the server responded with a status of 4/;

export const launch = (...more: string[]): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: [...FLAGS, ...more] });

export type Visitor = { page: Page; context: BrowserContext; complaints: string[] };

/** A person with a browser of their own. */
export async function visit(browser: Browser, instance: Instance, look: Look = DESKTOP): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: instance.origin,
    viewport: viewports[look.size],
    isMobile: look.size === 'phone',
    hasTouch: look.size === 'phone',
    locale: look.language === 'fr' ? 'fr-FR' : 'en-GB',
    timezoneId: 'Europe/Paris',
    colorScheme: look.theme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  return { page, context, complaints };
}

/** Signs in through the form. */
export async function signIn(page: Page, { email, password }: Pick<DemoAccount, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await settled(page);
}

/** Sets the language and theme of the account itself, which count more than those of the browser once signed in. */
export async function prefer(page: Page, { language, theme }: Look): Promise<void> {
  const status = await page.evaluate(
    async (wanted) => {
      const session = (await (await fetch('/api/v1/session')).json()) as { csrf_token: string };
      const headers = { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf_token };
      return (await fetch('/api/v1/me', { method: 'PATCH', headers, body: JSON.stringify(wanted) })).status;
    },
    { language, theme },
  );
  expect(status).toBe(200);
  await page.evaluate((chosen) => localStorage.setItem('kair.language', chosen), language);
  await page.goto('/');
  await settled(page);
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
}

/** The heading is there, nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForLoadState('networkidle');
  await page.locator('[class*=skeleton]').first().waitFor({ state: 'detached' });
}

/** Takes the picture and holds the page against the rules that every page keeps. */
export async function inspect({ page, complaints }: Visitor, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  expect.soft(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`), name).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(overflow, `${name} is wider than the window`).toBeLessThanOrEqual(0);
  expect.soft(complaints.splice(0), `${name}: console`).toEqual([]);
}

export const lookName = (look: Look): string => `${look.size}-${look.language}-${look.theme}`;
