import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freePath, readJson, writeJson } from '../../../src/main/use-cases/small-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'lens-small-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('small JSON files', () => {
  it('come back as they were written, and leave nothing beside', () => {
    const path = join(folder, 'deep', 'settings.json');
    writeJson(path, { theme: 'dark' });
    expect(readJson(path, z.object({ theme: z.string() }), { theme: 'none' })).toEqual({ theme: 'dark' });
    expect(readdirSync(join(folder, 'deep'))).toEqual(['settings.json']);
  });

  it.each(['not json', '{"theme": 3}'])('fall back where they are damaged (%s)', (text) => {
    const path = join(folder, 'damaged.json');
    writeFileSync(path, text);
    expect(readJson(path, z.object({ theme: z.string() }), { theme: 'none' })).toEqual({ theme: 'none' });
  });
});

describe('a free path', () => {
  it('takes the name, then counts on', () => {
    const first = freePath(folder, 'wine.csv', '.lens');
    expect(first).toBe(join(folder, 'wine.lens'));
    writeFileSync(first, '');
    expect(freePath(folder, 'wine.csv', '.lens')).toBe(join(folder, 'wine 2.lens'));
  });

  it.each([
    ['../../etc/passwd', 'passwd.lens'],
    ['..', 'untitled.lens'],
    ['a:b*c?.csv', 'a b c.lens'],
    ['größe 3.tsv', 'größe 3.lens'],
    ['.csv', 'csv.lens'],
    ['???', 'untitled.lens'],
  ])('never leaves its folder (%s)', (name, expected) => {
    expect(freePath(folder, name, '.lens')).toBe(join(folder, expected));
  });
});
