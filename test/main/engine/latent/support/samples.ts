import { readFileSync } from 'node:fs';
import { encodeTable, outputBiases } from '../../../../../src/main/datasets/encode.ts';
import type { TableColumn } from '../../../../../src/main/datasets/encode-column.ts';
import { networkFor } from '../../../../../src/main/datasets/encode-network.ts';
import type { LatentFit } from '../../../../../src/main/engine/latent/fit.ts';
import { createFusedBackend } from '../../../../../src/main/engine/latent/kernel/backend.ts';
import { LatentOptions } from '../../../../../src/shared/model/latent.ts';

/** The columns of a sample; all of them where none are named. */
export function sampleColumns(sample: string, names?: readonly string[]): TableColumn[] {
  const text = readFileSync(new URL(`../../../../../resources/samples/${sample}.csv`, import.meta.url), 'utf8');
  const [head, ...lines] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const all = head.map((name, j): TableColumn => {
    const cells = lines.map((line) => line[j]);
    const missing = (cell: string) => cell === 'NA' || cell === '';
    if (cells.every((cell) => missing(cell) || !Number.isNaN(Number(cell))))
      return {
        name,
        type: 'number',
        cells: { kind: 'values', values: Float64Array.from(cells, (c) => (missing(c) ? Number.NaN : Number(c))) },
      };
    const levels = [...new Set(cells.filter((cell) => !missing(cell)))];
    return {
      name,
      type: 'category',
      cells: { kind: 'codes', codes: Int32Array.from(cells, (c) => (missing(c) ? -1 : levels.indexOf(c))), levels },
    };
  });
  return names ? names.map((name) => all.find((column) => column.name === name) as TableColumn) : all;
}

export const numbers = (name: string, values: readonly number[], type: TableColumn['type'] = 'number'): TableColumn => ({
  name,
  type,
  cells: { kind: 'values', values: Float64Array.from(values) },
});

export function categories(
  name: string,
  values: readonly (string | null)[],
  type: TableColumn['type'] = 'category',
): TableColumn {
  const levels = [...new Set(values.filter((value) => value !== null))];
  return {
    name,
    type,
    cells: { kind: 'codes', codes: Int32Array.from(values, (v) => (v === null ? -1 : levels.indexOf(v))), levels },
  };
}

/** A fit of the columns as the application would set it up. */
export function fitOf(columns: readonly TableColumn[], over: Partial<LatentOptions> = {}): LatentFit {
  const options = LatentOptions.parse({ columns: columns.map(({ name }) => name), ...over });
  const { encoding, table, logJacobian } = encodeTable(columns, options);
  const network = networkFor(encoding, table.n, options);
  const inputAt = encoding.columns.map((column) => column.inputAt);
  return { network, table, logJacobian, outputBias: outputBiases(encoding), inputAt, options, create: createFusedBackend };
}

/** Runs a generator to its end. */
export function finish<S, R>(work: Generator<S, R>, each: (step: S) => void = () => {}): R {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    each(next.value);
  }
}
