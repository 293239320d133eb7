import { describe, expect, test } from 'vitest';
import { failure, read, textsOf, typesOf } from './reading.ts';

const column = (values: readonly string[]) => `x,id\n${values.map((value, i) => `${value},${i}`).join('\n')}\n`;
const repeat = (value: string, times: number) => new Array<string>(times).fill(value);

describe('missing codes', () => {
  test('the usual ones in any case, spaced or quoted', async () => {
    const result = await read(
      column(['1', '', 'NA', 'na', 'N/A', 'n/a', '-', '?', 'null', 'NULL', 'Null', 'NaN', 'nan', ' NA ', '"NA"', '""', '2']),
    );
    expect(typesOf(result).x).toBe('integer');
    expect(textsOf(result).x).toEqual(['1', ...new Array(15).fill(null), '2']);
    expect(result.columns[0].profile.missing).toBe(15);
    expect(result.report.rejectedValues).toBe(0);
    expect(result.report.dialect.missing).toEqual(['', 'NA', 'N/A', '-', '?', 'null', 'NaN']);
  });

  test('in columns of text as well', async () => {
    const result = await read(column(['red', 'NA', 'blue', ' n/A ', 'red', 'nUlL']));
    expect(textsOf(result).x).toEqual(['red', null, 'blue', null, 'red', null]);
    expect(result.columns[0].profile.levels?.map(({ name }) => name)).toEqual(['red', 'blue']);
  });

  test('those a person gives take their place', async () => {
    const result = await read(column(['1', '-999', '2', '', '3']), { missing: ['-999'] });
    expect(textsOf(result).x).toEqual(['1', null, '2', null, '3']);
    expect(textsOf(await read(column(['NA', 'x', 'NA', '?']), { missing: ['?'] })).x).toEqual(['NA', 'x', 'NA', null]);
  });

  test('one that holds the delimiter or a quote', async () => {
    const result = await read('x,id\n"n,a",1\n7,2\n"no ""data""",3\n', { missing: ['n,a', 'no "data"'] });
    expect(textsOf(result).x).toEqual([null, '7', null]);
  });

  test('a column without any value is empty text', async () => {
    const result = await read(column(['NA', '', '?']));
    expect(typesOf(result).x).toBe('text');
    expect(textsOf(result).x).toEqual([null, null, null]);
  });
});

describe('numbers', () => {
  test('a few values that are none are rejected, with line, column and value; their rows stay', async () => {
    const values = repeat('1.5', 60);
    values[6] = 'abc';
    values[50] = 'x y';
    const result = await read(column(values));
    expect(typesOf(result).x).toBe('number');
    expect(result.rows).toBe(60);
    expect(result.report.rejected).toEqual([
      { line: 8, column: 'x', value: 'abc', reason: 'not a number' },
      { line: 52, column: 'x', value: 'x y', reason: 'not a number' },
    ]);
    expect(result.report.rejectedValues).toBe(2);
    expect(textsOf(result).x[6]).toBeNull();
  });

  test('the lines are right after quoted line endings and rows left out', async () => {
    const rows = repeat('1,"two\nlines"', 30);
    const result = await read(['x,t', ...rows, 'a,b,c', '', 'oops,end'].join('\n'));
    expect(result.report.rejected).toEqual([
      { line: 62, column: '', value: 'a,b,c', reason: '3 fields where 2 are expected' },
      { line: 64, column: 'x', value: 'oops', reason: 'not a number' },
    ]);
  });

  test('it is all rows that decide, not the first ones', async () => {
    const late = [...repeat('1', 3000), ...repeat('word', 300)];
    expect(typesOf(await read(column(late))).x).toBe('category');
    const early = [...repeat('word', 100), ...repeat('1', 5000)];
    const result = await read(column(early));
    expect(typesOf(result).x).toBe('integer');
    expect(result.report.rejectedValues).toBe(100);
  });

  test('one stray among five values is rejected; among four it makes a text', async () => {
    const five = await read(column(['1', '2', 'oops', '4', '5']));
    expect(typesOf(five).x).toBe('integer');
    expect(five.report.rejected).toEqual([{ line: 4, column: 'x', value: 'oops', reason: 'not a number' }]);
    expect(typesOf(await read(column(['1', '2', 'oops', '4']))).x).toBe('text');
    expect(typesOf(await read(column(['1', 'a', 'b', '4', '5', '6', '7', '8', '9', '10']))).x).toBe('text');
  });

  test('a column that is missing at first is still a number', async () => {
    expect(typesOf(await read(column([...repeat('NA', 2000), '1.5', '2.5']))).x).toBe('number');
  });

  test('only the first thousand rejections are listed, all are counted', async () => {
    const result = await read(column([...repeat('1', 60_000), ...repeat('bad', 1500)]));
    expect(result.report.rejected).toHaveLength(1000);
    expect(result.report.rejectedValues).toBe(1500);
    expect(result.report.rejected[0].line).toBe(60_002);
  });

  test('whole numbers are integers; one that shows a fraction makes measurements', async () => {
    expect(typesOf(await read(column(['1', '-2', '+3', '4'])))).toEqual({ x: 'integer', id: 'integer' });
    expect(typesOf(await read(column(['1.0', '2.0']))).x).toBe('number');
    expect(typesOf(await read(column(['1', '2.5']))).x).toBe('number');
    expect(textsOf(await read(column(['1e3', '.5', '2.', '-1E-2']))).x).toEqual(['1000', '0.5', '2', '-0.01']);
  });

  test('infinities are numbers', async () => {
    const result = await read(column(['1', 'Inf', '-Infinity', '-inf', 'NA']));
    expect(textsOf(result).x).toEqual(['1', 'Inf', '-Inf', '-Inf', null]);
    expect(result.columns[0].profile).toMatchObject({ type: 'number', infinite: 3, missing: 1, min: 1, max: 1 });
  });

  test('numbers with leading zeros stay as they are written', async () => {
    const result = await read(column(['00123', '04567', '98765', '10001']));
    expect(typesOf(result).x).toBe('text');
    expect(textsOf(result).x).toEqual(['00123', '04567', '98765', '10001']);
    expect(result.report.notes).toContain("Column 'x' is kept as text, because values such as 00123 begin with zeros.");
    const late = await read(column([...repeat('12345', 5000), '01234']));
    expect(textsOf(late).x.at(-1)).toBe('01234');
  });

  test('integers beyond 2^53 stay as they are written', async () => {
    const result = await read(column(['9007199254740993', '12345678901234567890', '17']));
    expect(typesOf(result).x).toBe('text');
    expect(textsOf(result).x[0]).toBe('9007199254740993');
    expect(typesOf(await read(column(['1e300', '-2.5e200']))).x).toBe('number');
  });

  test('what only DuckDB would take for a number is none', async () => {
    expect(textsOf(await read(column(['1_000', '2_000', '3_000']))).x).toEqual(['1_000', '2_000', '3_000']);
    const result = await read(column([...repeat('7', 50), '1_000']));
    expect(result.report.rejected.map(({ value }) => value)).toEqual(['1_000']);
  });
});

describe('categories, texts and booleans', () => {
  test('few texts that repeat are categories; many, or all different, are text', async () => {
    expect(typesOf(await read(column(['a', 'b', 'a', 'b']))).x).toBe('category');
    expect(typesOf(await read(column(['a', 'b', 'c', 'd']))).x).toBe('text');
    const many = Array.from({ length: 400 }, (_, i) => `w${i % 21}`);
    expect(typesOf(await read(column(many))).x).toBe('text');
    const fewer = Array.from({ length: 400 }, (_, i) => `w${i % 20}`);
    expect(typesOf(await read(column(fewer))).x).toBe('category');
  });

  test('booleans keep their spelling; 0 and 1 stay integers', async () => {
    const result = await read('a,b,c,d,e\nTRUE,yes,t,0,f\nfalse,No,F,1,f\nTRUE,yes,t,1,f\n');
    expect(typesOf(result)).toEqual({ a: 'boolean', b: 'boolean', c: 'boolean', d: 'integer', e: 'category' });
    expect(textsOf(result).a).toEqual(['TRUE', 'false', 'TRUE']);
    expect(textsOf(result).b).toEqual(['yes', 'No', 'yes']);
  });

  test('texts keep their bytes: accents, other scripts, spaces, long and short ones', async () => {
    const texts = ['é', '日本語', 'twelve bytes', 'thirteen byte', ' spaced ', '🙂🙂🙂', 'a'.repeat(300), 'b', 'bb'];
    expect(textsOf(await read(column(texts.map((text) => `"${text}"`)))).x).toEqual(texts);
  });
});

describe('dates', () => {
  const ms = (iso: string) => Date.parse(`${iso}Z`);
  const dates = async (values: readonly string[]) => {
    const result = await read(column(values));
    const { profile, cells } = result.columns[0];
    return { type: profile.type, values: cells.kind === 'values' ? [...cells.values] : null, notes: result.report.notes };
  };

  test('ISO dates and times, with a zone or without', async () => {
    expect(await dates(['2024-02-29', '2023-01-01'])).toMatchObject({
      type: 'date',
      values: [ms('2024-02-29T00:00'), ms('2023-01-01T00:00')],
    });
    expect(await dates(['2024-02-29T12:30:15.250Z', '2024-02-29 12:30:15', '2024-02-29T12:30+02:00'])).toMatchObject({
      type: 'date',
      values: [ms('2024-02-29T12:30:15.250'), ms('2024-02-29T12:30:15'), ms('2024-02-29T10:30')],
    });
  });

  test('day or month first is told by the days above twelve', async () => {
    expect((await dates(['13/02/2020', '01/03/2020'])).values).toEqual([ms('2020-02-13T00:00'), ms('2020-03-01T00:00')]);
    expect((await dates(['02/13/2020', '03/01/2020'])).values).toEqual([ms('2020-02-13T00:00'), ms('2020-03-01T00:00')]);
    expect((await dates(['31.12.1999', '01.02.2003'])).values).toEqual([ms('1999-12-31T00:00'), ms('2003-02-01T00:00')]);
  });

  test('where both fit, it says which was taken', async () => {
    const { type, notes } = await dates(['01/02/2020', '03/04/2020']);
    expect(type).toBe('date');
    expect(notes).toContain("Column 'x' is read as month/day/year; day/month/year would fit as well.");
  });

  test('days that do not exist are rejected', async () => {
    const result = await read(column([...repeat('2023-01-01', 40), '2023-02-30']));
    expect(result.report.rejected).toEqual([
      { line: 42, column: 'x', value: '2023-02-30', reason: 'not a date in the form of its column' },
    ]);
  });

  test('they are shown as ISO', async () => {
    expect(textsOf(await read(column(['5 Mar 2021', '17 Apr 2022']))).x).toEqual(['2021-03-05', '2022-04-17']);
  });
});

describe('types that a person forces', () => {
  test('number on a column of text rejects what is none', async () => {
    const result = await read(column(['1', 'two', '3']), { types: { x: 'number' } });
    expect(textsOf(result).x).toEqual(['1', null, '3']);
    expect(result.report.rejected).toEqual([{ line: 3, column: 'x', value: 'two', reason: 'not a number' }]);
  });

  test('number on leading zeros takes them as numbers', async () => {
    expect(textsOf(await read(column(['007', '012']), { types: { x: 'number' } })).x).toEqual(['7', '12']);
  });

  test('integer rejects fractions', async () => {
    const result = await read(column(['1', '2.5', '3']), { types: { x: 'integer' } });
    expect(typesOf(result).x).toBe('integer');
    expect(textsOf(result).x).toEqual(['1', null, '3']);
    expect(result.report.rejected[0].reason).toBe('not an integer');
  });

  test('category and text on numbers keep them as written', async () => {
    expect(textsOf(await read(column(['1.0', '2.50']), { types: { x: 'category' } })).x).toEqual(['1.0', '2.50']);
    expect(typesOf(await read(column(['1', '2']), { types: { x: 'text' } })).x).toBe('text');
  });

  test('boolean and date reject what they are not', async () => {
    const truth = await read(column(['yes', 'maybe', 'no']), { types: { x: 'boolean' } });
    expect(textsOf(truth).x).toEqual(['yes', null, 'no']);
    expect(truth.report.rejected[0]).toMatchObject({ line: 3, value: 'maybe' });
    const dates = await read(column(['2024-01-01', 'soon']), { types: { x: 'date' } });
    expect(textsOf(dates).x).toEqual(['2024-01-01', null]);
  });

  test('a column may be called like a property of every object', async () => {
    const result = await read('constructor,toString\n1,x\n2,x\n', {
      types: Object.fromEntries([['constructor', 'text' as const]]),
    });
    expect(typesOf(result)).toEqual({ constructor: 'text', toString: 'category' });
  });

  test('a column that is not there is an error that lists those that are', async () => {
    const error = await failure(read(column(['1']), { types: { nope: 'number' } }));
    expect(error).toMatchObject({ code: 'input' });
    expect(error.message).toContain("no column 'nope'");
    expect(error.hint).toContain("'x', 'id'");
  });
});
