// @vitest-environment node
// What is built stays small enough for a slow line, and runs in the oldest browser we promise.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makePlayer, type PlayerTexts, sizesOf, writePlayer } from './build.mjs';

const INLINE_BROTLI_KB = 15;
const ALL_GZIP_KB = 45;

let player: PlayerTexts;
const out = mkdtempSync(join(tmpdir(), 'kair-player-'));
beforeAll(async () => {
  player = await makePlayer();
  writePlayer(player, out);
}, 60_000);
afterAll(() => rmSync(out, { recursive: true }));

it('keeps the script in the page within 15 kB of brotli and all of the player within 45 kB of gzip', () => {
  const sizes = sizesOf(player);
  console.log(JSON.stringify(sizes));
  expect(sizes.inline_script_brotli_kb).toBeLessThanOrEqual(INLINE_BROTLI_KB);
  expect(sizes.all_gzip_kb).toBeLessThanOrEqual(ALL_GZIP_KB);
});

it('ships nothing newer than ES2018', () => {
  const files = [join(out, 'player/inline.js'), join(out, 'player/engine.js'), join(out, player.late.address)];
  const check = join(import.meta.dirname, '../../node_modules/.bin/es-check');
  expect(() => execFileSync(check, ['es2018', ...files], { stdio: 'pipe' })).not.toThrow();
});

it('describes the files by name and by the hashes that the policy of the page needs', () => {
  const description = JSON.parse(readFileSync(join(out, 'player/player.json'), 'utf8')) as {
    inline: Record<string, string>;
    late: Record<string, string>;
  };
  const hash = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(out, 'player', name)))
      .digest('base64');
  expect(description.inline).toEqual({
    script: 'inline.js',
    engine: 'engine.js',
    style: 'inline.css',
    script_sha256: hash('inline.js'),
    engine_sha256: hash('engine.js'),
    style_sha256: hash('inline.css'),
  });
  const names = readdirSync(join(out, 'assets'));
  for (const address of Object.values(description.late)) {
    const name = address.replace('/assets/', '');
    // As the front server recognises what never changes.
    expect(name).toMatch(/^.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/);
    expect(names).toEqual(expect.arrayContaining([name, `${name}.br`, `${name}.gz`]));
  }
});

it('leaves out of style and script what old browsers do not know', () => {
  const style = player.style + player.lateStyle.text;
  for (const word of [':where', ':is(', '@layer', 'aspect-ratio', 'inset:', 'dvh', 'gap:'])
    expect(style).not.toContain(word);
  const script = player.script + player.engine + player.late.text;
  for (const word of [
    'structuredClone',
    'randomUUID',
    'AbortController',
    'replaceAll',
    '.replaceChildren',
    'fromEntries',
    '.at(',
  ])
    expect(script).not.toContain(word);
});
