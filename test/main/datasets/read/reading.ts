import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { cellText } from '../../../../src/main/datasets/cells.ts';
import { type ReadResult, readTable } from '../../../../src/main/datasets/read/read.ts';
import { LensError } from '../../../../src/shared/errors.ts';
import type { ReadOptions } from '../../../../src/shared/model/dataset.ts';

const folder = mkdtempSync(join(tmpdir(), 'lens-read-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

export const fileNamed = (name: string): string => join(folder, name);

/** Writes a file into the test's folder; answers its path. */
export function fileOf(content: string | Uint8Array, name = 'table.csv'): string {
  const path = fileNamed(name);
  writeFileSync(path, content);
  return path;
}

export function readFile(
  path: string,
  options: ReadOptions = {},
  name = path.slice(path.lastIndexOf('/') + 1),
): Promise<ReadResult> {
  return readTable({ path, name }, options, { progress() {}, signal: new AbortController().signal });
}

export const read = (content: string | Uint8Array, options: ReadOptions = {}, name = 'table.csv'): Promise<ReadResult> =>
  readFile(fileOf(content, name), options);

/** Every column's cells as text, by name. */
export function textsOf(result: ReadResult): Record<string, (string | null)[]> {
  return Object.fromEntries(
    result.columns.map(({ profile, cells }) => [
      profile.name,
      Array.from({ length: result.rows }, (_, row) => cellText(cells, profile.type, row)),
    ]),
  );
}

export const typesOf = (result: ReadResult): Record<string, string> =>
  Object.fromEntries(result.columns.map(({ profile }) => [profile.name, profile.type]));

export const namesOf = (result: ReadResult): string[] => result.columns.map(({ profile }) => profile.name);

/** The LensError that a reading ends with. */
export async function failure(reading: Promise<unknown>): Promise<LensError> {
  try {
    await reading;
  } catch (thrown) {
    if (thrown instanceof LensError) return thrown;
    throw thrown;
  }
  throw new Error('the reading did not fail');
}
