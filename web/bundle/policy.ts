// Makes the built page fit a content security policy without 'unsafe-inline' and without data: scripts, and writes the
// hashes of what stays inline to csp.json for the server that sends the policy.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import { inlineStyles } from './inline_styles.ts';

// plugin-legacy recognises a current browser by importing a data: module; a file of ours does the same under 'self'.
const DATA_IMPORT = /import\s*(["'])data:text\/javascript,.*?import\.meta\.resolve not supported(["'])\)\1/g;
const CHECK_FILE = 'assets/modern.js';
const CHECK_CODE = 'if(!import.meta.resolve)throw Error("import.meta.resolve not supported");\n';
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]+?)<\/script>/g;

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export function policy(): Plugin {
  let outDir = '';
  let html = '';
  return {
    name: 'kair:policy',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      outDir = path.resolve(config.root, config.build.outDir);
    },
    transformIndexHtml: {
      order: 'post',
      handler: (page) => page.replace(DATA_IMPORT, `import"/${CHECK_FILE}"`),
    },
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.isEntry) file.code = file.code.replace(DATA_IMPORT, `import"/${CHECK_FILE}"`);
      }
      if (!bundle[CHECK_FILE]) this.emitFile({ type: 'asset', fileName: CHECK_FILE, source: CHECK_CODE });
    },
    writeBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.fileName === 'index.html' && file.type === 'asset') html = String(file.source);
        if (file.type === 'chunk' && file.code.includes('data:text/javascript'))
          this.error(`${file.fileName} imports a data: script, which the policy refuses`);
      }
    },
    closeBundle() {
      const scripts = [...html.matchAll(INLINE_SCRIPT)].map((found) => hash(found[1] ?? ''));
      const document = { 'script-src': [...new Set(scripts)], 'style-src': inlineStyles.map(hash) };
      writeFileSync(path.join(outDir, 'csp.json'), `${JSON.stringify(document, null, 2)}\n`);
    },
  };
}
