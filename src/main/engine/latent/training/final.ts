import type { WeightedBound } from '../../../../shared/model/latent.ts';
import { weightedBounds } from '../bounds/importance.ts';
import { type RowBounds, rowBounds } from '../bounds/rows.ts';
import { layoutOf } from '../network/layout.ts';
import type { Network } from '../network/network.ts';
import type { LatentTable } from '../network/table.ts';
import { mean } from './evaluate.ts';

export interface BoundsOfRows {
  /** The rows asked for. */
  readonly rows: Int32Array;
  readonly bounds: RowBounds;
  readonly elbo: number;
  readonly reconstruction: number;
  readonly kl: number;
  readonly weighted: WeightedBound;
  /** The rows of which a weighted bound was taken (evenly thinned where all would take long), and theirs. */
  readonly weightedRows: Int32Array;
  readonly weightedValues: Float64Array;
}

/** Multiplications that weighted bounds may cost: some seconds in plain TypeScript. */
const budget = 1.5e9;

/**
 * ELBO and importance-weighted bound of rows. Where the latter is taken of a part of the rows only, its gain over the
 * ELBO there is added to the ELBO of all; the standard error knows of both the draws and the rows.
 */
export function* boundsOf(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  rows: Int32Array,
  options: { readonly samples: number; readonly seed: number },
): Generator<number, BoundsOfRows> {
  const n = rows.length;
  const draws = Math.max(1, Math.min(32, Math.ceil(20_000 / n)));
  const bounds = yield* scaled(rowBounds(network, parameters, table, rows, { ...options, samples: draws }), 0, 0.3);
  const { decoder } = layoutOf(network);
  const cost = decoder.reduce((sum, { inputs, outputs }) => sum + inputs * outputs, 0) * options.samples;
  const most = Math.max(50, Math.floor(budget / cost));
  const stride = Math.max(1, n / most);
  const places = Array.from({ length: Math.min(n, most) }, (_, i) => Math.floor(i * stride));
  const weightedRows = Int32Array.from(places, (place) => rows[place]);
  const weighted = yield* scaled(weightedBounds(network, parameters, table, weightedRows, options), 0.3, 0.7);
  const m = places.length;
  const gains = weighted.value.map((value, i) => value - (bounds.reconstruction[places[i]] - bounds.kl[places[i]]));
  const elbo = mean(bounds.reconstruction) - mean(bounds.kl);
  const gain = mean(gains);
  const spread = gains.reduce((sum, g) => sum + (g - gain) ** 2, 0) / Math.max(1, m - 1);
  const noise = mean(weighted.variance) / m;
  const standardError = Math.sqrt(m < n ? Math.max(noise, spread / m) : noise);
  return {
    rows,
    bounds,
    elbo,
    reconstruction: mean(bounds.reconstruction),
    kl: mean(bounds.kl),
    weighted: { samples: options.samples, value: m < n ? elbo + gain : mean(weighted.value), standardError },
    weightedRows,
    weightedValues: weighted.value,
  };
}

/** Runs work that is `span` of a whole from `from` on. */
export function* scaled<R>(work: Generator<number, R>, from: number, span: number): Generator<number, R> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield from + span * next.value;
  }
}
