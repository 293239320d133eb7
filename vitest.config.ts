import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/benchmark/**', 'node_modules/**'],
    // Worker threads of the tests' own, native modules and SIGKILLed children want processes.
    pool: 'forks',
    // No test says how quick a thing is by these: a machine that is busy takes its time.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
