import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lens, sample, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const inspectJson = async (file: string, ...more: string[]) => {
  const { code, out, err } = await lens(['inspect', file, '--json', ...more], { cwd: folder.path });
  expect(err).toBe('');
  expect(code).toBe(0);
  return JSON.parse(out);
};

describe('inspect --json', () => {
  test('says what is in iris, with exactly the fields of its design', async () => {
    const answer = await inspectJson(sample('iris.csv'));
    expect(Object.keys(answer)).toEqual(['rows', 'dialect', 'columns', 'rejected']);
    expect(answer.rows).toBe(150);
    expect(answer.dialect).toEqual({ delimiter: ',', decimal: '.', encoding: 'utf-8', header: true });
    expect(answer.columns.map(({ name, type }: { name: string; type: string }) => [name, type])).toEqual([
      ['sepal_length', 'number'],
      ['sepal_width', 'number'],
      ['petal_length', 'number'],
      ['petal_width', 'number'],
      ['species', 'category'],
    ]);
    const [sepal] = answer.columns;
    expect(Object.keys(sepal)).toEqual(['name', 'type', 'missing', 'min', 'max', 'mean', 'sd']);
    expect(sepal).toMatchObject({ missing: 0, min: 4.3, max: 7.9 });
    expect(sepal.mean).toBeCloseTo(5.843333333333334, 12);
    expect(sepal.sd).toBeCloseTo(0.8280661279778629, 12);
    expect(answer.columns[4]).toMatchObject({ name: 'species', type: 'category', missing: 0 });
    expect(new Set(answer.columns[4].levels)).toEqual(new Set(['setosa', 'versicolor', 'virginica']));
    expect(answer.rejected).toEqual([]);
  });

  test('counts missing cells', async () => {
    const answer = await inspectJson(sample('penguins.csv'));
    const missing = Object.fromEntries(answer.columns.map((one: { name: string; missing: number }) => [one.name, one.missing]));
    expect(answer.rows).toBe(344);
    expect(missing).toMatchObject({ species: 0, bill_length_mm: 2, body_mass_g: 2, sex: 11, year: 0 });
  });

  test('lists each rejected value with its line, column, value and reason', async () => {
    const lines = Array.from({ length: 60 }, (_, i) => `${i}.5,${i % 7}`);
    lines[40] = 'oops,3';
    writeFileSync(join(folder.path, 'oops.csv'), `x,y\n${lines.join('\n')}\n`);
    const { rejected } = await inspectJson('oops.csv');
    expect(rejected).toEqual([{ line: 42, column: 'x', value: 'oops', reason: expect.stringMatching(/\w/) }]);
  });

  test('takes corrected guesses', async () => {
    writeFileSync(join(folder.path, 'german.txt'), 'a;b\n1,5;-999\n2,5;3\n3,5;4\n');
    const answer = await inspectJson(
      'german.txt',
      '--delimiter',
      ';',
      '--decimal',
      ',',
      '--missing-codes',
      '-999',
      '--encoding',
      'utf-8',
    );
    expect(answer.dialect).toEqual({ delimiter: ';', decimal: ',', encoding: 'utf-8', header: true });
    expect(answer.columns).toMatchObject([
      { name: 'a', type: 'number', missing: 0, mean: 2.5 },
      { name: 'b', missing: 1, mean: 3.5 },
    ]);
    const headless = await inspectJson('german.txt', '--delimiter', ';', '--no-header');
    expect(headless.rows).toBe(4);
    expect(headless.dialect.header).toBe(false);
  });

  test('writes dates as dates', async () => {
    writeFileSync(join(folder.path, 'days.csv'), 'day,x\n2024-02-27,1\n2024-02-28,2\n2024-02-29,3\n');
    const { columns } = await inspectJson('days.csv');
    expect(columns[0]).toMatchObject({ type: 'date', min: '2024-02-27', max: '2024-02-29', mean: '2024-02-28', sd: 1 });
  });
});

test('inspect without --json prints a table for a person', async () => {
  const { code, out } = await lens(['inspect', sample('penguins.csv')], { cwd: folder.path });
  expect(code).toBe(0);
  expect(out).toMatch(/penguins\.csv: 344 rows, 8 columns; comma between fields, decimal \., utf-8, with header/);
  expect(out).toMatch(/^column +type +missing +min +max +mean +sd +levels$/m);
  expect(out).toMatch(/^bill_length_mm +number +2 +32\.1 +59\.6 +43\.922 +5\.4596$/m);
  expect(out).toMatch(/^island +category +0 +3: /m);
});

test('a row with the wrong number of fields is left out and told of', async () => {
  writeFileSync(join(folder.path, 'ragged.csv'), 'a,b\n1,2\n3\n5,7\n9,8\n');
  const inspected = await lens(['inspect', 'ragged.csv'], { cwd: folder.path });
  expect(inspected.out).toMatch(/1 row left out, 0 values set to missing:\nline +column +value +reason\n +3 +3 +\w/);
  const clustered = await lens(['cluster', 'ragged.csv', '--k', '1', '--families', 'spherical', '--json'], { cwd: folder.path });
  expect(clustered.err).toBe('ragged.csv: 1 row left out, 0 values set to missing; `latent-lens inspect` lists them.\n');
  expect(JSON.parse(clustered.out).rows).toBe(3);
});
