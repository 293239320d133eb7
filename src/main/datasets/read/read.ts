import { closeSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { LensError } from '../../../shared/errors.ts';
import type { ColumnCells, ColumnProfile } from '../../../shared/model/column.ts';
import type { ImportReport, ReadOptions, Source } from '../../../shared/model/dataset.ts';
import { profileColumn } from '../profile.ts';
import { type PlainText, readCsv } from './csv.ts';
import { cancelled } from './duck.ts';
import { checkUtf8, encodingOfHead } from './encoding.ts';
import { hashFile, type NamedFile, openSource, sizeOfFile } from './file.ts';
import { detectFormat, isGzip } from './format.ts';
import { readJson } from './json.ts';
import { readParquet } from './parquet.ts';
import { transcodeTo, unpackTo } from './plain-copy.ts';
import type { TableRead } from './table.ts';
import { type Watch, type Work, workOf } from './work.ts';

export type { ReadProgress } from './work.ts';

export interface ReadResult {
  readonly rows: number;
  readonly columns: readonly { readonly profile: ColumnProfile; readonly cells: ColumnCells }[];
  readonly source: Source;
  readonly options: ReadOptions;
  readonly report: ImportReport;
}

/**
 * Reads a table, whatever it is written as, into typed columns in shared memory, with a report of what was guessed and
 * what was left out. Throws LensError('input') that names the place and a remedy, LensError('cancelled') on abort.
 */
export async function readTable(file: NamedFile, options: ReadOptions, watch: Watch): Promise<ReadResult> {
  const size = sizeOfFile(file);
  const ended = new AbortController();
  const signal = AbortSignal.any([watch.signal, ended.signal]);
  const hash = hashFile(file.path, signal);
  // Awaited at the end; until then a failure of it is no news.
  hash.catch(() => {});
  let folder: string | null = null;
  const temporary = (name: string) => {
    folder ??= mkdtempSync(join(tmpdir(), 'latent-lens-'));
    return join(folder, name);
  };
  try {
    const work = workOf({ ...watch, signal }, temporary);
    const table = await readAny(file, options, work);
    const tell = work.stage(0.97, 1, 'summing up the columns');
    const columns: ReadResult['columns'][number][] = [];
    for (const { name, type, cells } of table.columns) {
      columns.push({ profile: profileColumn(name, type, cells), cells });
      await breathe();
      tell(columns.length / table.columns.length);
    }
    const source = { name: file.name, path: file.path, size, hash: await hash };
    return {
      rows: table.rows,
      columns,
      source,
      options,
      report: reportOf(table),
    };
  } catch (thrown) {
    throw watch.signal.aborted ? cancelled() : thrown;
  } finally {
    ended.abort();
    if (folder !== null) rmSync(folder, { recursive: true, force: true });
  }
}

const reportOf = ({ columns, dialect, notes, rejected, rejectedRows }: TableRead): ImportReport => ({
  dialect,
  notes: [...notes],
  rejected: [...rejected],
  rejectedRows,
  rejectedValues: columns.reduce((sum, { misfits }) => sum + misfits.count, 0),
});

async function readAny(given: NamedFile, options: ReadOptions, work: Work): Promise<TableRead> {
  let file = given;
  if (isGzip(headBytes(given.path))) {
    file = { path: work.temporary('unpacked'), name: given.name };
    const size = sizeOfFile(given);
    const tell = work.stage(0, 0.1, 'unpacking');
    await unpackTo(given, file.path, (position) => tell(position / size), work.signal);
    sizeOfFile(file);
  }
  const head = headBytes(file.path);
  const format = detectFormat(head, file.name, options.format);
  if (format === 'parquet') return readParquet(file, options, work);
  const text = await plainText(file, head, options, format === 'json', work);
  return format === 'json' ? readJson(text, options, work) : readCsv(text, options, work);
}

/** The same text as UTF-8: the file itself where it is that already (and has no mark that may not stay). */
async function plainText(
  file: NamedFile,
  head: Uint8Array,
  options: ReadOptions,
  unmarked: boolean,
  work: Work,
): Promise<PlainText> {
  const size = sizeOfFile(file);
  const tell = work.stage(0.1, 0.2, 'reading the characters');
  const encoding = options.encoding ?? encodingOfHead(head) ?? 'utf-8';
  if (encoding !== 'utf-8') return { ...(await transcoded(encoding)), encoding };
  const check = await checked(file);
  if (check.valid && unmarked && head[0] === 0xef) return { ...(await transcoded(encoding)), encoding };
  if (check.valid) return { ...file, encoding, underscored: check.underscored };
  if (options.encoding !== undefined)
    throw new LensError(
      'input',
      `${file.name}, line ${check.invalidLine}: there are bytes that are not UTF-8.`,
      'Read it as Latin-1, or let the encoding be guessed.',
    );
  return { ...(await transcoded('latin-1')), encoding: 'latin-1' };

  async function transcoded(from: PlainText['encoding']) {
    const copy = { path: work.temporary('text'), name: file.name };
    await transcodeTo(file, from, copy.path, (position) => tell(position / size), work.signal);
    const { underscored } = await checked(copy);
    return { ...copy, underscored };
  }

  async function checked(text: NamedFile) {
    const source = openSource(text.path);
    try {
      return await checkUtf8(source, text.name, (position) => tell(position / source.size));
    } finally {
      source.close();
    }
  }
}

function headBytes(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(4096);
    return head.subarray(0, readSync(file, head, 0, head.length, 0));
  } finally {
    closeSync(file);
  }
}
