// Builds the application into build/web. Nothing here may read the network or the C side.
import legacy from '@vitejs/plugin-legacy';
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { catalogs } from './bundle/catalogs.ts';
import { linguiMacro } from './bundle/macro.ts';
import { policy } from './bundle/policy.ts';
import { precompress } from './bundle/precompress.ts';

const here = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const apiServer = process.env.KAIR_API ?? 'http://localhost:8080';
// Where somebody arrives with nothing loaded: what these screens need is asked for at once. Other screens are fetched when a
// pointer comes near their link, and the lists of their parts would weigh on every start.
const ARRIVALS = /assets\/(Home|Learning|SignIn|AccessLink)-/;
const FLOOR = ['chrome >= 77', 'firefox >= 68', 'safari >= 11', 'ios >= 12'];

export default defineConfig({
  root: here('.'),
  plugins: [linguiMacro(), catalogs(), react(), legacy({ targets: FLOOR }), policy(), precompress()],
  build: {
    outDir: process.env.KAIR_WEB_OUT ?? here('../build/web'),
    emptyOutDir: true,
    cssTarget: ['chrome77', 'firefox68', 'safari11', 'ios12'],
    assetsInlineLimit: 0,
    modulePreload: {
      resolveDependencies: (file, parts, { hostType }) => (hostType === 'html' || ARRIVALS.test(file) ? parts : []),
    },
    chunkSizeWarningLimit: 400,
    reportCompressedSize: false,
  },
  css: { modules: { generateScopedName: '[name]_[local]_[hash:base64:5]' } },
  server: { proxy: { '/api': apiServer, '/healthz': apiServer, '/readyz': apiServer } },
  test: {
    environment: 'happy-dom',
    include: ['**/*.test.{ts,tsx}'],
    reporters: ['default', ['json', { outputFile: here('../build/test/web.json') }]],
    css: false,
  },
});
