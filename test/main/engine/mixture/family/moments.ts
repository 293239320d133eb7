import { type EmOptions, em } from '../../../../../src/main/engine/mixture/em.ts';
import type { Family, Floor, Moments } from '../../../../../src/main/engine/mixture/family/family.ts';
import { fromLabels } from '../../../../../src/main/engine/mixture/from-labels.ts';
import { createParameters, type Parameters } from '../../../../../src/main/engine/mixture/parameters.ts';
import { createPlainPass } from '../../../../../src/main/engine/mixture/pass/plain.ts';
import { createRandom, type Random } from '../../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows } from '../../../../../src/main/engine/rows.ts';
import { finish, normal, rowsOf } from '../../support.ts';

/** A scatter of `rows` random rows about 0 with its own directions and lengths: d × d, both triangles. */
export function scatterOf(random: Random, d: number, rows: number): Float64Array {
  const mix = Array.from({ length: d * d }, () => normal(random));
  const scatter = new Float64Array(d * d);
  for (let r = 0; r < rows; r++) {
    const z = Array.from({ length: d }, () => normal(random));
    const x = Array.from({ length: d }, (_, i) => z.reduce((sum, value, m) => sum + mix[i * d + m] * value * (m + 1), 0));
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) scatter[i * d + j] += x[i] * x[j];
  }
  return scatter;
}

/** K full scatters, and counts between 20 and 60. */
export function randomMoments(seed: number, k: number, d: number): Moments {
  const random = createRandom(seed, 'moments');
  const counts = Float64Array.from({ length: k }, () => 20 + random.below(40));
  const scatters = new Float64Array(k * d * d);
  for (let c = 0; c < k; c++) scatters.set(scatterOf(random, d, counts[c]), c * d * d);
  return { k, d, counts, scatters };
}

/** The scatters as the family wants them: lower triangles, or diagonals. */
export function shaped({ k, d, counts, scatters }: Moments, { shape }: Family): Moments {
  const own = Float64Array.from(scatters, (value, at) => (at % d <= Math.floor((at % (d * d)) / d) ? value : 0));
  return { k, d, counts, scatters: shape === 'full' ? own : scatters.filter((_, at) => (at % (d * d)) % (d + 1) === 0) };
}

export function estimated(moments: Moments, family: Family, floor: Floor, before?: Parameters): Parameters {
  const out = before ?? createParameters(moments.k, moments.d, family.shape);
  family.estimate(shaped(moments, family), floor, out);
  return out;
}

/** Σ_k −½ (N_k log|Σ_k| + tr(Σ_k⁻¹ W_k)), by the factors. */
export function expected({ k, d, counts, scatters }: Moments, { components, logDetFactors }: Parameters): number {
  const { shape, factors } = components;
  let sum = 0;
  for (let c = 0; c < k; c++) {
    sum += counts[c] * logDetFactors[c];
    for (let e = 0; e < d; e++) {
      for (let a = 0; a < d; a++) {
        for (let b = 0; b < d; b++) {
          const at = (c * d + e) * d;
          const product = shape === 'full' ? factors[at + a] * factors[at + b] : a === e && b === e ? factors[c * d + e] ** 2 : 0;
          sum -= 0.5 * product * scatters[(c * d + a) * d + b];
        }
      }
    }
  }
  return sum;
}

/** Correlated clusters of several sizes, columns in units of several orders of magnitude. */
export function unruly(seed: number, n: number, d: number, k: number): Rows {
  const random = createRandom(seed, 'unruly', d, k);
  const mix = Array.from({ length: d * d }, () => 2 * normal(random));
  const unit = Array.from({ length: d }, () => 10 ** (random.next() * 4 - 2));
  return rowsOf(
    Array.from({ length: n }, (_, i) => {
      const z = Array.from({ length: d }, () => normal(random) * (1 + (i % 3)) + (i % k) * random.next());
      return unit.map((u, j) => u * z.reduce((sum, value, m) => sum + value * mix[j * d + m], 0));
    }),
  );
}

const plain: EmOptions = { tolerance: 1e-9, gain: 1e-6, maxIterations: 2000 };

/** EM from hard labels, an M-step first. */
export function runFrom(rows: Rows, labels: Int32Array, k: number, family: Family, share = 1e-6, options = plain) {
  const floor = { share, variances: finish(columnMoments(rows)).variances };
  const first = finish(fromLabels(rows, labels, k, family, floor, 0));
  return finish(em(createPlainPass(rows, k, family.shape), rows.n, family, floor, first, options));
}

export function randomLabels(seed: number, n: number, k: number): Int32Array {
  const random = createRandom(seed, 'labels');
  return Int32Array.from({ length: n }, (_, i) => (i < k ? i + 1 : 1 + random.below(k)));
}
