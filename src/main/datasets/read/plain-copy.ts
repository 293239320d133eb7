import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { LensError } from '../../../shared/errors.ts';
import type { Encoding } from './encoding.ts';
import { fileError, type NamedFile } from './file.ts';

const labels: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  // What files that call themselves Latin-1 are: the same, with printable characters where Latin-1 has controls.
  'latin-1': 'windows-1252',
};

/** Writes the file to `path` unpacked. Throws where the packed data end early or are damaged. */
export async function unpackTo(
  file: NamedFile,
  path: string,
  tick: (position: number) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(createReadStream(file.path), counted(tick), createGunzip(), createWriteStream(path, { mode: 0o600 }), {
      signal,
    });
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    if (code === 'Z_BUF_ERROR')
      throw new LensError('input', `${file.name} is cut off: its gzip data end early.`, 'Download or pack it again.');
    if (code?.startsWith('Z_'))
      throw new LensError(
        'input',
        `${file.name} is damaged: its gzip data cannot be unpacked (${(thrown as Error).message}).`,
        'Download or pack it again.',
      );
    if (signal.aborted) throw thrown;
    throw fileError(thrown, file.name);
  }
}

/** Writes the text of `from` to `path` as UTF-8 without a byte order mark. */
export async function transcodeTo(
  from: NamedFile,
  encoding: Encoding,
  path: string,
  tick: (position: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder(labels[encoding]);
  const decode = new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      done(null, decoder.decode(piece, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
  try {
    await pipeline(
      createReadStream(from.path, { highWaterMark: 1 << 20 }),
      counted(tick),
      decode,
      createWriteStream(path, { mode: 0o600 }),
      { signal },
    );
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw fileError(thrown, from.name);
  }
}

function counted(tick: (position: number) => void): Transform {
  let position = 0;
  return new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      position += piece.length;
      tick(position);
      done(null, piece);
    },
  });
}
