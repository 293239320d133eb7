import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './test/electron/chromium.ts';

/** The whole application, seen from outside: through the browser shell, and through Electron or its double. */
export default defineConfig({
  testDir: 'test',
  outputDir: 'test-results',
  // No test says how quick a thing is by these: a machine that is busy takes its time.
  timeout: 360_000,
  expect: { timeout: 60_000 },
  // The tests start servers, workers and browsers of their own; two at a time is what a small machine can bear.
  workers: 2,
  forbidOnly: Boolean(process.env.CI),
  use: { launchOptions: chromiumOptions(), viewport: { width: 1280, height: 800 } },
  projects: [
    { name: 'browser', testDir: 'test/e2e', testMatch: '**/*.spec.ts' },
    { name: 'electron', testDir: 'test/electron', testMatch: '**/*.spec.ts' },
  ],
});
