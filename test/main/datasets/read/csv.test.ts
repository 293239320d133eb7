import { describe, expect, test } from 'vitest';
import { failure, namesOf, read, textsOf, typesOf } from './reading.ts';

describe('delimiters', () => {
  const table = [
    ['name', 'x', 'y'],
    ['a', '1.5', '10'],
    ['b', '2.5', '20'],
    ['c', '-3', '30'],
  ];
  for (const [word, delimiter] of Object.entries({ comma: ',', semicolon: ';', tab: '\t', bar: '|', space: ' ' }))
    test(`${word} is found`, async () => {
      const result = await read(table.map((row) => row.join(delimiter)).join('\n'));
      expect(result.report.dialect.delimiter).toBe(delimiter);
      expect(textsOf(result)).toEqual({ name: ['a', 'b', 'c'], x: ['1.5', '2.5', '-3'], y: ['10', '20', '30'] });
      expect(typesOf(result)).toEqual({ name: 'text', x: 'number', y: 'integer' });
    });

  test('a space stands for a run of spaces, as in aligned tables', async () => {
    const result = await read('  x     y\n 1.5    2  \n10.25  30\n  7   4.5\n');
    expect(textsOf(result)).toEqual({ x: ['1.5', '10.25', '7'], y: ['2', '30', '4.5'] });
  });

  test('commas inside texts do not outweigh the tabs between fields', async () => {
    const result = await read('who\tage\n"Doe, Jane"\t4\nRoe, Rick\t5\nPoe, Ed\t6\n');
    expect(textsOf(result)).toEqual({ who: ['Doe, Jane', 'Roe, Rick', 'Poe, Ed'], age: ['4', '5', '6'] });
  });

  test('a forced delimiter is used whatever the file looks like', async () => {
    const result = await read('a;b,c\n1;2,3\n', { delimiter: ';' });
    expect(namesOf(result)).toEqual(['a', 'b,c']);
    expect(textsOf(result)).toEqual({ a: ['1'], 'b,c': ['2.3'] });
  });

  test('a file of one column is read as such', async () => {
    const result = await read('height\n1.5\n2.5\n');
    expect(textsOf(result)).toEqual({ height: ['1.5', '2.5'] });
    expect(typesOf(result)).toEqual({ height: 'number' });
  });

  test('one column of decimal commas is not two columns of integers', async () => {
    const result = await read('x\n1,5\n2,25\n3,0\n');
    expect(textsOf(result)).toEqual({ x: ['1.5', '2.25', '3'] });
    expect(result.report.dialect.decimal).toBe(',');
  });

  test('in a file of one column an empty line is a missing cell, except at the end', async () => {
    const result = await read('x\n1\n\n3\n\n\n');
    expect(textsOf(result)).toEqual({ x: ['1', null, '3'] });
  });
});

describe('quotes', () => {
  test('quoted delimiters, doubled quotes and line endings belong to the value', async () => {
    const result = await read('a,b\n"x, y",1\n"say ""hi""",2\n"two\nlines",3\n');
    expect(textsOf(result).a).toEqual(['x, y', 'say "hi"', 'two\nlines']);
    expect(result.report.dialect.quote).toBe('"');
  });

  test('a file without quotes says so', async () => {
    expect((await read('a,b\n1,2\n')).report.dialect.quote).toBe('');
  });

  test('apostrophes quote when they pair up around fields', async () => {
    const result = await read("a,b\n'x, y',1\n'z',2\n'it''s',3\n");
    expect(result.report.dialect.quote).toBe("'");
    expect(textsOf(result).a).toEqual(['x, y', 'z', "it's"]);
  });

  test('an apostrophe or an inch mark inside a text is a character', async () => {
    const result = await read("a,b\n5\" pipe,1\nrock 'n' roll,2\n'tis,3\n");
    expect(textsOf(result).a).toEqual(['5" pipe', "rock 'n' roll", "'tis"]);
    expect(result.report.rejectedRows).toBe(0);
  });

  test('spaces around a quoted field are not part of it', async () => {
    expect(textsOf(await read('a,b\n "x, y" ,1\n"z",2\n')).a).toEqual(['x, y', 'z']);
  });

  test('no quote character can be forced', async () => {
    expect(textsOf(await read('a,b\n"x",1\n"y",2\n', { quote: '' })).a).toEqual(['"x"', '"y"']);
  });

  test('one character cannot both part and quote', async () => {
    expect((await failure(read('a,b\n1,2\n', { delimiter: ',', quote: ',' }))).message).toContain('cannot both part and quote');
    expect((await failure(read('a,b\n1,2\n', { delimiter: '§' }))).message).toContain('cannot part or quote');
  });

  test('a quote that is never closed costs its own line only', async () => {
    const result = await read('a,b\n1,2\n"x,4\n5,6\n7,8\n');
    expect(textsOf(result)).toEqual({ a: ['1', '5', '7'], b: ['2', '6', '8'] });
    expect(result.report.rejected).toEqual([{ line: 3, column: '', value: '"x,4', reason: 'a quote (") is not paired' }]);
  });

  test('a stray quote that meets a later one costs its own line only', async () => {
    const result = await read('a,b\n1,2\n"x,4\n5,6\n"seven",8\n9,10\n');
    expect(textsOf(result)).toEqual({ a: ['1', '5', 'seven', '9'], b: ['2', '6', '8', '10'] });
    expect(result.report.rejected.map(({ line }) => line)).toEqual([3]);
  });
});

describe('decimal marks', () => {
  test('decimal commas between semicolons', async () => {
    const result = await read('x;y\n1,5;2\n-0,25;3\n1e3;4\n');
    expect(result.report.dialect.decimal).toBe(',');
    expect(textsOf(result)).toEqual({ x: ['1.5', '-0.25', '1000'], y: ['2', '3', '4'] });
  });

  test('points as thousands with decimal commas', async () => {
    const result = await read('x;y\n1.234,5;2\n12,25;3\n1.234.567;4\n');
    expect(textsOf(result).x).toEqual(['1234.5', '12.25', '1234567']);
  });

  test('commas as thousands with decimal points', async () => {
    const result = await read('x;y\n1,234.5;2\n12.25;3\n1,234,567;4\n');
    expect(result.report.dialect.decimal).toBe('.');
    expect(textsOf(result).x).toEqual(['1234.5', '12.25', '1234567']);
  });

  test('what is no group of three is no thousands', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i},5;1`);
    const result = await read(['x;y', ...rows, '1.23;1'].join('\n'));
    expect(result.report.rejected).toEqual([{ line: 42, column: 'x', value: '1.23', reason: 'not a number' }]);
    expect(textsOf(result).x.at(-1)).toBeNull();
  });

  test('the decimal mark can be forced', async () => {
    expect(textsOf(await read('x;y\n1,234;2\n2,345;3\n', { decimal: '.' })).x).toEqual(['1234', '2345']);
    expect(textsOf(await read('x;y\n1,234;2\n2,345;3\n', { decimal: ',' })).x).toEqual(['1.234', '2.345']);
  });
});

describe('header', () => {
  test('a first line of numbers is data', async () => {
    const result = await read('1,2\n3,4\n');
    expect(result.report.dialect.header).toBe(false);
    expect(textsOf(result)).toEqual({ column_1: ['1', '3'], column_2: ['2', '4'] });
  });

  test('years as names of columns', async () => {
    expect(namesOf(await read('country,2019,2020\nA,1.5,2.5\nB,3.5,4.5\n'))).toEqual(['country', '2019', '2020']);
  });

  test('a first line of texts names the columns, unless a person says otherwise', async () => {
    expect(namesOf(await read('a,b\nx,y\n'))).toEqual(['a', 'b']);
    expect(textsOf(await read('a,b\nx,y\n', { header: false }))).toEqual({ column_1: ['a', 'x'], column_2: ['b', 'y'] });
    expect(namesOf(await read('1,2\n3,4\n', { header: true }))).toEqual(['1', '2']);
  });

  test('names that are empty or come twice are changed, and it is said', async () => {
    const result = await read('x,x,,x_2,x\n1,2,3,4,5\n');
    expect(namesOf(result)).toEqual(['x', 'x_3', 'column_3', 'x_2', 'x_4']);
    expect(result.report.notes).toContain("Column 2 is called 'x' like one before it; it is now 'x_3'.");
    expect(result.report.notes).toContain("Column 3 has no name; it is called 'column_3'.");
  });

  test('names may hold line endings and quotes', async () => {
    expect(namesOf(await read('"a\nb","c""d"\n1,2\n'))).toEqual(['a\nb', 'c"d']);
  });

  test('row names without a name, as R writes them', async () => {
    const result = await read('"x" "y"\n"1" 3.6 79\n"2" 1.8 54\n');
    expect(namesOf(result)).toEqual(['column_1', 'x', 'y']);
    expect(textsOf(result).y).toEqual(['79', '54']);
  });

  test('a delimiter at the end of every line makes no column', async () => {
    const result = await read('a,b,\n1,2,\n3,4,\n');
    expect(namesOf(result)).toEqual(['a', 'b']);
    expect(result.report.notes).toContain("'column_3' had neither a name nor a value; it was left out.");
    expect(namesOf(await read('a,b\n1,2,\n3,4,\n'))).toEqual(['a', 'b']);
  });

  test('lines before the table are left out and listed', async () => {
    const result = await read('Measured in May\na,b\n1,2\n3,4\n5,6\n');
    expect(textsOf(result)).toEqual({ a: ['1', '3', '5'], b: ['2', '4', '6'] });
    expect(result.report.rejected).toEqual([
      { line: 1, column: '', value: 'Measured in May', reason: '1 field where 2 are expected' },
    ]);
  });
});

describe('rows and lines', () => {
  test('rows with too few or too many fields are left out and listed by their physical line', async () => {
    const result = await read('a,b\n"two\nlines",1\n\n2\nx,3\ny,4,5\nz,6\n');
    expect(textsOf(result)).toEqual({ a: ['two\nlines', 'x', 'z'], b: ['1', '3', '6'] });
    expect(result.report.rejectedRows).toBe(2);
    expect(result.report.rejected).toEqual([
      { line: 5, column: '', value: '2', reason: '1 field where 2 are expected' },
      { line: 7, column: '', value: 'y,4,5', reason: '3 fields where 2 are expected' },
    ]);
  });

  test('a long rejected line is shortened', async () => {
    const result = await read(`a,b\n1,2\n${'x'.repeat(5000)}\n3,4\n`);
    expect(result.report.rejected[0].value).toMatch(/^x{119}…$/);
  });

  for (const [word, newline] of Object.entries({ LF: '\n', CRLF: '\r\n', CR: '\r' }))
    test(`lines ended by ${word}`, async () => {
      const result = await read(['a,b', '1,"x y"', '2,z', ''].join(newline));
      expect(textsOf(result)).toEqual({ a: ['1', '2'], b: ['x y', 'z'] });
    });

  test('line endings may be mixed, and a quoted one be of another kind', async () => {
    expect(textsOf(await read('a,b\r\n1,x\n2,y\r\n3,z'))).toEqual({ a: ['1', '2', '3'], b: ['x', 'y', 'z'] });
    expect(textsOf(await read('a,b\n"x\r\ny",1\nz,2\n')).a).toEqual(['x\r\ny', 'z']);
  });

  test('a carriage return too many is no part of a number', async () => {
    expect(textsOf(await read('a,b\n1,2\r\r\n3,4\n'))).toEqual({ a: ['1', '3'], b: ['2', '4'] });
  });

  test('empty lines between and after rows are no rows', async () => {
    const result = await read('a,b\n\n1,2\n   \n3,4\n\n\n');
    expect(textsOf(result)).toEqual({ a: ['1', '3'], b: ['2', '4'] });
    expect(result.report.rejectedRows).toBe(0);
  });

  test('the last line needs no ending', async () => {
    expect(textsOf(await read('a,b\n1,2\n3,4'))).toEqual({ a: ['1', '3'], b: ['2', '4'] });
  });

  test('a line longer than DuckDB takes by default', async () => {
    const long = 'x'.repeat(3_000_000);
    const result = await read(`a,b\n1,${long}\n2,y\n`);
    expect(textsOf(result).b[0]).toHaveLength(3_000_000);
  });

  test('ten thousand columns', async () => {
    const row = (of: (j: number) => string) => Array.from({ length: 10_000 }, (_, j) => of(j)).join(',');
    const result = await read(`${row((j) => `v${j}`)}\n${row((j) => `${j}.5`)}\n${row((j) => `${2 * j}`)}\n`);
    expect(result.columns).toHaveLength(10_000);
    expect(textsOf(result).v9999).toEqual(['9999.5', '19998']);
  });

  test('the order of the rows is kept in a file that is read in pieces', async () => {
    const lines = Array.from({ length: 300_000 }, (_, i) => `${i},${i % 7}`);
    const result = await read(`a,b\n${lines.join('\n')}\n`);
    const { cells } = result.columns[0];
    expect(cells.kind === 'values' && cells.values.every((value, i) => value === i)).toBe(true);
  });
});
