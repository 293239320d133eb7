import { symmetricEigen } from '../../../shared/geometry/eigen.ts';
import type { Mixture } from '../mixture/mixture.ts';
import type { Random } from '../random/generator.ts';
import type { Rows } from '../rows.ts';

/** The means go so many standard deviations apart to each side: half the mass of a normal lies about there. */
const offset = Math.sqrt(2 / Math.PI);
/** A component placed at a row begins with this part of the covariance that it is taken from. */
const small = 0.25;

/** The mixture with component c once more, at the end, each of the two with half of the weight. */
function doubled({ k, d, weights, means, covariances, noise }: Mixture, c: number): Mixture {
  const longer = (from: Float64Array, size: number): Float64Array => {
    const to = new Float64Array(from.length + size);
    to.set(from);
    to.set(from.subarray(c * size, (c + 1) * size), from.length);
    return to;
  };
  const more = longer(weights, 1);
  more[c] /= 2;
  more[k] /= 2;
  return { k: k + 1, d, weights: more, means: longer(means, d), covariances: longer(covariances, d * d), noise: noise ?? null };
}

/**
 * K + 1 components from K: component c (from 0) in two halves along its principal axis, in units where its variances are
 * 1, so that the units of the columns do not matter. Mean and covariance of the two together are those of the one.
 */
export function splitComponent(mixture: Mixture, c: number): Mixture {
  const { k, d, covariances } = mixture;
  const from = c * d * d;
  const sd = Float64Array.from({ length: d }, (_, j) => Math.sqrt(covariances[from + j * d + j]));
  const correlation = Float64Array.from(
    { length: d * d },
    (_, at) => covariances[from + at] / sd[Math.floor(at / d)] / sd[at % d],
  );
  const { values, vectors } = symmetricEigen(correlation, d);
  const reach = offset * Math.sqrt(values[d - 1]);
  const split = doubled(mixture, c);
  for (let i = 0; i < d; i++) {
    const step = reach * vectors[(d - 1) * d + i] * sd[i];
    split.means[c * d + i] += step;
    split.means[k * d + i] -= step;
    for (let j = 0; j < d; j++) {
      const taken = reach * vectors[(d - 1) * d + j] * sd[j] * step;
      for (const half of [c, k]) split.covariances[(half * d + i) * d + j] -= taken;
    }
  }
  return split;
}

/**
 * K + 1 components from K: one more at a row drawn at random, with a small copy of the covariance of the component whose
 * mean is nearest (in its standard deviations). Missing cells of the row are taken from that mean.
 */
export function insertAtRow(mixture: Mixture, rows: Rows, random: Random): Mixture {
  const { k, d, means, covariances } = mixture;
  const row = random.below(rows.n);
  const cell = (j: number) => rows.data[j * rows.n + row];
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0; c < k; c++) {
    let distance = 0;
    for (let j = 0; j < d; j++) {
      if (!Number.isNaN(cell(j))) distance += (cell(j) - means[c * d + j]) ** 2 / covariances[(c * d + j) * d + j];
    }
    if (distance < least) {
      least = distance;
      nearest = c;
    }
  }
  const more = doubled(mixture, nearest);
  for (let j = 0; j < d; j++) if (!Number.isNaN(cell(j))) more.means[k * d + j] = cell(j);
  for (let at = k * d * d; at < more.covariances.length; at++) more.covariances[at] *= small;
  return more;
}
