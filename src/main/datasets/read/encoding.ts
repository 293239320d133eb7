import { isUtf8 } from 'node:buffer';
import { setImmediate as breathe } from 'node:timers/promises';
import { LensError } from '../../../shared/errors.ts';
import type { Dialect } from '../../../shared/model/dataset.ts';
import type { ByteSource } from './scan.ts';

export type Encoding = Dialect['encoding'];

/** What a byte order mark says, or the zeros that UTF-16 leaves between the letters; null when the bytes say neither. */
export function encodingOfHead(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const looked = Math.min(head.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < looked; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = looked / 2;
  if (odd > 0.4 * pairs && even < 0.05 * pairs) return 'utf-16le';
  if (even > 0.4 * pairs && odd < 0.05 * pairs) return 'utf-16be';
  return null;
}

/**
 * Whether all the bytes are UTF-8. Throws where a zero byte shows that the file is no text. `underscored`: a digit, an
 * underscore and a digit follow each other somewhere, which DuckDB would take for one number.
 */
export async function checkUtf8(
  source: ByteSource,
  name: string,
  tick: (position: number) => void,
): Promise<{ valid: boolean; underscored: boolean; invalidLine: number }> {
  const bytes = Buffer.alloc(4 << 20);
  let kept = 0;
  let valid = true;
  let invalidLine = 0;
  let underscored = false;
  let lines = 0;
  for (let position = source.start; position < source.size; ) {
    const got = source.read(bytes, kept, position);
    if (got === 0) break;
    position += got;
    const end = kept + got;
    const piece = bytes.subarray(0, end);
    const zero = piece.indexOf(0);
    if (zero >= 0) throw binaryError(name, lines + countLines(piece.subarray(0, zero)) + 1);
    underscored ||= hasUnderscoredDigits(piece);
    const whole = position >= source.size ? end : end - unfinished(piece);
    if (valid && !isUtf8(piece.subarray(0, whole))) {
      valid = false;
      invalidLine = lines + firstInvalidLine(piece.subarray(0, whole));
    }
    lines += countLines(piece.subarray(0, whole));
    bytes.copyWithin(0, whole, end);
    kept = end - whole;
    tick(position);
    await breathe();
  }
  return { valid, underscored, invalidLine };
}

export const binaryError = (name: string, line: number) =>
  new LensError(
    'input',
    `${name}, line ${line}: there is a zero byte, so this is not text (or it is damaged).`,
    'Choose a text table, Parquet or JSON; if it is UTF-16 text, choose that encoding.',
  );

/** Bytes at the end that begin a character without ending it. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back];
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}

function firstInvalidLine(bytes: Uint8Array): number {
  let line = 1;
  let from = 0;
  for (;;) {
    const end = bytes.indexOf(10, from);
    if (end < 0 || !isUtf8(bytes.subarray(from, end))) return line;
    from = end + 1;
    line++;
  }
}

function hasUnderscoredDigits(bytes: Uint8Array): boolean {
  const digit = (byte: number | undefined) => byte !== undefined && byte >= 48 && byte <= 57;
  for (let at = bytes.indexOf(95); at >= 0; at = bytes.indexOf(95, at + 1))
    if ((at === 0 || digit(bytes[at - 1])) && (at === bytes.length - 1 || digit(bytes[at + 1]))) return true;
  return false;
}
