import { LensError } from '../../../../shared/errors.ts';
import { createRandom, type Random } from '../../random/generator.ts';
import { sampleIndices } from '../../random/sample.ts';
import { type ColumnMoments, type Rows, takeRows } from '../../rows.ts';
import type { Family, Floor } from '../family/family.ts';
import { fromLabels } from '../from-labels.ts';
import { fromMoments } from '../from-moments.ts';
import type { Mixture } from '../mixture.ts';
import type { Parameters } from '../parameters.ts';
import { kMeans } from '../starts/k-means.ts';
import { standardise } from '../starts/sphere.ts';
import { totalScatter } from './total-scatter.ts';

/** Where a run that is watched begins. */
export type Start =
  /** K different rows are the means. */
  | { readonly kind: 'random' }
  /** Each row to the nearest of K seeds, drawn far from each other (Arthur & Vassilvitskii 2007), then an M-step. */
  | { readonly kind: 'k-means++' }
  /** K × d, row-major. */
  | { readonly kind: 'means'; readonly means: Float64Array }
  /** These rows (indices) are component 1; the others go to K − 1 seeds of k-means++. */
  | { readonly kind: 'group'; readonly rows: Int32Array }
  /** All parameters; brought into the family if they are not of it. */
  | { readonly kind: 'mixture'; readonly mixture: Mixture };

export interface StartOptions {
  readonly k: number;
  readonly family: Family;
  readonly floor: Floor;
  readonly moments: ColumnMoments;
  readonly seed: number;
}

/** The parameters to begin with; all starts but `mixture` are the same bits for the same seed. Throws LensError('usage') for what cannot be a start. */
export function startOf(rows: Rows, start: Start, options: StartOptions): Parameters {
  const { k, family, floor, moments, seed } = options;
  const random = createRandom(seed, 'player', start.kind, k);
  switch (start.kind) {
    case 'random':
      return fromMeans(rows, differentRows(rows, k, random), options);
    case 'means':
      if (start.means.length !== k * rows.d || !start.means.every(Number.isFinite))
        throw new LensError(
          'usage',
          `K = ${k} in ${rows.d} columns needs ${k} × ${rows.d} finite means.`,
          'Give a mean for each.',
        );
      return fromMeans(rows, start.means, options);
    case 'mixture':
      if (start.mixture.k !== k || start.mixture.d !== rows.d || start.mixture.covariances.length !== k * rows.d ** 2)
        throw new LensError(
          'usage',
          `The mixture to start from has ${start.mixture.k} components in ${start.mixture.d} columns; asked were ${k} in ${rows.d}.`,
          'Give one for the same columns and K.',
        );
      // What is watched has no noise component: the weights of the others are made to sum to 1.
      return fromMoments({ ...start.mixture, noise: null }, rows.n, family, floor);
    default: {
      const labels =
        start.kind === 'group'
          ? groupLabels(rows, start.rows, k, moments, random)
          : ended(kMeans(standardise(rows, moments), k, 0, random));
      return ended(fromLabels(rows, labels, k, family, floor, rows.d + 1));
    }
  }
}

/** Equal weights, and for each the covariance of all rows, shrunk so that K ellipses together fill the volume of that one. */
function fromMeans(rows: Rows, means: Float64Array, { k, family, floor }: StartOptions): Parameters {
  const { n, d } = rows;
  const { scatter } = totalScatter(rows);
  const share = k ** (-2 / d) / n;
  const covariances = Float64Array.from({ length: k * d * d }, (_, i) => scatter[i % (d * d)] * share);
  return fromMoments({ k, d, weights: new Float64Array(k).fill(1 / k), means, covariances }, n, family, floor);
}

/** Means at K rows that are not the same; the caller knows that there are that many. */
function differentRows({ n, d, data }: Rows, k: number, random: Random): Float64Array {
  const found = new Map<string, Float64Array>();
  const take = (row: number) => {
    const values = Float64Array.from({ length: d }, (_, j) => data[j * n + row]);
    found.set(values.join(), values);
  };
  // Where nearly all rows are alike, luck may not find the others: the tenth round looks at every row.
  for (let round = 0; round < 10 && found.size < k; round++)
    for (const row of sampleIndices(n, round < 9 ? k : n, random)) if (found.size < k) take(row);
  const means = new Float64Array(k * d);
  for (const [c, values] of [...found.values()].entries()) means.set(values, c * d);
  return means;
}

function groupLabels(rows: Rows, group: Int32Array, k: number, moments: ColumnMoments, random: Random): Int32Array {
  if (group.length === 0)
    throw new LensError(
      'usage',
      'No selected row has a value in all of the chosen columns.',
      'Select rows in a chart first, then start from them.',
    );
  const labels = new Int32Array(rows.n);
  for (const row of group) labels[row] = 1;
  if (k === 1) return labels;
  const rest = Int32Array.from(labels.keys()).filter((row) => labels[row] === 0);
  if (rest.length < k - 1)
    throw new LensError(
      'usage',
      `${rest.length} rows are not selected; the other ${k - 1} components need one each at least.`,
      'Select fewer rows, or choose a smaller K.',
    );
  const others = ended(kMeans(takeRows(standardise(rows, moments), rest), k - 1, 0, random));
  rest.forEach((row, i) => {
    labels[row] = others[i] + 1;
  });
  return labels;
}

function ended<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
