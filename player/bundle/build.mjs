// Builds the scripts and the styles of the play page into the output of the browser side: what stays in the page under
// build/web/player, what is fetched under build/web/assets. Prints their sizes; check.mjs fails on the limits.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';
import { privateNames } from './private_names.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..');

const floor = {
  target: ['es2018', 'chrome77', 'firefox68', 'safari11', 'ios12'],
  // esbuild takes Safari 11 for unable to destructure because of one corner case that we do not use.
  supported: { destructuring: true },
};

const shortened = new RegExp(`^(${privateNames(root).join('|')})$`);

async function bundled(entry, define = {}) {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, entry)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    charset: 'utf8',
    legalComments: 'none',
    tsconfig: path.join(root, 'tsconfig.json'),
    define,
    mangleProps: shortened,
    logLevel: 'warning',
    ...floor,
  });
  const text = outputFiles[0].text.trim();
  return entry.endsWith('.css') ? text : smaller(text);
}

/** On a slow line every kilobyte of the page is 15 ms: a second minifier takes out 4 %. */
async function smaller(script) {
  const { code } = await minify(script, {
    ecma: 2018,
    compress: { ecma: 2018, passes: 3 },
    format: { comments: false },
  });
  return code;
}

export const brotli = (text) =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text) },
  });
export const gzip = (text) => gzipSync(text, { level: 9 });
const sha256 = (text, encoding) => createHash('sha256').update(text).digest(encoding);

/** The texts of the player: two scripts and the style that stay in the page, and the two files fetched later. */
export async function makePlayer() {
  const late = await lateFile('late.ts', 'js');
  const lateStyle = await lateFile('ui/late.css', 'css');
  const script = await bundled('embed/page.ts', {
    LATE_SCRIPT: JSON.stringify(late.address),
    LATE_STYLE: JSON.stringify(lateStyle.address),
  });
  const engine = await bundled('embed/engine.ts');
  const style = await bundled('ui/player.css');
  for (const text of [script, engine, style])
    if (/<\/(script|style)|<!--/i.test(text)) throw new Error('what stays in the page must not close its own element');
  return { script, engine, style, late, lateStyle };
}

/** Named after its contents, as the front server wants of what never changes. */
async function lateFile(entry, suffix) {
  const text = await bundled(entry);
  return { text, address: `/assets/player-late-${sha256(text, 'hex').slice(0, 8)}.${suffix}` };
}

export function writePlayer({ script, engine, style, late, lateStyle }, out) {
  const folder = path.join(out, 'player');
  const assets = path.join(out, 'assets');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  mkdirSync(assets, { recursive: true });
  for (const name of readdirSync(assets)) if (name.startsWith('player-late-')) rmSync(path.join(assets, name));
  writeFileSync(path.join(folder, 'inline.js'), script);
  writeFileSync(path.join(folder, 'engine.js'), engine);
  writeFileSync(path.join(folder, 'inline.css'), style);
  for (const { text, address } of [late, lateStyle]) {
    const file = path.join(out, address);
    writeFileSync(file, text);
    writeFileSync(`${file}.br`, brotli(text));
    writeFileSync(`${file}.gz`, gzip(text));
  }
  const description = {
    inline: {
      script: 'inline.js',
      engine: 'engine.js',
      style: 'inline.css',
      script_sha256: sha256(script, 'base64'),
      engine_sha256: sha256(engine, 'base64'),
      style_sha256: sha256(style, 'base64'),
    },
    late: { script: late.address, style: lateStyle.address },
  };
  writeFileSync(path.join(folder, 'player.json'), `${JSON.stringify(description, null, 2)}\n`);
}

/** kB of 1000 bytes. */
export function sizesOf({ script, engine, style, late, lateStyle }) {
  const kb = (...all) => Math.round(all.reduce((sum, { length }) => sum + length, 0) / 100) / 10;
  return {
    inline_script_brotli_kb: kb(brotli(script + engine)),
    inline_style_brotli_kb: kb(brotli(style)),
    all_gzip_kb: kb(...[script, engine, style, late.text, lateStyle.text].map(gzip)),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const player = await makePlayer();
  writePlayer(player, process.env.KAIR_WEB_OUT ?? path.resolve(root, '../build/web'));
  console.log(JSON.stringify({ player: sizesOf(player) }));
}
