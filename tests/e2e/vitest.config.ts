// Journeys through the real product: one server and one browser for each file, two files at a time: a journey mostly waits.
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const build = process.env.KAIR_TEST_BUILD ?? resolve(import.meta.dirname, '../../build/test');

export default defineConfig({
  test: {
    include: ['**/*.e2e.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: resolve(build, 'e2e.json') },
  },
});
