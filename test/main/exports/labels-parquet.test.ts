import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabelColumns } from '../../../src/main/exports/labels.ts';
import { typedColumn, writeLabelsParquet } from '../../../src/main/exports/labels-parquet.ts';
import type { RowResults } from '../../../src/shared/contract.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lens-parquet-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const values = (...numbers: number[]) => ({ kind: 'values' as const, values: Float64Array.from(numbers) });
const codes = (levels: string[], ...at: number[]) => ({ kind: 'codes' as const, codes: Int32Array.from(at), levels });

const table: LabelColumns = {
  names: ['weight', 'count', 'day', 'moment', 'sex', 'ok', 'a "b", c', 'cluster'],
  types: ['number', 'integer', 'date', 'date', 'category', 'boolean', 'text', 'integer'],
  cells: [
    values(0.1, Number.NaN, 1 / 3),
    values(9_007_199_254_740_991, Number.NaN, -3),
    values(Date.UTC(2020, 1, 29), Number.NaN, Date.UTC(1969, 11, 31)),
    values(Date.UTC(2020, 1, 29, 12, 30, 0, 250), Number.NaN, 0),
    codes(['f', 'm'], 1, -1, 0),
    codes(['Yes', 'No'], 0, -1, 1),
    codes(['', 'x "y"\n'], 0, -1, 1),
    values(7, 8, 9),
  ],
};
const results: RowResults = {
  k: 2,
  labels: Int32Array.of(1, -1, 2),
  uncertainty: Float64Array.of(0.25, Number.NaN, 0),
  logDensity: Float64Array.of(-1.5, Number.NaN, -2),
  responsibilities: Float32Array.of(0.75, 0.25, Number.NaN, Number.NaN, 0, 1),
};
const watch = { progress: () => {}, signal: new AbortController().signal };

async function query(sql: string): Promise<readonly (readonly unknown[])[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('labels as Parquet', () => {
  it('keep the type of each column', async () => {
    const path = join(folder, "it's labels.parquet");
    await writeLabelsParquet(path, table, results, watch);
    const file = `'${path.replaceAll("'", "''")}'`;
    const described = await query(`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${file})`);
    expect(described).toEqual([
      ['weight', 'DOUBLE'],
      ['count', 'BIGINT'],
      ['day', 'DATE'],
      ['moment', 'TIMESTAMP'],
      ['sex', 'VARCHAR'],
      ['ok', 'BOOLEAN'],
      ['a "b", c', 'VARCHAR'],
      ['cluster', 'BIGINT'],
      ['cluster_2', 'INTEGER'],
      ['uncertainty', 'DOUBLE'],
      ['log_density', 'DOUBLE'],
      ['probability_1', 'DOUBLE'],
      ['probability_2', 'DOUBLE'],
    ]);
    expect(await query(`SELECT * FROM ${file}`)).toEqual([
      [0.1, '9007199254740991', '2020-02-29', '2020-02-29 12:30:00.25', 'm', true, '', '7', 1, 0.25, -1.5, 0.75, 0.25],
      [null, null, null, null, null, null, null, '8', null, null, null, null, null],
      [1 / 3, '-3', '1969-12-31', '1970-01-01 00:00:00', 'f', false, 'x "y"\n', '9', 2, 0, -2, 0, 1],
    ]);
  });

  it('are many rows as well, in their order', async () => {
    const n = 10_001;
    const path = join(folder, 'many.parquet');
    const large: LabelColumns = {
      names: ['x'],
      types: ['number'],
      cells: [{ kind: 'values', values: Float64Array.from({ length: n }, (_, i) => i / 7) }],
    };
    const labels: RowResults = {
      k: 1,
      labels: new Int32Array(n).fill(1),
      uncertainty: new Float64Array(n),
      logDensity: Float64Array.from({ length: n }, (_, i) => -i),
      responsibilities: new Float32Array(n).fill(1),
    };
    await writeLabelsParquet(path, large, labels, watch);
    const rows = await query(`SELECT x, log_density FROM '${path}'`);
    expect(rows).toHaveLength(n);
    expect(rows.every(([x, density], i) => x === i / 7 && density === -i)).toBe(true);
  });

  it('leave nothing behind when they are cancelled, or cannot be written', async () => {
    const cancelled = AbortSignal.abort();
    const path = join(folder, 'cancelled.parquet');
    await expect(writeLabelsParquet(path, table, results, { progress: () => {}, signal: cancelled })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(existsSync(path)).toBe(false);
    await expect(writeLabelsParquet(join(folder, 'no', 'x.parquet'), table, results, watch)).rejects.toMatchObject({
      code: 'input',
      message: expect.stringContaining('its folder does not exist'),
    });
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('keep two names that differ in case alone apart', async () => {
    const path = join(folder, 'case.parquet');
    await writeLabelsParquet(
      path,
      { names: ['a', 'A'], types: ['number', 'number'], cells: [values(1, 2, 3), values(4, 5, 6)] },
      results,
      watch,
    );
    expect(await query(`SELECT * FROM '${path}' LIMIT 1`)).toEqual([[1, 4, 1, 0.25, -1.5, 0.75, 0.25]]);
  });
});

it('numbers that only look whole in part stay numbers', () => {
  expect(typedColumn('x', 'integer', values(2 ** 60)).type).toBe('double');
  expect(typedColumn('x', 'boolean', codes(['true', 'maybe'], 0)).type).toBe('text');
});
