// A page server as small as can be: the play page with the policy of production, the film by ranges, the play API in memory.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { makePlayer } from '../bundle/build.mjs';
import type { MediaPlay, PlayDocument } from '../core/document.ts';
import type { Statement } from '../core/statements.ts';
import { captions, image, poster, slide } from './drawings.ts';

export type Stand = {
  origin: string;
  /** What the page carries, by path. */
  pages: Record<string, PlayDocument>;
  film: MediaPlay;
  statements: Statement[];
  /** Every range of the film that was asked for: "v240", "a48"… */
  fetched: string[];
  /** Answers segments with this status instead, while it is set. */
  refuse: number;
  close(): Promise<void>;
};

type Answer = { status?: number; type: string; body: string | Buffer; headers?: Record<string, string> };

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const json = (value: unknown): Answer => ({ type: 'application/json', body: JSON.stringify(value) });
const drawing = (body: string): Answer => ({ type: 'image/svg+xml', body });

export async function openStand(folder: string, film: MediaPlay): Promise<Stand> {
  const player = await makePlayer();
  const policy = [
    `default-src 'none'; script-src 'self' ${hash(player.script)} ${hash(player.engine)}`,
    `style-src 'self' ${hash(player.style)}`,
    "img-src 'self'; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'self'",
    "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
  ].join('; ');
  const page = (play: PlayDocument): Answer => ({
    type: 'text/html; charset=utf-8',
    headers: { 'Content-Security-Policy': policy },
    body:
      `<!doctype html><html lang="${play.language}"><head><meta charset="utf-8">` +
      '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">' +
      `<title>Kair</title><style>${player.style}</style></head><body><div id="player"></div>` +
      `<script type="application/json" id="play">${JSON.stringify(play).replace(/</g, '\\u003c')}</script>` +
      `<script>${player.script}</script><script>${player.engine}</script></body></html>`,
  });

  const stand = { pages: {}, film, statements: [], fetched: [], refuse: 0 } as unknown as Stand;

  const segment = (request: IncomingMessage, name: string): Answer => {
    stand.fetched.push(name.replace('.mp4', ''));
    if (stand.refuse) return { status: stand.refuse, type: 'text/plain', body: '' };
    const bytes = readFileSync(join(folder, name));
    const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
    if (!range) return { type: 'video/mp4', body: bytes };
    const [first, last] = [Number(range[1]), Number(range[2])];
    const headers = { 'Content-Range': `bytes ${first}-${last}/${bytes.length}` };
    return { status: 206, type: 'video/mp4', body: bytes.subarray(first, last + 1), headers };
  };

  const receive = (body: string): Answer => {
    const { statements } = JSON.parse(body) as { statements: Statement[] };
    for (const statement of statements)
      if (!stand.statements.some(({ id }) => id === statement.id)) stand.statements.push(statement);
    return json({ accepted: statements.map(({ id }) => id), refused: [] });
  };

  const answer = (request: IncomingMessage, path: string, body: string): Answer | undefined => {
    const carried = stand.pages[path];
    if (carried) return page(carried);
    if (path === player.late.address) return { type: 'text/javascript', body: player.late.text };
    if (path === player.lateStyle.address) return { type: 'text/css', body: player.lateStyle.text };
    const file = /^\/film\/([av]\d+\.mp4)$/.exec(path);
    if (file?.[1]) return segment(request, file[1]);
    if (path === '/film/captions.vtt') return { type: 'text/vtt', body: captions };
    if (path === '/favicon.ico') return drawing(poster());
    if (path === '/film/poster.svg') return drawing(poster());
    if (path === '/film/image.svg') return drawing(image());
    const page_ = /^\/film\/slide-(\d)\.svg$/.exec(path);
    if (page_) return drawing(slide(Number(page_[1])));
    if (path.endsWith('/index')) return json(stand.film);
    if (path.endsWith('/statements')) return receive(body);
    const grain = /\/grains\/([^/]+)$/.exec(path)?.[1];
    const known = Object.values(stand.pages).find(({ grain_id }) => grain_id === grain);
    return known && json(known);
  };

  const reply = (request: IncomingMessage, response: ServerResponse, body: string): void => {
    const found = answer(request, new URL(request.url ?? '/', 'http://stand').pathname, body);
    const { status = 200, type, body: sent, headers = {} } = found ?? { status: 404, type: 'text/plain', body: '' };
    response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store', ...headers });
    response.end(sent);
  };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => reply(request, response, Buffer.concat(parts).toString()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stand.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stand.close = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return stand;
}
