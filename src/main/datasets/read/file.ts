import { createHash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { LensError } from '../../../shared/errors.ts';
import type { ByteSource } from './scan.ts';

export interface NamedFile {
  readonly path: string;
  /** As the person knows it; errors speak of this name. */
  readonly name: string;
}

/** The file's size, once it is sure that it is one, can be read and is not empty. */
export function sizeOfFile({ path, name }: NamedFile): number {
  let stats: Stats;
  try {
    stats = statSync(path);
    if (stats.isDirectory())
      throw new LensError('input', `${name} is a folder, not a file.`, 'Choose a CSV, TSV, Parquet or JSON file in it.');
    // Before it is opened: opening a pipe waits for whoever writes into it.
    if (!stats.isFile())
      throw new LensError('input', `${name} is not a regular file.`, 'Save what it gives to a file and read that.');
    closeSync(openSync(path, 'r'));
  } catch (thrown) {
    throw fileError(thrown, name);
  }
  if (stats.size === 0)
    throw new LensError('input', `${name} is empty: it holds 0 bytes.`, 'Save or download it again and check its size.');
  return stats.size;
}

export function fileError(thrown: unknown, name: string): LensError {
  if (thrown instanceof LensError) return thrown;
  const code = (thrown as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new LensError('input', `${name} is not there.`, 'Check the path; the file may have been moved or renamed.');
  if (code === 'EACCES' || code === 'EPERM')
    return new LensError(
      'input',
      `${name} may not be read by this user.`,
      'Change its permissions, or copy it to a folder of yours.',
    );
  if (code === 'ENOSPC')
    return new LensError('input', `There is no room on the disk to unpack ${name}.`, 'Free some space and read it again.');
  return new LensError(
    'input',
    `${name} cannot be read: ${(thrown as Error).message}.`,
    'Copy it to this machine and try again.',
  );
}

/** SHA-256 of the file's bytes, hex; a stream, so that other work goes on beside it. */
export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

export interface OpenSource extends ByteSource {
  close(): void;
}

/** The file as bytes to scan; a UTF-8 byte order mark is passed over. */
export function openSource(path: string): OpenSource {
  const file = openSync(path, 'r');
  const size = fstatSync(file).size;
  const mark = new Uint8Array(3);
  readSync(file, mark, 0, 3, 0);
  return {
    start: mark[0] === 0xef && mark[1] === 0xbb && mark[2] === 0xbf ? 3 : 0,
    size,
    read: (target, offset, position) => readSync(file, target, offset, target.length - offset, position),
    close: () => closeSync(file),
  };
}

/** The first `length` bytes as a source of their own, ending with the last whole line in them. */
export function headOf(source: ByteSource, length: number): ByteSource {
  const end = Math.min(source.size, source.start + length);
  const bytes = new Uint8Array(end - source.start);
  let got = source.read(bytes, 0, source.start);
  if (end < source.size) {
    const cut = Math.max(bytes.lastIndexOf(10, got - 1), bytes.lastIndexOf(13, got - 1));
    if (cut > 0) got = cut + 1;
  }
  const text = bytes.subarray(0, got);
  return {
    start: 0,
    size: got,
    read(target, offset, position) {
      const piece = text.subarray(position, position + target.length - offset);
      target.set(piece, offset);
      return piece.length;
    },
  };
}
