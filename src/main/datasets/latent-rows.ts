import type { LatentRows } from '../../shared/contract/latent.ts';
import { rowBounds } from '../engine/latent/bounds/rows.ts';
import type { Split } from '../engine/latent/training/split.ts';
import { encode, everyRow } from '../engine/latent/use/encode.ts';
import { type ColumnError, reconstructionErrors } from '../engine/latent/use/errors.ts';
import type { Encoded } from './encode.ts';
import { networkOf, type Trained } from './trained.ts';

export interface LatentRowResults {
  readonly rows: LatentRows;
  readonly columns: readonly ({ readonly name: string } & ColumnError)[];
}

/** What a network says of the encoded rows, put back among all `total` rows of the data set. Yields the share done. */
export function* latentRows(
  trained: Trained,
  { table, used }: Pick<Encoded, 'table' | 'used'>,
  total: number,
  { split, seed }: { readonly split: Split | null; readonly seed: number },
): Generator<number, LatentRowResults> {
  const { weights, encoding, latent } = trained;
  const network = networkOf(trained);
  const every = everyRow(table.n);
  const codes = yield* part(encode(network, weights, table, every), 0);
  const found = yield* part(reconstructionErrors(network, weights, table, every), 1);
  // As many draws as the final figures take of so many rows.
  const samples = Math.max(1, Math.min(32, Math.ceil(20_000 / table.n)));
  const bounds = yield* part(rowBounds(network, weights, table, every, { samples, seed }), 2);
  const means = new Float32Array(total * latent).fill(Number.NaN);
  const deviations = new Float32Array(total * latent).fill(Number.NaN);
  const errors = new Float64Array(total).fill(Number.NaN);
  const elbo = new Float64Array(total).fill(Number.NaN);
  const parts = new Int32Array(total).fill(-1);
  for (let i = 0; i < table.n; i++) {
    const row = used[i];
    for (let l = 0; l < latent; l++) {
      means[row * latent + l] = codes.means[i * latent + l];
      deviations[row * latent + l] = Math.exp(codes.logVariances[i * latent + l] / 2);
    }
    errors[row] = found.rows[i];
    elbo[row] = bounds.reconstruction[i] - bounds.kl[i];
    parts[row] = 0;
  }
  for (const i of split?.heldOut ?? []) parts[used[i]] = 1;
  return {
    rows: { latent, means, deviations, errors, elbo, part: parts },
    columns: found.columns.map((column, j) => ({ name: encoding.columns[j].name, ...column })),
  };
}

function* part<R>(work: Generator<number, R>, third: number): Generator<number, R> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield (third + next.value) / 3;
  }
}
