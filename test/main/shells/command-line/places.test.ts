import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { places } from '../../../../src/main/shells/command-line/places.ts';

test('samples and the worker are where it says', () => {
  const { samples, worker, version } = places();
  expect(existsSync(samples)).toBe(true);
  expect(existsSync(worker)).toBe(true);
  expect(version).toMatch(/^\d+\.\d+\.\d+/);
});
