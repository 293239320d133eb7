import type { LatentRows } from '../../shared/contract/latent.ts';
import type { Split } from '../engine/latent/training/split.ts';
import type { ColumnError } from '../engine/latent/use/errors.ts';
import { rowFigures } from '../engine/latent/use/rows.ts';
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
  // As many draws as the final figures take of so many rows.
  const samples = Math.max(1, Math.min(32, Math.ceil(20_000 / table.n)));
  const found = yield* rowFigures(network, weights, table, { samples, seed });
  const { codes } = found;
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
    errors[row] = found.errors[i];
    elbo[row] = found.elbo[i];
    parts[row] = 0;
  }
  for (const i of split?.heldOut ?? []) parts[used[i]] = 1;
  return {
    rows: { latent, means, deviations, errors, elbo, part: parts },
    columns: found.columns.map((column, j) => ({ name: encoding.columns[j].name, ...column })),
  };
}
