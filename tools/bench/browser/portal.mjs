// portal.mjs ORIGIN EMAIL PASSWORD: every script that the home page of this person loads, as one JSON object of gzip sizes.
import { gzipSync } from 'node:zlib';
import { openBrowser, signIn } from './chromium.mjs';

const [origin, email, password] = process.argv.slice(2);
const browser = await openBrowser();
const context = await signIn(browser, origin, email, password);
const page = await context.newPage();
const scripts = {};
const reading = [];
page.on('response', (response) => {
  const type = response.headers()['content-type'] ?? '';
  if (type.includes('javascript'))
    reading.push(response.body().then((body) => (scripts[new URL(response.url()).pathname] = gzipSync(body, { level: 9 }).length)));
});
await page.goto(`${origin}/`, { waitUntil: 'networkidle' });
await page.getByRole('heading', { level: 1 }).waitFor();
await Promise.all(reading);
await browser.close();
console.log(JSON.stringify(scripts));
