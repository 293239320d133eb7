import { LensError } from '../../../shared/errors.ts';
import type { ReadOptions } from '../../../shared/model/dataset.ts';

type Format = NonNullable<ReadOptions['format']>;

interface Signature {
  readonly bytes: readonly number[];
  readonly what: string;
  readonly hint: string;
}

const text = (letters: string): number[] => [...letters].map((letter) => letter.charCodeAt(0));
const exportHint = 'Open it in the program that made it and export a CSV file.';
const signatures: readonly Signature[] = [
  { bytes: [0x89, ...text('PNG')], what: 'a PNG picture', hint: 'Choose a table: CSV, TSV, Parquet or JSON.' },
  { bytes: [0xff, 0xd8, 0xff], what: 'a JPEG picture', hint: 'Choose a table: CSV, TSV, Parquet or JSON.' },
  { bytes: text('GIF8'), what: 'a GIF picture', hint: 'Choose a table: CSV, TSV, Parquet or JSON.' },
  { bytes: text('%PDF-'), what: 'a PDF document', hint: 'Choose a table: CSV, TSV, Parquet or JSON.' },
  { bytes: text('PK\x03\x04'), what: 'a zip archive or an Excel workbook', hint: `Unpack it, or: ${exportHint}` },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], what: 'an old Excel workbook', hint: exportHint },
  {
    bytes: text('SQLite format 3\0'),
    what: 'an SQLite database',
    hint: 'Open a .lens file as a project; of others, export a CSV file.',
  },
  { bytes: text('BZh'), what: 'a bzip2 archive', hint: 'Unpack it first; of packed files only .gz is read.' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], what: 'a zstd archive', hint: 'Unpack it first; of packed files only .gz is read.' },
  { bytes: [0xfd, ...text('7zXZ')], what: 'an xz archive', hint: 'Unpack it first; of packed files only .gz is read.' },
  { bytes: text('ARROW1'), what: 'an Arrow or Feather file', hint: 'Save it as Parquet or CSV.' },
  { bytes: [0x89, ...text('HDF')], what: 'an HDF5 file', hint: exportHint },
];

const begins = (head: Uint8Array, bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte);
export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;
const isParquet = (head: Uint8Array): boolean => begins(head, text('PAR1'));

/** What the file is, by its first bytes and then by its name; `head` is what it holds once unpacked. */
export function detectFormat(head: Uint8Array, name: string, given: Format | undefined): Format {
  const ending = /\.([a-z0-9]+)$/i.exec(name.replace(/\.gz$/i, ''))?.[1]?.toLowerCase() ?? '';
  if (isParquet(head)) {
    if (given === undefined || given === 'parquet') return 'parquet';
    throw new LensError('input', `${name} is a Parquet file, not ${given.toUpperCase()}.`, 'Read it with the format guessed.');
  }
  if (given === 'parquet' || (given === undefined && (ending === 'parquet' || ending === 'pq')))
    throw new LensError(
      'input',
      `${name} is no Parquet file: it does not begin with PAR1.`,
      'Save or download it again, or choose the format it really has.',
    );
  const known = signatures.find(({ bytes }) => begins(head, bytes));
  // BZh and PK may begin a line of text as well; what follows in an archive is not text.
  if (
    known &&
    (known.bytes[0] > 126 || head.subarray(0, 64).some((byte) => byte < 9 || byte > 126) || known.what.includes('PDF'))
  )
    throw new LensError('input', `${name} is ${known.what}, not a table of text.`, known.hint);
  if (given !== undefined) return given;
  if (['json', 'ndjson', 'jsonl', 'geojson'].includes(ending)) return 'json';
  return looksLikeJson(head) ? 'json' : 'csv';
}

/** An array of objects, or an object that begins with a quoted key. */
function looksLikeJson(head: Uint8Array): boolean {
  const start = new TextDecoder().decode(head.subarray(0, 400)).trimStart();
  return /^(\[\s*)?\{\s*("([^"\\]|\\.)*"\s*:|\})/.test(start);
}
