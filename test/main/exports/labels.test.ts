import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LabelColumns, writeLabels } from '../../../src/main/exports/labels.ts';
import type { RowResults } from '../../../src/shared/contract.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lens-labels-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const silent = { progress: () => {}, signal: new AbortController().signal };

/** Two components; row 2 is excluded. */
const results: RowResults = {
  k: 2,
  labels: Int32Array.of(1, 2, -1),
  uncertainty: Float64Array.of(0.1, 1e-12, Number.NaN),
  logDensity: Float64Array.of(-3.25, -4.123456789012345, Number.NaN),
  responsibilities: Float32Array.of(0.9, 0.1, 1e-12, 1, Number.NaN, Number.NaN),
};

const columns: LabelColumns = {
  names: ['x', 'say, "name"', 'day'],
  types: ['number', 'category', 'date'],
  cells: [
    { kind: 'values', values: Float64Array.of(0.1, -2e-300, Number.NaN) },
    { kind: 'codes', codes: Int32Array.of(1, 0, -1), levels: ['a', 'b "c", d'] },
    { kind: 'values', values: Float64Array.of(0, Date.UTC(2024, 1, 29), Number.NaN) },
  ],
};

const write = async (from: LabelColumns, of: RowResults): Promise<string[]> => {
  await writeLabels(join(folder, 'out.csv'), from, of, silent);
  return readFileSync(join(folder, 'out.csv'), 'utf8').split('\n');
};

describe('the labels file', () => {
  test('has the original columns, then the results; excluded rows have the results empty', async () => {
    const [header, first, second, excluded, end] = await write(columns, results);
    expect(header).toBe('x,"say, ""name""",day,cluster,uncertainty,log_density,probability_1,probability_2');
    expect(first).toBe('0.1,"b ""c"", d",1970-01-01,1,0.1,-3.25,0.9,0.1');
    expect(second).toBe('-2e-300,a,2024-02-29,2,1e-12,-4.123456789012345,1e-12,0.999999999999');
    expect(excluded).toBe(',,,,,,,');
    expect(end).toBe('');
  });

  test('names what components were combined into, by the largest sum, and the names that clusters were given', async () => {
    const three: RowResults = {
      k: 3,
      labels: Int32Array.of(1, 3, 0, -1),
      uncertainty: Float64Array.of(0.6, 0.1, 0.2, Number.NaN),
      logDensity: Float64Array.of(-1, -2, -3, Number.NaN),
      responsibilities: Float32Array.of(0.4, 0.25, 0.35, 0, 0.1, 0.9, 0.1, 0.1, 0, Number.NaN, Number.NaN, Number.NaN),
      noise: Float64Array.of(0, 0, 0.8, Number.NaN),
    };
    const four = {
      names: ['merged_cluster'],
      types: ['number'],
      cells: [{ kind: 'values', values: Float64Array.of(1, 2, 3, 4) }],
    } as const;
    const words = { groups: [[1], [2, 3]], names: ['', 'large, flat'] };
    await writeLabels(join(folder, 'out.csv'), four, three, silent, words);
    const lines = readFileSync(join(folder, 'out.csv'), 'utf8').trimEnd().split('\n');
    expect(lines[0]).toMatch(/^merged_cluster,cluster,.*,probability_noise,merged_cluster_2,cluster_name$/);
    expect(lines.slice(1).map((line) => line.split(',').slice(8).join(','))).toEqual([
      '2,"large, flat"',
      '2,"large, flat"',
      '0,noise',
      ',',
    ]);
    await writeLabels(join(folder, 'out.csv'), four, three, silent, { groups: null, names: ['', '', ''] });
    expect(readFileSync(join(folder, 'out.csv'), 'utf8').split('\n')[0]).toMatch(/probability_noise$/);
  });

  test('probabilities sum to 1 in double precision and agree with the uncertainty, though responsibilities are single', async () => {
    const k = 5;
    const n = 200;
    const responsibilities = new Float32Array(n * k);
    const uncertainty = new Float64Array(n);
    const labels = new Int32Array(n);
    for (let row = 0; row < n; row++) {
      const raw = Array.from({ length: k }, (_, component) => 1 + Math.sin(row * 7.3 + component * 1.7));
      const sum = raw.reduce((a, b) => a + b, 0);
      raw.forEach((value, component) => {
        responsibilities[row * k + component] = value / sum;
      });
      labels[row] = raw.indexOf(Math.max(...raw)) + 1;
      uncertainty[row] = 1 - Math.max(...raw) / sum;
    }
    const none: LabelColumns = { names: [], types: [], cells: [] };
    const lines = await write(none, { k, labels, uncertainty, responsibilities, logDensity: new Float64Array(n) });
    for (const [row, line] of lines.slice(1, -1).entries()) {
      const fields = line.split(',').map(Number);
      const probabilities = fields.slice(3);
      expect(Math.abs(probabilities.reduce((a, b) => a + b, 0) - 1)).toBeLessThan(1e-14);
      expect(1 - Math.max(...probabilities)).toBeCloseTo(uncertainty[row], 14);
      expect(probabilities.indexOf(Math.max(...probabilities)) + 1).toBe(labels[row]);
    }
  });

  test('its own columns give way to those of the data', async () => {
    const taken: LabelColumns = {
      names: ['cluster', 'cluster_2', 'probability_1'],
      types: ['integer', 'integer', 'number'],
      cells: Array.from({ length: 3 }, () => ({ kind: 'values', values: Float64Array.of(7, 8, 9) }) as const),
    };
    const [header, first] = await write(taken, results);
    expect(header).toBe('cluster,cluster_2,probability_1,cluster_3,uncertainty,log_density,probability_1_2,probability_2');
    expect(first).toMatch(/^7,7,7,1,/);
  });

  test('tells its progress up to 1 and is cancelled without a trace', async () => {
    const n = 50_000;
    const many: LabelColumns = {
      names: ['x'],
      types: ['number'],
      cells: [{ kind: 'values', values: new Float64Array(n).fill(1 / 3) }],
    };
    const one: RowResults = {
      k: 1,
      labels: new Int32Array(n).fill(1),
      uncertainty: new Float64Array(n),
      logDensity: new Float64Array(n).fill(-1),
      responsibilities: new Float32Array(n).fill(1),
    };
    const shares: number[] = [];
    await writeLabels(join(folder, 'all.csv'), many, one, { ...silent, progress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);

    const abort = new AbortController();
    const cut = writeLabels(join(folder, 'cut.csv'), many, one, {
      progress: (share) => share > 0.3 && abort.abort(),
      signal: abort.signal,
    });
    await expect(cut).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder)).toEqual(['all.csv']);
  });
});
