import type { Decoded as DecodedColumns } from '../../shared/contract/latent.ts';
import type { LatentEncoding } from '../../shared/model/latent.ts';
import { decode } from '../engine/latent/use/decode.ts';
import { encode } from '../engine/latent/use/encode.ts';
import type { Encoded } from './encode.ts';
import { expectedColumns, restoreCells } from './encode-restore.ts';
import { networkOf, type Trained } from './trained.ts';

/** Columns at codes (m × latent, row by row), each in its own unit. */
export function decodeCodes(trained: Trained, codes: ArrayLike<number>): DecodedColumns {
  const decoded = decode(networkOf(trained), trained.weights, codes);
  const count = codes.length / trained.latent;
  const columns = expectedColumns(trained.encoding, decoded).map(({ name, likelihood, values, levels, probabilities }, j) => {
    const { noiseVariance, expected } = decoded[j];
    const deviation = noiseVariance === null ? null : Math.sqrt(noiseVariance) * trained.encoding.columns[j].scale;
    return {
      name,
      likelihood,
      values: values ?? expected,
      noise: deviation,
      levels: levels && [...levels],
      probabilities: probabilities && Float32Array.from(probabilities),
    };
  });
  return { count, columns };
}

/** Rows of the data set as the network gives them back, at the mean of their posterior; NaN for rows that were left out. */
export function reconstructRows(
  trained: Trained,
  { table, used }: Pick<Encoded, 'table' | 'used'>,
  rows: ArrayLike<number>,
): DecodedColumns {
  const present = Array.from(rows).filter((row) => placeOf(used, row) >= 0);
  const places = Int32Array.from(present, (row) => placeOf(used, row));
  const { means } = atOnce(encode(networkOf(trained), trained.weights, table, places));
  const found = decodeCodes(trained, means);
  if (present.length === rows.length) return found;
  const at = new Map(present.map((row, k) => [row, k]));
  const columns = found.columns.map((column) => {
    const { values, probabilities } = column;
    const width = probabilities && found.count > 0 ? probabilities.length / found.count : (column.levels?.length ?? 0);
    const of = (row: number) => at.get(row) ?? Number.NaN;
    return {
      ...column,
      values: Float64Array.from(rows, (row) => values[of(row)] ?? Number.NaN),
      probabilities:
        probabilities &&
        Float32Array.from({ length: rows.length * width }, (_, p) => {
          return probabilities[of(rows[Math.floor(p / width)]) * width + (p % width)] ?? Number.NaN;
        }),
    };
  });
  return { count: rows.length, columns };
}

/** Where a row stands among those used, which ascend; −1: nowhere. */
function placeOf(used: Int32Array, row: number): number {
  let from = 0;
  let to = used.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (used[middle] < row) from = middle + 1;
    else to = middle;
  }
  return used[from] === row ? from : -1;
}

/** Targets as samples have them (row-major), each column in its own unit; of a column with levels the index. */
export function targetColumns(encoding: LatentEncoding, targets: Float32Array): DecodedColumns {
  const cells = restoreCells(encoding, targets);
  const columns = encoding.columns.map(({ name, likelihood, levels }, j) => {
    const column = cells[j].cells;
    const values =
      levels === null && column.kind === 'values'
        ? new Float64Array(column.values)
        : Float64Array.from(
            { length: targets.length / encoding.columns.length },
            (_, i) => targets[i * encoding.columns.length + j],
          );
    return { name, likelihood, values, noise: null, levels, probabilities: null };
  });
  return { count: encoding.columns.length === 0 ? 0 : targets.length / encoding.columns.length, columns };
}

export function atOnce<R>(work: Generator<unknown, R>): R {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
