import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ColumnCells, ColumnProfile } from '../../../src/shared/model/column.ts';
import type { Dataset } from '../../../src/shared/model/dataset.ts';
import { type CandidateDetail, type Fit, FitOptions } from '../../../src/shared/model/mixture.ts';

/** A folder of its own for each use, gone when the test is. */
export function temporaryFolder(): { readonly path: string; at(name: string): string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'lens-store-'));
  return { path, at: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Mulberry32: uniform in [0, 1). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const profile = (name: string, cells: ColumnCells): ColumnProfile => ({
  name,
  type: cells.kind === 'values' ? 'number' : 'category',
  missing: 0,
  infinite: 0,
  min: null,
  max: null,
  mean: null,
  sd: null,
  histogram: null,
  levelCount: cells.kind === 'codes' ? cells.levels.length : null,
  levels: null,
});

export function dataset(columns: Readonly<Record<string, ColumnCells>>, name = 'rows.csv'): [Omit<Dataset, 'id'>, ColumnCells[]] {
  const cells = Object.values(columns);
  const first = cells[0];
  const rows = !first ? 0 : first.kind === 'values' ? first.values.length : first.codes.length;
  return [
    {
      rows,
      columns: Object.entries(columns).map(([key, column]) => profile(key, column)),
      source: { name, path: `/data/${name}`, size: 12, hash: 'ab'.repeat(32) },
      options: { delimiter: ';', types: { x: 'number' } },
      report: {
        dialect: { format: 'csv', delimiter: ';', quote: '"', decimal: ',', encoding: 'latin-1', header: true, missing: ['NA'] },
        notes: ['Two columns were renamed.'],
        rejected: [{ line: 7, column: 'x', value: 'abc', reason: 'is no number' }],
        rejectedRows: 0,
        rejectedValues: 1,
      },
    },
    cells,
  ];
}

export const values = (numbers: Iterable<number>): ColumnCells => ({ kind: 'values', values: Float64Array.from(numbers) });
export const codes = (numbers: Iterable<number>, levels: readonly string[]): ColumnCells => ({
  kind: 'codes',
  codes: Int32Array.from(numbers),
  levels,
});

/** Columns a generation of an import writes: every cell tells the generation that it is of. */
export function generation(number: number, rows = 150_000): ReturnType<typeof dataset> {
  return dataset(
    {
      x: values(Array.from({ length: rows }, (_, i) => number + i / rows)),
      kind: codes(
        Array.from({ length: rows }, (_, i) => (i % 3) - 1),
        [`of ${number}`, 'b'],
      ),
      y: values(Array.from({ length: rows }, (_, i) => -number - i)),
    },
    `generation ${number}`,
  );
}

/** Steps an iteration to its end and answers with what it returns. */
export function finish<T, R>(steps: Iterator<T, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

export const search = (columns: readonly string[] = ['x']): Omit<Fit, 'id' | 'candidates' | 'best'> => ({
  created: '2026-01-02T03:04:05.000Z',
  options: FitOptions.parse({ columns, ks: [1, 2, 3], families: ['VVV', 'EEE'] }),
  rows: 3,
  excluded: 0,
  incomplete: 0,
  status: 'running',
  seconds: 0,
});

export function detail(k: number, change: Partial<CandidateDetail['candidate']> = {}): CandidateDetail {
  return {
    candidate: {
      k,
      family: 'VVV',
      logLikelihood: -10.25,
      parameters: 3 * k - 1,
      bic: 20 + k,
      aic: 30 + k,
      icl: 40 - k,
      iterations: 12,
      converged: true,
      degenerate: false,
      starts: 10,
      startsAtBest: 9,
      failure: null,
      seconds: 0.25,
      ...change,
    },
    mixture: {
      weights: Array.from({ length: k }, () => 1 / k),
      means: Array.from({ length: k }, (_, i) => [i / 3]),
      covariances: Array.from({ length: k }, () => [[0.1]]),
    },
    sizes: Array.from({ length: k }, () => 1),
    trace: [-12, -11, -10.25],
    remaining: 1e-9,
    ledger: [
      { start: 0, method: 'k-means++', logLikelihood: -10.25, iterations: 12, converged: true, degenerate: null, optimum: 0 },
      { start: 1, method: 'random', logLikelihood: null, iterations: 3, converged: false, degenerate: 'one row', optimum: null },
    ],
  };
}
