import { closeSync, openSync, writeSync } from 'node:fs';
import { joinFields, splitFields } from './grammar.ts';
import { type Layout, type Roles, sortRecords } from './layout.ts';
import { type ByteSource, scanRecords } from './scan.ts';

const bufferBytes = 4 << 20;

/**
 * Writes exactly the rows that are taken, without header, one form of line ending, every odd record quoted afresh: what
 * DuckDB then reads has the same rows in the same order, whatever the file was like.
 */
export async function writeCleanCopy(
  source: ByteSource,
  layout: Layout,
  path: string,
  tick: (position: number) => void,
): Promise<void> {
  const out = openSync(path, 'wx', 0o600);
  const buffer = new Uint8Array(bufferBytes);
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  const { grammar } = layout;
  let used = 0;
  const flush = () => {
    writeAll(out, buffer.subarray(0, used));
    used = 0;
  };
  const put = (bytes: Uint8Array) => {
    if (used + bytes.length + 1 > bufferBytes) flush();
    if (bytes.length + 1 > bufferBytes) writeAll(out, bytes);
    else {
      buffer.set(bytes, used);
      used += bytes.length;
    }
    buffer[used++] = 10;
  };
  const rewritten = (bytes: Uint8Array) => {
    const text = decoder.decode(bytes).replace(/\r+$/, '');
    return encoder.encode(joinFields(splitFields(text, grammar).fields, grammar));
  };
  const roles: Roles = {
    row(bytes, from, to, _line, _row, unusual) {
      const record = bytes.subarray(from, to);
      put(unusual ? rewritten(record) : record);
      return true;
    },
    tick,
  };
  try {
    await scanRecords(source, grammar, layout.columns, sortRecords(layout, roles));
    flush();
  } finally {
    closeSync(out);
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done);
}
