// Every role, on both widths, in both languages and themes: signs in, sees a home, and every screen that its rights open.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESKTOP, inspect, launch, lookName, looks, prefer, settled, signIn, visit } from './browser.ts';
import { account, type Instance, startInstance } from './instance.ts';

const ROLES = ['learner', 'trainer', 'training_manager', 'space_admin', 'auditor', 'support', 'operator'];
/** Screens that no place of the navigation leads to. */
const BEHIND: Record<string, string[]> = { training_manager: ['/distributions/new'], space_admin: ['/distributions/new'] };
/** Looks in which every screen is visited; in the others only the home is. */
const WHOLE = ['desktop-fr-light', 'phone-en-dark'];

let instance: Instance;
let browser: Browser;

beforeAll(async () => {
  instance = await startInstance();
  browser = await launch();
});
afterAll(async () => {
  await browser?.close();
  expect(await instance?.stop()).toBe(0);
});

describe.each(looks)('$size, $language, $theme', (look) => {
  test('the sign-in page keeps its form', async () => {
    const visitor = await visit(browser, instance, look);
    await visitor.page.goto('/sign-in');
    await settled(visitor.page);
    expect(await visitor.page.locator('html').getAttribute('lang')).toBe(look.language);
    await inspect(visitor, `${lookName(look)}-sign-in`);
    await visitor.context.close();
  });

  test.each(ROLES)('%s signs in and finds every screen in order', async (role) => {
    const visitor = await visit(browser, instance, look);
    const { page } = visitor;
    await signIn(page, account(instance, role));
    await prefer(page, look);
    await inspect(visitor, `${lookName(look)}-${role}-home`);
    if (WHOLE.includes(lookName(look)))
      for (const path of [...(await placesOf(page)), ...(BEHIND[role] ?? [])]) {
        await page.goto(path);
        await settled(page);
        await inspect(visitor, `${lookName(look)}-${role}${path.replace(/\//g, '-')}`);
      }
    await visitor.context.close();
  });
});

/** The addresses in the navigation: of the column, or of the bar and its panel. */
async function placesOf(page: Awaited<ReturnType<typeof visit>>['page']): Promise<string[]> {
  const paths = await page.locator('nav a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return [...new Set([...paths, '/account'])].filter((path) => path !== '/');
}

test('a page that is not there says so and leads home', async () => {
  const visitor = await visit(browser, instance, DESKTOP);
  await signIn(visitor.page, account(instance, 'learner'));
  await visitor.page.goto('/nowhere');
  await settled(visitor.page);
  await inspect(visitor, 'desktop-fr-light-missing');
  await visitor.context.close();
});

test('the components page is whole in both themes', async () => {
  const visitor = await visit(browser, instance, DESKTOP);
  await signIn(visitor.page, account(instance, 'space_admin'));
  await visitor.page.goto('/dev/kit');
  await visitor.page.locator('h1').first().waitFor();
  await visitor.page.waitForLoadState('networkidle'); // the page shows skeletons, so it never "settles"
  await inspect(visitor, 'desktop-fr-light-kit');
  await visitor.context.close();
});
