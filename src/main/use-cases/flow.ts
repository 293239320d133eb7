import type { Output, Parsed } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { Fit } from '../../shared/model/mixture.ts';
import { adjustedRandIndex } from '../engine/doubt/ari.ts';
import { contingency } from '../engine/doubt/contingency.ts';
import { type CandidateLabels, candidateLabels, leftOut } from './candidate-labels.ts';
import { type Context, openSession } from './context.ts';
import { fitted } from './fits.ts';
import type { Session } from './session.ts';

/** One after the other: the second then finds the rows prepared. Rows of weight 0, of which nothing was fitted, are left out. */
async function both(context: Context, { from, to }: Pick<Parsed<'fit.flow'>, 'from' | 'to'>) {
  const session = openSession(context);
  const sides = [await candidateLabels(context, from), await candidateLabels(context, to)] as const;
  const weights = [from, to].map((key) => weightsOf(session, fitted(context, key).fit));
  return withoutWeightless(sides, weights);
}

const weightsOf = (session: Session, { options }: Fit): Float64Array | null => {
  const cells = options.weights === null ? null : session.cells(options.weights);
  return cells?.kind === 'values' ? cells.values : null;
};

/** The labels with those of rows whose weight is 0 in either fit left out, and how many rows that are. */
export function withoutWeightless(
  sides: readonly [CandidateLabels, CandidateLabels],
  weights: readonly (Float64Array | null)[],
): { readonly sides: readonly [CandidateLabels, CandidateLabels]; readonly weightless: number } {
  const known = weights.filter((one) => one !== null);
  if (known.length === 0) return { sides, weightless: 0 };
  const [from, to] = sides;
  let weightless = 0;
  const labels = from.labels.map((label, row) => {
    if (label === leftOut || to.labels[row] === leftOut || !known.some((one) => one[row] === 0)) return label;
    weightless++;
    return leftOut;
  });
  return { sides: [{ ...from, labels }, to], weightless };
}

export async function flowBetween(context: Context, asked: Parsed<'fit.flow'>): Promise<Output<'fit.flow'>> {
  const {
    sides: [from, to],
    weightless,
  } = await both(context, asked);
  const table = contingency(from.labels, from.k, to.labels, to.k);
  const { rows, columns, counts } = table;
  return {
    counts: Array.from({ length: rows }, (_, a) => Array.from(counts.subarray(a * columns, (a + 1) * columns))),
    ari: adjustedRandIndex(table),
    weightless,
  };
}

export async function rowsOfFlow(context: Context, asked: Parsed<'fit.flowRows'>): Promise<Output<'fit.flowRows'>> {
  const { sides: candidates } = await both(context, asked);
  candidates.forEach(({ k }, side) => {
    const label = asked.labels[side];
    if (label !== null && label > k) throw new LensError('usage', `There is no component ${label} of ${k}.`, 'Count from 1.');
  });
  const found: number[] = [];
  const [from, to] = candidates;
  const [a, b] = asked.labels;
  for (let row = 0; row < from.labels.length; row++) {
    if (from.labels[row] === leftOut || to.labels[row] === leftOut) continue;
    if ((a === null || from.labels[row] === a) && (b === null || to.labels[row] === b)) found.push(row);
  }
  return { rows: Int32Array.from(found) };
}
