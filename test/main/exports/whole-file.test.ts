import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeWhole } from '../../../src/main/exports/whole-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lens-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeWhole', () => {
  test('writes all chunks and leaves nothing else in the folder', async () => {
    await writeWhole(join(folder, 'a.txt'), ['eins ', 'zwei ', 'größe']);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('eins zwei größe');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  test('keeps the former content when the chunks fail half way', async () => {
    writeFileSync(join(folder, 'a.txt'), 'former');
    function* failing() {
      yield 'new';
      throw new Error('half way');
    }
    await expect(writeWhole(join(folder, 'a.txt'), failing())).rejects.toThrow('half way');
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('former');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  test('an abort between chunks ends it as cancelled and leaves nothing behind', async () => {
    const abort = new AbortController();
    let given = 0;
    function* endless() {
      for (;;) {
        if (++given === 3) abort.abort();
        yield 'x';
      }
    }
    await expect(writeWhole(join(folder, 'a.txt'), endless(), abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(given).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('an abort after the last chunk still leaves nothing behind', async () => {
    const abort = new AbortController();
    function* last() {
      abort.abort();
      yield 'x';
    }
    await expect(writeWhole(join(folder, 'a.txt'), last(), abort.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('replaces what a link points at, not the link', async () => {
    mkdirSync(join(folder, 'deep'));
    writeFileSync(join(folder, 'deep', 'real.txt'), 'former');
    symlinkSync(join('deep', 'real.txt'), join(folder, 'link.txt'));
    await writeWhole(join(folder, 'link.txt'), ['new']);
    expect(readFileSync(join(folder, 'deep', 'real.txt'), 'utf8')).toBe('new');
    expect(readdirSync(join(folder, 'deep'))).toEqual(['real.txt']);
  });

  test('writes into what is no regular file as it is', async () => {
    await writeWhole('/dev/null', ['gone']);
    expect(readdirSync('/dev')).toContain('null');
  });

  test.each([
    ['a missing folder', ['absent', 'a.txt'], /cannot be written: its folder does not exist/],
    ['a folder', [], /cannot be written: it is a folder/],
    ['a path through a file', ['file.txt', 'a.txt'], /cannot be written: a part of its path is no folder/],
  ])('%s is bad input, said in words', async (_, path, words) => {
    writeFileSync(join(folder, 'file.txt'), '');
    const error = await writeWhole(join(folder, ...path), ['x']).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'input', message: expect.stringMatching(words), hint: expect.stringMatching(/\w/) });
  });
});
