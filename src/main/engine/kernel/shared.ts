import type { Components } from '../mixture/pass/components.ts';
import type { Statistics } from '../mixture/pass/statistics.ts';
import type { PassForm } from './form.ts';
import { spheredMeans, unsphering, writeShared } from './parameters.ts';
import type { Seat } from './seat.ts';
import { seatLayout, statisticHeader } from './sizes.ts';

/** One full factor for all components. All scatters stand in that of the first: their sum is what such a family asks for. */
export const sharedForm = (k: number, d: number): PassForm => ({
  form: 'shared',
  layout: seatLayout(k, d, 'shared'),
  precision: 'double',
  fits: fitsShared,
  write: ({ layout, numbers }, components, at) =>
    writeShared(components, spheredMeans(components), numbers, at / 8, layout.parameterStride / 8),
  read: readShared,
});

/** The scatter of all is a difference: with means farther apart than this, squared in standard deviations, it would lose digits. */
const farthest = 1e4;

/** Whether the components have one factor, bit for bit, and stand near enough to each other for one scatter. */
function fitsShared(components: Components): boolean {
  const { k, d, factors } = components;
  const size = d * d;
  for (let i = size; i < k * size; i++) if (factors[i] !== factors[i % size]) return false;
  const { means } = spheredMeans(components);
  for (let c = 0; c < k; c++) {
    let square = 0;
    for (let i = 0; i < d; i++) square += means[c * d + i] ** 2;
    if (!(square <= farthest)) return false;
  }
  return true;
}

/**
 * With G the inverse of the factor, σ_k = Σ r (z − μ_k) and T = Σ z zᵀ of the sphered rows: sums are G σ_k, and the scatter of
 * all is G (T − Σ_k (σ_k μ_kᵀ + μ_k σ_kᵀ + N_k μ_k μ_kᵀ)) Gᵀ.
 */
function readShared({ layout, numbers }: Seat, address: number, components: Components, into: Statistics): void {
  const { k, d, counts, sums, scatters, totals } = into;
  const { means } = spheredMeans(components);
  const inverse = unsphering(components);
  let at = address / 8;
  const next = () => {
    at += 2;
    return numbers[at - 2] + numbers[at - 1];
  };
  totals.logLikelihood += numbers[at] * Math.LN2;
  totals.logLargest += numbers[at + 1] * Math.LN2;
  at += 2;
  totals.noise += next();
  const all = new Float64Array(d * d);
  const own = new Float64Array(d);
  for (let c = 0; c < k; c++) {
    at = (address + statisticHeader + c * layout.statisticStride) / 8;
    const count = next();
    counts[c] += count;
    for (let j = 0; j < d; j++) own[j] = next();
    for (let i = 0; i < d; i++) {
      const mean = means[c * d + i];
      for (let j = 0; j <= i; j++) {
        sums[c * d + i] += inverse[i * d + j] * own[j];
        all[i * d + j] -= own[i] * means[c * d + j] + mean * own[j] + count * mean * means[c * d + j];
      }
    }
  }
  // Behind the components: a count and sums that nobody asks for, then the triangle.
  at = (address + statisticHeader + k * layout.statisticStride) / 8 + 2 * (1 + d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      all[i * d + j] += next();
      all[j * d + i] = all[i * d + j];
    }
  }
  const half = new Float64Array(d * d);
  for (let i = 0; i < d; i++)
    for (let m = 0; m <= i; m++) for (let j = 0; j < d; j++) half[i * d + j] += inverse[i * d + m] * all[m * d + j];
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++) for (let m = 0; m <= j; m++) scatters[i * d + j] += half[i * d + m] * inverse[j * d + m];
}
