import type { Output, Parsed } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { adjustedRandIndex } from '../engine/doubt/ari.ts';
import { contingency } from '../engine/doubt/contingency.ts';
import { candidateLabels, leftOut } from './candidate-labels.ts';
import type { Context } from './context.ts';

/** One after the other: the second then finds the rows prepared. */
const both = async (context: Context, { from, to }: Pick<Parsed<'fit.flow'>, 'from' | 'to'>) =>
  [await candidateLabels(context, from), await candidateLabels(context, to)] as const;

export async function flowBetween(context: Context, asked: Parsed<'fit.flow'>): Promise<Output<'fit.flow'>> {
  const [from, to] = await both(context, asked);
  const table = contingency(from.labels, from.k, to.labels, to.k);
  const { rows, columns, counts } = table;
  return {
    counts: Array.from({ length: rows }, (_, a) => Array.from(counts.subarray(a * columns, (a + 1) * columns))),
    ari: adjustedRandIndex(table),
  };
}

export async function rowsOfFlow(context: Context, asked: Parsed<'fit.flowRows'>): Promise<Output<'fit.flowRows'>> {
  const candidates = await both(context, asked);
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
