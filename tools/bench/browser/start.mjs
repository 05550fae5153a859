// start.mjs ORIGIN EMAIL PASSWORD PATH CONTROLS: opens PATH in a cold browser behind a slow network, as after a click on our
// home page. Prints seconds since the navigation began: controls_s (something visible matches CONTROLS), picture_s (a second
// picture of the film is on the screen). With BENCH_WATERFALL, what was loaded when, on standard error.
import { openBrowser, signIn } from './chromium.mjs';

const [origin, email, password, path, controls] = process.argv.slice(2);
const BYTES_PER_S = 512_000 / 8;
const ROUND_TRIP_MS = 400;
const LIMIT_MS = 60_000;

/** In the page, before any of its scripts. */
function watch(selector) {
  const seen = (window.seen = {});
  const frame = (video) =>
    video.requestVideoFrameCallback((now, { mediaTime }) => {
      if (seen.first === undefined) seen.first = mediaTime;
      if (mediaTime > seen.first) seen.picture_s = now / 1000;
      else frame(video);
    });
  let video = null;
  const look = () => {
    const found = document.querySelector(selector);
    if (seen.controls_s === undefined && found && found.getClientRects().length) seen.controls_s = performance.now() / 1000;
    if (!video && (video = document.querySelector('video'))) frame(video);
    if (seen.controls_s === undefined || !video) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function waterfall(session) {
  const started = new Map();
  let first = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp }) => {
    first ||= timestamp;
    started.set(requestId, { url: request.url, range: request.headers.Range ?? '', at: timestamp - first });
  });
  session.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const { url, range, at } = started.get(requestId) ?? {};
    if (url) console.error(`${at.toFixed(2)} – ${(timestamp - first).toFixed(2)} s  ${encodedDataLength} B  ${url.slice(-60)} ${range}`);
  });
}

const browser = await openBrowser();
try {
  const context = await signIn(browser, origin, email, password);
  const page = await context.newPage();
  await page.addInitScript(watch, controls);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: ROUND_TRIP_MS,
    downloadThroughput: BYTES_PER_S,
    uploadThroughput: BYTES_PER_S,
  });
  if (process.env.BENCH_WATERFALL) waterfall(session);
  await page.goto(origin + path, { referer: `${origin}/`, waitUntil: 'commit' });
  await page.waitForFunction(() => window.seen.picture_s && window.seen.controls_s, null, { timeout: LIMIT_MS, polling: 50 });
  console.log(JSON.stringify(await page.evaluate(() => window.seen)));
} finally {
  await browser.close();
}
