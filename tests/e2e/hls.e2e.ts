// Our playlists before an independent player (hls.js, another origin) and before a strict reader of the standard.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from './browser.ts';
import { makeFilm } from './films.ts';
import { servePeer } from './hls/peer.ts';
import { type MasterPlaylist, type MediaPlaylist, PlaylistFault, readPlaylist, unquoted } from './hls/playlist.ts';
import { type Instance, startInstance } from './instance.ts';
import { Person } from './journey/people.ts';
import { until } from './journey/stage.ts';

const SECONDS = 14;
const RUNGS = [240, 480, 720];

let instance: Instance;
let browser: Browser;
let peer: Awaited<ReturnType<typeof servePeer>>;
let folder: string;
/** Address of the folder of the film: …/media/<token>/<media>/ */
let base: string;

type Media = { id: string; state: string; error_code?: string };
type Play = { complete: boolean; tracks: { name: string; runs: { url: string }[] }[] };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kair-hls.'));
  const film = join(folder, 'film.mp4');
  makeFilm(film, { seconds: SECONDS, size: '1280x720', noise: 12 });
  [instance, browser, peer] = await Promise.all([startInstance(), launch(), servePeer()]);
  const trainer = await Person.signedIn(instance, 'trainer');
  const media_id = await trainer.upload(film, 'video/mp4');
  await until(
    'every rung is there',
    async () => {
      const media = await trainer.call<Media>('GET', `/api/v1/media/${media_id}`);
      if (media.state === 'failed') throw new Error(`the film is refused: ${media.error_code ?? ''}`);
      return media.state === 'ready';
    },
    240_000,
  );
  const play = await trainer.call<Play>('GET', `/api/v1/media/${media_id}/play`);
  base = new URL('.', new URL(play.tracks[0]?.runs[0]?.url ?? '', instance.origin)).href;
}, 300_000);
afterAll(async () => {
  await browser?.close();
  peer?.close();
  rmSync(folder, { recursive: true, force: true });
  expect(await instance?.stop()).toBe(0);
});

async function read(name: string): Promise<MasterPlaylist | MediaPlaylist> {
  const reply = await fetch(new URL(name, base));
  expect(reply.status, name).toBe(200);
  expect(reply.headers.get('content-type'), name).toMatch(/^application\/vnd\.apple\.mpegurl/);
  return readPlaylist(new Uint8Array(await reply.arrayBuffer()));
}

async function bytes(name: string, offset: number, length: number): Promise<Buffer> {
  const reply = await fetch(new URL(name, base), { headers: { Range: `bytes=${offset}-${offset + length - 1}` } });
  expect(reply.status, `${name} ${offset}`).toBe(206);
  return Buffer.from(await reply.arrayBuffer());
}

/** The boxes that follow one another; the last one must end where the bytes end. */
function boxes(data: Buffer): string[] {
  const found: string[] = [];
  let at = 0;
  while (at < data.length) {
    found.push(data.toString('latin1', at + 4, at + 8));
    at += data.readUInt32BE(at);
  }
  expect(at, found.join(' ')).toBe(data.length);
  return found;
}

async function master(): Promise<MasterPlaylist> {
  const list = await read('master.m3u8');
  if (list.kind !== 'master') throw new Error('not a master playlist');
  return list;
}
async function media(name: string): Promise<MediaPlaylist> {
  const list = await read(name);
  if (list.kind !== 'media') throw new Error(`${name} is not a media playlist`);
  return list;
}
const length = ({ segments }: MediaPlaylist): number => segments.reduce((sum, { seconds }) => sum + seconds, 0);

describe('the playlists keep the standard', () => {
  test('the master lists every rung with its size, codecs and sound', async () => {
    const { variants, version, independent } = await master();
    expect(version).toBe(7);
    expect(independent).toBe(true);
    expect(variants.map(({ attributes }) => attributes.get('RESOLUTION'))).toEqual(['426x240', '854x480', '1280x720']);
    for (const { attributes } of variants) expect(unquoted(attributes.get('CODECS'))).toMatch(/^avc1\.[0-9a-f]{6},mp4a\.40\.2$/);
  });

  test('every media playlist covers the film, on one grid for all rungs', async () => {
    const { variants, renditions } = await master();
    const lists = await Promise.all(variants.map(({ uri }) => media(uri)));
    const sound = await media(unquoted(renditions[0]?.get('URI')));
    for (const list of [...lists, sound]) {
      expect(Math.abs(length(list) - SECONDS)).toBeLessThan(0.2);
      expect(list.target).toBe(lists[0]?.target);
    }
    const grid = lists.map(({ segments }) => segments.map(({ seconds }) => seconds));
    for (const other of grid) expect(other).toEqual(grid[0]);
  });

  test('ranges are what they say: ftyp and moov first, then whole moof and mdat pairs, side by side', async () => {
    const { variants, renditions } = await master();
    for (const name of [...variants.map(({ uri }) => uri), unquoted(renditions[0]?.get('URI'))]) {
      const { map, segments } = await media(name);
      expect(boxes(await bytes(map.uri, map.offset, map.length)), name).toEqual(['ftyp', 'moov']);
      for (const [at, { uri, offset, length: size }] of segments.entries()) {
        const before = segments[at - 1];
        if (before) expect(offset, `${name} ${at}`).toBe(before.offset + before.length);
        const found = boxes(await bytes(uri, offset, size));
        expect(found.length % 2, found.join(' ')).toBe(0);
        found.forEach((box, place) => expect(box).toBe(place % 2 ? 'mdat' : 'moof'));
      }
    }
  });

  test('no segment of any rung with its sound is faster than the bandwidth it announces', async () => {
    const { variants, renditions } = await master();
    const rate = ({ segments }: MediaPlaylist) => Math.max(...segments.map(({ length: size, seconds }) => (size * 8) / seconds));
    const sound = rate(await media(unquoted(renditions[0]?.get('URI'))));
    for (const { uri, attributes } of variants)
      expect(Number(attributes.get('BANDWIDTH')), uri).toBeGreaterThanOrEqual(Math.floor(rate(await media(uri))) + Math.floor(sound) - 2);
  });

  test('the strict reader refuses what is wrong', async () => {
    const text = await (await fetch(new URL('v240.m3u8', base))).text();
    const broken: Record<string, (good: string) => string> = {
      'a mark before the first line': (good) => `\uFEFF${good}`,
      'no target duration': (good) => good.replace(/#EXT-X-TARGETDURATION.*\n/, ''),
      'a segment longer than the target': (good) => good.replace(/#EXT-X-TARGETDURATION:\d+/, '#EXT-X-TARGETDURATION:1'),
      'no end': (good) => good.replace('#EXT-X-ENDLIST\n', ''),
      'an old version': (good) => good.replace('VERSION:7', 'VERSION:5'),
      'a segment without duration': (good) => good.replace(/#EXTINF:.*\n/, ''),
      'a tag of a master': (good) => good.replace('#EXT-X-PLAYLIST', '#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="a"\n#EXT-X-PLAYLIST'),
    };
    for (const [what, spoil] of Object.entries(broken))
      expect(() => readPlaylist(new TextEncoder().encode(spoil(text))), what).toThrow(PlaylistFault);
  });
});

/** hls.js on our master playlist. */
async function openPeer(): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(peer.origin);
  await page.evaluate((address) => (window as unknown as { open(address: string): void }).open(address), `${base}master.m3u8`);
  return page;
}
type Seen = { levels: number[]; errors: string[]; ended: boolean };
const seen = (page: Page): Promise<Seen> => page.evaluate(() => (window as unknown as { seen: Seen }).seen);
const goTo = (page: Page, height: number): Promise<void> =>
  page.evaluate((wanted) => {
    const { hls } = window as unknown as { hls: { levels: { height: number }[]; nextLevel: number } };
    hls.nextLevel = hls.levels.findIndex((level) => level.height === wanted);
  }, height);
const shownHeight = (page: Page): Promise<number> => page.evaluate(() => document.querySelector('video')?.videoHeight ?? 0);

test('hls.js plays the film to the end and changes rungs up and down on the way', async () => {
  const page = await openPeer();
  await page.waitForFunction(() => (document.querySelector('video')?.currentTime ?? 0) > 0.2, null, { timeout: 60_000 });
  expect(await page.evaluate(() => (window as unknown as { hls: { levels: { height: number }[] } }).hls.levels.map(({ height }) => height))).toEqual(RUNGS);
  for (const height of [240, 720, 480]) {
    await goTo(page, height);
    await expect.poll(() => shownHeight(page), { timeout: 30_000 }).toBe(height);
  }
  await page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.ended, null, { timeout: 60_000 });
  const { levels, errors } = await seen(page);
  expect(levels).toEqual(expect.arrayContaining([240, 720, 480]));
  expect(errors).toEqual([]);
  const end = await page.evaluate(() => document.querySelector('video')?.currentTime ?? 0);
  expect(Math.abs(end - SECONDS)).toBeLessThan(0.3);
  await page.close();
});
