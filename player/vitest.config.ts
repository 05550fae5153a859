// Unit and property tests, in a simulated page.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'happy-dom',
    include: ['**/*.test.ts'],
    reporters: [
      'default',
      ['json', { outputFile: fileURLToPath(new URL('../build/test/player.json', import.meta.url)) }],
    ],
  },
});
