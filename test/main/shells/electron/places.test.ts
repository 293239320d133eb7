import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { places } from '../../../../src/main/shells/electron/places.ts';

describe('the places', () => {
  it('lie in the project’s folder when run from the build', () => {
    const root = resolve(import.meta.dirname, '../../../..');
    const found = places(resolve(root, 'out', 'main'));
    expect(found.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(existsSync(found.samples)).toBe(true);
    expect(found.worker.protocol).toBe('file:');
  });
});
