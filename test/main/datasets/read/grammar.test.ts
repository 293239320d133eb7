import { describe, expect, test } from 'vitest';
import { type Grammar, joinFields, splitFields } from '../../../../src/main/datasets/read/grammar.ts';
import { BLANK, BROKEN, type ByteSource, scanRecords } from '../../../../src/main/datasets/read/scan.ts';
import { randomOf } from './random.ts';
import { read, textsOf } from './reading.ts';

const comma: Grammar = { delimiter: ',', quote: '"', newline: '\n' };

/** A source that gives at most `piece` bytes at a time. */
function sourceOf(text: string, piece = Number.MAX_SAFE_INTEGER): ByteSource {
  const bytes = new TextEncoder().encode(text);
  return {
    start: 0,
    size: bytes.length,
    read(target, offset, position) {
      const some = bytes.subarray(position, position + Math.min(piece, target.length - offset));
      target.set(some, offset);
      return some.length;
    },
  };
}

interface Seen {
  readonly text: string;
  readonly line: number;
  readonly fields: number;
  readonly flags: number;
}

async function scan(text: string, grammar = comma, piece?: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  await scanRecords(sourceOf(text, piece), grammar, 4, {
    record(bytes, from, to, line, fields, flags) {
      seen.push({ text: new TextDecoder().decode(bytes.subarray(from, to)), line, fields, flags });
      return true;
    },
  });
  return seen;
}

describe('fields of a record', () => {
  test('an empty record has one empty field, a lone delimiter two', () => {
    expect(splitFields('', comma).fields).toEqual(['']);
    expect(splitFields(',', comma).fields).toEqual(['', '']);
  });

  test('what joinFields writes, splitFields reads', () => {
    const random = randomOf(7);
    for (let i = 0; i < 2000; i++) {
      const grammar = { ...comma, delimiter: random.pick([',', ';', '\t', '|', ' ']), quote: random.pick(['"', "'"]) };
      const fields = Array.from({ length: 1 + random.below(5) }, () => random.text('ab ,;\t|"\'\n\r1', 6));
      expect(splitFields(joinFields(fields, grammar), grammar)).toEqual({ fields, broken: false });
    }
  });
});

describe('records of a file', () => {
  test('each is told with its physical line and number of fields', async () => {
    expect(await scan('a,b\n"x\ny",1\r\n\n2,3')).toEqual([
      { text: 'a,b', line: 1, fields: 2, flags: 0 },
      { text: '"x\ny",1', line: 2, fields: 2, flags: 0 },
      { text: '', line: 4, fields: 1, flags: BLANK },
      { text: '2,3', line: 5, fields: 2, flags: 0 },
    ]);
  });

  test('they are the same however the bytes come in', async () => {
    const random = randomOf(11);
    for (let i = 0; i < 300; i++) {
      const text = random.text('ab,"\n\r 0é', 60);
      const whole = await scan(text);
      expect(await scan(text, comma, 1)).toEqual(whole);
      expect(await scan(text, comma, 5)).toEqual(whole);
    }
  });

  test('both ways of taking fields apart agree on their number and on what is torn', async () => {
    const random = randomOf(13);
    for (let i = 0; i < 1500; i++) {
      const delimiter = random.pick([',', ' ', ';']);
      const grammar = { ...comma, delimiter };
      for (const { text, fields, flags } of await scan(random.text(`ab${delimiter}"\n 0`, 40), grammar)) {
        if (flags & BLANK) continue;
        const split = splitFields(text, grammar);
        expect([text, split.broken]).toEqual([text, (flags & BROKEN) !== 0]);
        if (!split.broken) expect([text, split.fields.length]).toEqual([text, fields]);
      }
    }
  });

  test('no line is lost: those of all records make up the file', async () => {
    const random = randomOf(17);
    for (let i = 0; i < 500; i++) {
      const text = random.text('ab,"\n', 40);
      const lines = (await scan(text)).map((record) => record.text).join('\n');
      expect(lines).toBe(text.replace(/\n$/, ''));
    }
  });

  test('quotes that never pair up end in an error, not in hours', async () => {
    const text = `a,b\n${'"x,1\n'.repeat(3000)}`;
    expect((await scan(text)).length).toBeGreaterThan(1000);
  });
});

describe('a table that was written and read', () => {
  const dialects = [
    { delimiter: ',', quote: '"' },
    { delimiter: ';', quote: '"' },
    { delimiter: '\t', quote: "'" },
    { delimiter: '|', quote: '"' },
  ];
  for (const [i, dialect] of dialects.entries())
    test(`comes back cell by cell with ${JSON.stringify(dialect)}`, async () => {
      const random = randomOf(100 + i);
      for (let round = 0; round < 12; round++) {
        const grammar: Grammar = { ...dialect, newline: '\n' };
        const end = random.pick(['\n', '\r\n']);
        const rows = Array.from({ length: 1 + random.below(30) }, () => ({
          word: random.text('abé\n"\',;|\t x', 20),
          number: random.below(3) === 0 ? null : (random.unit() - 0.5) * 10 ** random.below(20),
        }));
        const content = [['word', 'number'], ...rows.map(({ word, number }) => [word, number === null ? '' : String(number)])]
          .map((fields) => joinFields(fields, grammar))
          .join(end);
        const given = { ...dialect, decimal: '.', header: true, types: { word: 'text', number: 'number' } } as const;
        const table = textsOf(await read(content, given));
        const missing = new Set(['', 'na', 'n/a', '-', '?', 'null', 'nan']);
        expect(table.word).toEqual(rows.map(({ word }) => (missing.has(word.trim().toLowerCase()) ? null : word)));
        expect(table.number).toEqual(rows.map(({ number }) => (number === null ? null : String(number))));
      }
    });

  test('numbers come back to the last bit', async () => {
    const random = randomOf(5);
    const values = Array.from({ length: 5000 }, () => (random.unit() - 0.5) * 10 ** (random.below(600) - 300));
    const result = await read(`x,i\n${values.map((value, i) => `${value},${i}`).join('\n')}\n`);
    const { cells } = result.columns[0];
    expect(cells.kind === 'values' && values.every((value, i) => Object.is(cells.values[i], value))).toBe(true);
  });
});
