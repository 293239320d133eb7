import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // For the state of the window (*.svelte.ts), whose runes are plain fields here: effects do not run.
  plugins: [svelte({ configFile: false })],
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
