import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

// The scripts are plain JavaScript without types.
const script: string = join(import.meta.dirname, '..', '..', 'scripts', 'gallery', 'pictures.mjs');
const { chosen, index }: { readonly chosen: readonly string[]; readonly index: () => string } = await import(script);
const docs = join(import.meta.dirname, '..', '..', 'docs', 'gallery');

describe('the gallery', () => {
  test('holds the pictures that were chosen, no others, and its index names each once', () => {
    expect(
      readdirSync(docs)
        .filter((name) => name.endsWith('.png'))
        .sort(),
    ).toEqual([...chosen].sort());
    expect(new Set(chosen).size).toBe(chosen.length);
    expect(readFileSync(join(docs, 'README.md'), 'utf8')).toBe(index());
    for (const name of chosen) expect(existsSync(join(docs, name))).toBe(true);
  });
});
