import { setImmediate as breathe } from 'node:timers/promises';
import type { ByteSource } from './scan.ts';

const [LF, QUOTE, COMMA, BACKSLASH] = [10, 34, 44, 92];
const opens = (byte: number) => byte === 91 || byte === 123;
const closes = (byte: number) => byte === 93 || byte === 125;
const isSpace = (byte: number) => byte === 32 || (byte >= 9 && byte <= 13);

/** The 1-based line on which each of the given elements of an array, or of a sequence of values, begins; rising order. */
export async function linesOfElements(source: ByteSource, wanted: readonly number[], tick: () => void): Promise<number[]> {
  const bytes = new Uint8Array(1 << 20);
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  /** Depth at which elements lie; −1 before the first byte that counts. */
  let base = -1;
  let element = -1;
  let within = false;
  let inText = false;
  let escaped = false;
  for (let position = source.start; ; ) {
    const got = source.read(bytes, 0, position);
    if (got === 0) return lines;
    position += got;
    for (let i = 0; i < got; i++) {
      const byte = bytes[i];
      if (byte === LF) line++;
      if (inText) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) inText = false;
        continue;
      }
      if (isSpace(byte)) {
        if (depth === 0 && base === 0 && byte === LF) within = false;
        continue;
      }
      if (base < 0) {
        base = byte === 91 ? 1 : 0;
        if (base === 1) {
          depth = 1;
          continue;
        }
      }
      if (depth === base && byte === COMMA) {
        within = false;
        continue;
      }
      if (depth === base && !within && !closes(byte)) {
        within = true;
        element++;
        while (lines.length < wanted.length && wanted[lines.length] === element) lines.push(line);
        if (lines.length === wanted.length) return lines;
      }
      if (byte === QUOTE) inText = true;
      else if (opens(byte)) depth++;
      else if (closes(byte)) {
        depth--;
        if (depth === 0 && base === 0) within = false;
      }
    }
    tick();
    await breathe();
  }
}
