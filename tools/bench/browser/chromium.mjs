// Headless Chromium for the benchmarks that need a browser, and a demo account signed in.
import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--autoplay-policy=no-user-gesture-required',
];

export async function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** A context of its own with the account's session in its cookies. */
export async function signIn(browser, origin, email, password) {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const reply = await context.request.post(`${origin}/api/v1/session`, {
    data: { email, password },
    headers: { Origin: origin },
  });
  if (!reply.ok()) throw new Error(`sign-in answered ${reply.status()}`);
  return context;
}
