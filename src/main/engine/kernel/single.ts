import type { Components } from '../mixture/pass/components.ts';
import { clearStatistics, createStatistics, type Statistics } from '../mixture/pass/statistics.ts';
import type { Rows } from '../rows.ts';
import type { PassForm } from './form.ts';
import { readStatistics, type Seat } from './seat.ts';
import { seatLayout } from './sizes.ts';
import { type Units, unitsOf } from './units.ts';

const factorScale = Math.sqrt(0.5 * Math.LOG2E);
/** What a log-likelihood in 32 bits may be off by, nats a row. */
export const singleRounding = 2e-6;
/** Beyond this a factor makes more of the rounding of the rows than a screen may bear. */
const steepest = 5000;

/** Whether 32 bits are enough for the components: none so narrow, in the columns' units, that rounding would show. */
function fitsSingle({ k, d, factors, constants }: Components, { scales }: Units): boolean {
  for (let c = 0; c < k; c++) {
    if (!Number.isFinite(constants[c])) return false;
    for (let i = 0; i < d; i++)
      for (let j = 0; j <= i; j++) if (!(Math.abs(factors[(c * d + i) * d + j] * scales[j]) <= steepest)) return false;
  }
  return true;
}

/** Full covariances in numbers of 32 bits, over the rows in their units. */
export function singleForm(rows: Rows, k: number): PassForm {
  const { d } = rows;
  const units = unitsOf(rows);
  const { centres, scales } = units;
  const rounded = new Float64Array(k * d);
  const lost = new Float64Array(k);
  const own = createStatistics(k, d, 'full');
  return {
    form: 'single',
    layout: seatLayout(k, d, 'single'),
    precision: 'single',
    fits: (components) => fitsSingle(components, units),
    write({ layout, memory }: Seat, components, address) {
      const to = new Float32Array(memory.buffer);
      const { means, factors, constants } = components;
      for (let c = 0; c < k; c++) {
        let at = (address + c * layout.parameterStride) / 4;
        const constant = constants[c] * Math.LOG2E;
        to[at] = constant;
        lost[c] = constant - to[at++];
        for (let j = 0; j < d; j++) {
          to[at] = (means[c * d + j] - centres[j]) / scales[j];
          rounded[c * d + j] = to[at++];
        }
        const entry = (i: number, j: number) => factors[(c * d + i) * d + j] * scales[j] * factorScale;
        if (d % 2 === 1) to[at++] = entry(0, 0);
        for (let i = d % 2; i < d; i += 2) {
          for (let j = 0; j <= i + 1; j++) {
            to[at++] = j <= i ? entry(i, j) : 0;
            to[at++] = entry(i + 1, j);
          }
        }
      }
    },
    read(seat, address, components, into) {
      readSingle(seat, address, components, units, rounded, lost, own, into);
    },
  };
}

/**
 * into += the statistics at `address`, from the units of the rows to those of the components and from the rounded means m̃ to
 * the means: with e = m̃ − m, s + N e and S + s eᵀ + e sᵀ + N e eᵀ. What the constants lost by rounding is given back to the
 * log-likelihood, to first order N_k times that.
 */
function readSingle(
  seat: Seat,
  address: number,
  { k, d, means }: Components,
  { centres, scales }: Units,
  rounded: Float64Array,
  lost: Float64Array,
  own: Statistics,
  into: Statistics,
): void {
  clearStatistics(own);
  readStatistics(seat, address, own);
  into.totals.logLikelihood += own.totals.logLikelihood;
  into.totals.logLargest += own.totals.logLargest;
  into.totals.noise += own.totals.noise;
  const apart = new Float64Array(d);
  for (let c = 0; c < k; c++) {
    const count = own.counts[c];
    into.counts[c] += count;
    into.totals.logLikelihood += count * lost[c] * Math.LN2;
    for (let i = 0; i < d; i++) {
      apart[i] = rounded[c * d + i] * scales[i] + centres[i] - means[c * d + i];
      const sum = own.sums[c * d + i] * scales[i];
      into.sums[c * d + i] += sum + count * apart[i];
      for (let j = 0; j <= i; j++) {
        const other = own.sums[c * d + j] * scales[j];
        const at = (c * d + i) * d + j;
        into.scatters[at] +=
          own.scatters[at] * scales[i] * scales[j] + sum * apart[j] + apart[i] * other + count * apart[i] * apart[j];
      }
    }
  }
}
