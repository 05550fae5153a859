// The story told step by step with one film (`./dev journey FILM`), on the product as `./run` builds it. Not part of `./test`:
// a long film takes minutes.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['journey/story.ts'],
    fileParallelism: false,
    bail: 1,
    testTimeout: 900_000,
    hookTimeout: 120_000,
    reporters: ['verbose'],
  },
});
