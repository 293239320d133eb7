import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { fileError } from '../../../../src/main/datasets/read/file.ts';
import { readTable } from '../../../../src/main/datasets/read/read.ts';
import { failure, fileNamed, fileOf, namesOf, read, readFile, textsOf, typesOf } from './reading.ts';

const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

async function parquet(select: string, name: string): Promise<string> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const path = fileNamed(name);
  await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  instance.closeSync();
  return path;
}

describe('encodings', () => {
  const text = 'Größe,città\n1.5,Zürich\n2.5,São Paulo\n';
  const expected = { Größe: ['1.5', '2.5'], città: ['Zürich', 'São Paulo'] };
  const cases: [string, Uint8Array, string][] = [
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16 little-endian with a mark', utf16(`\ufeff${text}`), 'utf-16le'],
    ['UTF-16 big-endian with a mark', utf16(`\ufeff${text}`, true), 'utf-16be'],
    ['UTF-16 little-endian without a mark', utf16(text), 'utf-16le'],
    ['UTF-16 big-endian without a mark', utf16(text, true), 'utf-16be'],
    ['Latin-1', Buffer.from(text, 'latin1'), 'latin-1'],
  ];
  for (const [word, bytes, encoding] of cases)
    test(word, async () => {
      const result = await read(bytes);
      expect(result.report.dialect.encoding).toBe(encoding);
      expect(textsOf(result)).toEqual(expected);
    });

  test('a file of numbers alone may have a mark and no header', async () => {
    expect(textsOf(await read('\ufeff1,2\n3,4\n'))).toEqual({ column_1: ['1', '3'], column_2: ['2', '4'] });
  });

  test('a mark may come before a quoted name', async () => {
    expect(textsOf(await read('\ufeff"a","b"\n"1","x"\n'))).toEqual({ a: ['1'], b: ['x'] });
  });

  test('a byte that is not UTF-8 far behind the head makes the file Latin-1', async () => {
    const lines = Array.from({ length: 200_000 }, (_, i) => `${i},plain`);
    const result = await read(Buffer.from(`a,b\n${lines.join('\n')}\n7,Zürich\n`, 'latin1'));
    expect(result.report.dialect.encoding).toBe('latin-1');
    expect(textsOf(result).b.at(-1)).toBe('Zürich');
  });

  test('the signs that Windows added to Latin-1 are known', async () => {
    const result = await read(Buffer.from([...Buffer.from('a,b\n1,'), 0x80, 0x93, 0x0a]));
    expect(textsOf(result).b).toEqual(['€“']);
  });

  test('a forced UTF-8 names the line that is none', async () => {
    const error = await failure(read(Buffer.from('a,b\n1,x\n2,Zürich\n', 'latin1'), { encoding: 'utf-8' }, 'cities.csv'));
    expect(error).toMatchObject({ code: 'input', message: 'cities.csv, line 3: there are bytes that are not UTF-8.' });
    expect(error.hint).toContain('Latin-1');
  });

  test('a forced Latin-1 is taken at its word', async () => {
    expect(textsOf(await read('a,b\n1,é\n', { encoding: 'latin-1' })).b).toEqual(['Ã©']);
  });

  test('characters that lie across the pieces in which a file is read stay whole', async () => {
    const lines = Array.from({ length: 400_000 }, (_, i) => `${'é'.repeat(1 + (i % 7))},${i}`);
    const result = await read(`a,b\n${lines.join('\n')}\n`);
    expect(result.report.dialect.encoding).toBe('utf-8');
    expect(result.columns[0].profile.levelCount).toBe(7);
  });
});

describe('packed files', () => {
  test('gzip is unpacked, whatever its name', async () => {
    const bytes = gzipSync('a;b\n1,5;x\n2,5;y\n');
    expect(textsOf(await read(bytes, {}, 'table.csv.gz'))).toEqual({ a: ['1.5', '2.5'], b: ['x', 'y'] });
    expect(textsOf(await read(bytes, {}, 'upload'))).toEqual({ a: ['1.5', '2.5'], b: ['x', 'y'] });
  });

  test('JSON and Parquet may be packed as well', async () => {
    expect(textsOf(await read(gzipSync('[{"a":1},{"a":2}]'), {}, 'x.json.gz'))).toEqual({ a: ['1', '2'] });
    const path = await parquet('SELECT 1 AS a UNION ALL SELECT 2', 'to-pack.parquet');
    expect(textsOf(await read(gzipSync(readFileSync(path)), {}, 'x.parquet.gz')).a.sort()).toEqual(['1', '2']);
  });

  test('one that is cut off is an error, not half a table', async () => {
    const whole = gzipSync(`a,b\n${Array.from({ length: 5000 }, (_, i) => `${i},${i * i}`).join('\n')}`);
    const error = await failure(read(whole.subarray(0, whole.length / 2), {}, 'half.csv.gz'));
    expect(error).toMatchObject({ code: 'input', message: 'half.csv.gz is cut off: its gzip data end early.' });
  });

  test('one that is damaged says so', async () => {
    const bytes = gzipSync('a,b\n1,2\n3,4\n'.repeat(50));
    bytes[20] ^= 0xff;
    expect((await failure(read(bytes, {}, 'bad.csv.gz'))).message).toMatch(/^bad\.csv\.gz is (damaged|cut off)/);
    expect(() => gunzipSync(bytes)).toThrow();
  });
});

describe('Parquet', () => {
  test('types come from the file', async () => {
    const path = await parquet(
      `SELECT * FROM (VALUES
        (1::BIGINT, 1.5::DOUBLE, 'x', true, DATE '2024-02-29', TIMESTAMP '2024-02-29 12:30:00', 2.25::DECIMAL(8,2), [1, 2]),
        (NULL, 'nan'::DOUBLE, 'x', false, NULL, NULL, NULL, NULL),
        (3, 'inf'::DOUBLE, NULL, NULL, DATE '1969-12-31', TIMESTAMP '1969-12-31 23:59:59.5', -1, [3])
      ) AS t(i, x, c, b, d, t, m, l)`,
      'types.parquet',
    );
    const result = await readFile(path);
    expect(result.report.dialect.format).toBe('parquet');
    expect(typesOf(result)).toEqual({
      i: 'integer',
      x: 'number',
      c: 'category',
      b: 'boolean',
      d: 'date',
      t: 'date',
      m: 'number',
      l: 'text',
    });
    expect(textsOf(result)).toEqual({
      i: ['1', null, '3'],
      x: ['1.5', null, 'Inf'],
      c: ['x', 'x', null],
      b: ['true', 'false', null],
      d: ['2024-02-29', null, '1969-12-31'],
      t: ['2024-02-29T12:30:00', null, '1969-12-31T23:59:59.500'],
      m: ['2.25', null, '-1'],
      l: ['[1,2]', null, '[3]'],
    });
  });

  test('integers beyond 2^53 stay as they are written', async () => {
    const result = await readFile(await parquet('SELECT 9007199254740993::BIGINT AS id UNION ALL SELECT 5', 'big.parquet'));
    expect(typesOf(result).id).toBe('text');
    expect(textsOf(result).id).toContain('9007199254740993');
  });

  test('text stays text, unless a person forces a number', async () => {
    const path = await parquet("SELECT * FROM (VALUES ('1'), ('2'), ('n')) AS t(s)", 'text.parquet');
    expect(typesOf(await readFile(path)).s).toBe('text');
    const result = await readFile(path, { types: { s: 'number' } });
    expect(textsOf(result).s).toEqual(['1', '2', null]);
    expect(result.report.rejected).toEqual([{ line: 3, column: 's', value: 'n', reason: 'not a number' }]);
  });

  test('one that is cut off is an error', async () => {
    const path = await parquet('SELECT range AS a, random() AS b FROM range(20000)', 'whole.parquet');
    const bytes = readFileSync(path);
    const error = await failure(read(bytes.subarray(0, bytes.length - 100), {}, 'cut.parquet'));
    expect(error.code).toBe('input');
    expect(error.message).toMatch(/^cut\.parquet is cut off or damaged/);
    expect((await failure(read('a,b\n1,2\n', {}, 'no.parquet'))).message).toContain('does not begin with PAR1');
  });

  test('one with columns and no row is an error', async () => {
    const path = await parquet('SELECT 1 AS a WHERE false', 'empty.parquet');
    expect((await failure(readFile(path))).message).toBe('empty.parquet has columns and no row.');
  });
});

describe('JSON', () => {
  test('an array of objects', async () => {
    const result = await read(
      '[{"a": 1, "b": "x", "t": true}, {"a": 2.5, "b": "x"},\n {"b": null, "d": {"e": 1}}]',
      {},
      'x.json',
    );
    expect(typesOf(result)).toEqual({ a: 'number', b: 'category', t: 'boolean', d: 'text' });
    expect(textsOf(result)).toEqual({
      a: ['1', '2.5', null],
      b: ['x', 'x', null],
      t: ['true', null, null],
      d: [null, null, '{"e":1}'],
    });
  });

  test('an object a line, known by its content', async () => {
    const result = await read('{"a": 1, "when": "2024-01-02"}\n{"a": 2, "when": "2024-01-03"}\n', {}, 'upload');
    expect(result.report.dialect.format).toBe('json');
    expect(typesOf(result)).toEqual({ a: 'integer', when: 'date' });
  });

  test('numbers among texts are typed by the majority, with the line of each rejection', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `{"a": ${i}}`);
    const lines = await read([...rows, '{"a": "x"}', '{"a": "NA"}'].join('\n'), {}, 'x.ndjson');
    expect(lines.report.rejected).toEqual([{ line: 31, column: 'a', value: 'x', reason: 'not a number' }]);
    const array = await read(`[\n${[...rows, '{"a":\n "x"}'].join(',\n')}\n]`, {}, 'x.json');
    expect(array.report.rejected).toEqual([{ line: 32, column: 'a', value: 'x', reason: 'not a number' }]);
  });

  test('with a byte order mark or in UTF-16', async () => {
    expect(textsOf(await read('\ufeff[{"a":1}]', {}, 'x.json'))).toEqual({ a: ['1'] });
    expect(textsOf(await read(utf16('\ufeff[{"a":"é"},{"a":"z"}]'), {}, 'x.json'))).toEqual({ a: ['é', 'z'] });
  });

  test('what is not valid is told by its line', async () => {
    const array = await failure(read('[{"a": 1},\n {"a": 2},\n {"a": tru}]', {}, 'x.json'));
    expect(array).toMatchObject({ code: 'input' });
    expect(array.message).toMatch(/^x\.json, line 3: this is not valid JSON/);
    const lines = await failure(read('{"a": 1}\n{"a": 2\n{"a": 3}\n', {}, 'x.jsonl'));
    expect(lines.message).toMatch(/^x\.jsonl, line 2: this is not valid JSON/);
    expect((await failure(read('[{"a": 1}, {"a": 2', {}, 'x.json'))).message).toMatch(/^x\.json, line 1: /);
  });

  test('an empty array has no record', async () => {
    expect((await failure(read('[]', {}, 'x.json'))).message).toBe('x.json holds no record.');
  });
});

describe('files that are no table', () => {
  const cases: [string, string | Uint8Array, string, RegExp][] = [
    ['an empty file', '', 'e.csv', /^e\.csv is empty: it holds 0 bytes\.$/],
    ['a header alone', 'a,b\n', 'h.csv', /^h\.csv has a header in its first line and no row below it\.$/],
    ['empty lines alone', '\n\n\n', 'n.csv', /^n\.csv has no/],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), 'p.csv', /^p\.csv is a PNG picture/],
    [
      'an Excel workbook',
      Buffer.from('PK\x03\x04\x14\0\x06\0', 'latin1'),
      'w.csv',
      /^w\.csv is a zip archive or an Excel workbook/,
    ],
    ['zero bytes', Buffer.from('a,b\n1,2\n3,\0\0\n'), 'z.csv', /^z\.csv, line 3: there is a zero byte/],
  ];
  for (const [word, content, name, message] of cases)
    test(word, async () => {
      const error = await failure(read(content, {}, name));
      expect(error.code).toBe('input');
      expect(error.message).toMatch(message);
      expect(error.hint).not.toBe('');
    });

  test('a file that is not there, and a folder', async () => {
    expect((await failure(readFile(fileNamed('nowhere.csv')))).message).toBe('nowhere.csv is not there.');
    mkdirSync(fileNamed('folder'));
    expect((await failure(readFile(fileNamed('folder')))).message).toBe('folder is a folder, not a file.');
  });

  test('a file that this user may not read, and a full disk', () => {
    const told = (code: string) => fileError(Object.assign(new Error('no'), { code }), 'secret.csv');
    expect(told('EACCES')).toMatchObject({ code: 'input', message: 'secret.csv may not be read by this user.' });
    expect(told('ENOSPC').message).toContain('no room on the disk');
  });

  test('a pipe is refused at once', async () => {
    execFileSync('mkfifo', [fileNamed('pipe')]);
    expect((await failure(readFile(fileNamed('pipe')))).message).toBe('pipe is not a regular file.');
  });

  test('a file whose rows all have the wrong number of fields names the first', async () => {
    const error = await failure(read('a,b\n1\n', {}, 'w.csv'));
    expect(error.message).toBe(
      "w.csv has no usable row; 1 was left out, the first in line 2 ('1': 1 field where 2 are expected).",
    );
  });
});

describe('paths', () => {
  for (const name of ["it's.csv", 'a[1]*?.csv', 'with space, comma;.csv', 'ünï.csv'])
    test(`a file named ${name}`, async () => {
      expect(textsOf(await read('a,b\n1,2\n', {}, name))).toEqual({ a: ['1'], b: ['2'] });
    });

  test('a folder named like a partition makes no column', async () => {
    mkdirSync(fileNamed('year=2024'));
    expect(namesOf(await readFile(fileOf('a,b\n1,2\n', 'year=2024/t.csv')))).toEqual(['a', 'b']);
  });
});

describe('what comes with the table', () => {
  test('the source with its size and hash, the options as given', async () => {
    const bytes = gzipSync('a,b\n1,2\n');
    const result = await readFile(fileOf(bytes, 'x.csv.gz'), { header: true }, 'My table');
    expect(result.source).toEqual({
      name: 'My table',
      path: fileNamed('x.csv.gz'),
      size: bytes.length,
      hash: createHash('sha256').update(bytes).digest('hex'),
    });
    expect(result.options).toEqual({ header: true });
  });

  test('cells in shared memory', async () => {
    const result = await read('a,b\n1,x\n2,x\n');
    for (const { cells } of result.columns)
      expect((cells.kind === 'values' ? cells.values : cells.codes).buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test('a note that says what was guessed, and only that', async () => {
    expect((await read('a;b\n1,5;x\n')).report.notes[0]).toBe(
      'Guessed: fields parted by semicolon, decimal comma, UTF-8, a header line.',
    );
    const given = { delimiter: ';', quote: '"', decimal: ',', encoding: 'utf-8', header: true } as const;
    expect((await read('a;b\n1,5;x\n', given)).report.notes).toEqual([]);
  });
});

describe('a reading under way', () => {
  const large = () => fileOf(`a,b,c\n${'1.5,2.5,word\n'.repeat(1_500_000)}`, 'large.csv');
  const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('latent-lens-'));

  test('tells a share that only rises, up to the end', async () => {
    const shares: number[] = [];
    const details = new Set<string>();
    await readTable(
      { path: large(), name: 'large.csv' },
      {},
      {
        progress({ share, detail }) {
          if (share !== null) shares.push(share);
          details.add(detail);
        },
        signal: new AbortController().signal,
      },
    );
    expect(shares.length).toBeGreaterThan(20);
    expect(shares.every((share, i) => share >= 0 && share <= 1 && (i === 0 || share >= shares[i - 1]))).toBe(true);
    expect(details.size).toBeGreaterThan(2);
  });

  for (const stage of ['reading the characters', 'looking for the rows', 'reading the columns'])
    test(`ends within 200 ms of an abort while ${stage}`, async () => {
      const abort = new AbortController();
      let aborted = 0;
      const error = await failure(
        readTable(
          { path: large(), name: 'large.csv' },
          {},
          {
            progress({ detail }) {
              if (detail !== stage || aborted > 0) return;
              aborted = performance.now();
              abort.abort();
            },
            signal: abort.signal,
          },
        ),
      );
      expect(performance.now() - aborted).toBeLessThan(200);
      expect(error.code).toBe('cancelled');
    });

  test('ends within 200 ms of an abort while a column of very many texts is looked through', async () => {
    const words = Array.from({ length: 700_000 }, (_, i) => `word number ${i},${i}`);
    const path = fileOf(`a,b\n${words.join('\n')}\n`, 'words.csv');
    const abort = new AbortController();
    let aborted = 0;
    const error = await failure(
      readTable(
        { path, name: 'words.csv' },
        {},
        {
          progress({ detail }) {
            if (detail !== 'telling the types of the columns' || aborted !== 0) return;
            aborted = -1;
            // Later, so that the abort falls into the work itself.
            setTimeout(() => {
              aborted = performance.now();
              abort.abort();
            }, 20);
          },
          signal: abort.signal,
        },
      ),
    );
    expect(error.code).toBe('cancelled');
    expect(performance.now() - aborted).toBeLessThan(200);
  });

  test('leaves no files behind, whether it ends well or not', async () => {
    const before = leftovers();
    await read(gzipSync('a,b\n1,2\n3\n'), {}, 'x.csv.gz');
    await failure(read(gzipSync('a,b\n'), {}, 'x.csv.gz'));
    expect(leftovers().filter((name) => !before.includes(name))).toEqual([]);
  });
});
