// The page of an independent player: hls.js on one master playlist. What the test asks of it is on `window`.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

const SCRIPT = createRequire(import.meta.url).resolve('hls.js').replace(/[^/]+$/, 'hls.min.js');
const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8" /><title>hls.js</title><link rel="icon" href="data:," />
<video muted playsinline width="640" height="360"></video>
<script src="/hls.min.js"></script>
<script>
  window.seen = { levels: [], errors: [], ended: false };
  window.open = (address) => {
    const video = document.querySelector('video');
    const hls = (window.hls = new Hls());
    hls.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => window.seen.levels.push(hls.levels[level].height));
    // "aborted": it gave up a segment of a rung that it was told to leave.
    hls.on(Hls.Events.ERROR, (_, { details, fatal }) => details !== 'aborted' && window.seen.errors.push(details + (fatal ? ', fatal' : '')));
    video.addEventListener('ended', () => (window.seen.ended = true));
    hls.on(Hls.Events.MANIFEST_PARSED, () => video.play());
    hls.loadSource(address);
    hls.attachMedia(video);
  };
</script></html>`;

/** Another origin than the product's, as a client of our playlists has. */
export async function servePeer(): Promise<{ origin: string; close: () => void }> {
  const script = readFileSync(SCRIPT);
  const server: Server = createServer((request, reply) => {
    const isScript = request.url === '/hls.min.js';
    reply.writeHead(200, { 'Content-Type': isScript ? 'text/javascript' : 'text/html; charset=utf-8' });
    reply.end(isScript ? script : PAGE);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}
