import { isAtFloor } from './at-floor.ts';
import { coinciding } from './coincide.ts';
import type { Family, Floor } from './family/family.ts';
import type { Parameters } from './parameters.ts';

/** How a column is called in a sentence. */
export type ColumnWords = (j: number) => string;

export const columnWords =
  (names: readonly string[] | undefined): ColumnWords =>
  (j) =>
    names?.[j] === undefined ? `column ${j + 1}` : `column '${names[j]}'`;

/** Held up by the floor within rounding. */
const nearFloor = 1 + 1e-2;

/**
 * Why a fit is degenerate, in one sentence, or null. A component at the covariance floor (its likelihood would grow
 * without bound as it narrows on rows that coincide in some direction) or one that fewer than d + 1 effective rows
 * support says nothing about clusters, however high the log-likelihood; nor do two that coincide. Components are numbered as `parameters` has them.
 */
export function whyDegenerate(
  family: Family,
  parameters: Parameters,
  counts: Float64Array,
  floor: Floor,
  column: ColumnWords,
): string | null {
  const { k, d } = parameters;
  for (let c = 0; c < k; c++) {
    if (!isAtFloor(family, parameters, floor, c)) continue;
    const one = k === 1 || family.common;
    const who = one ? 'The covariance' : `Component ${c + 1} (${rowsInWords(counts[c])})`;
    const held = Array.from({ length: d }, (_, j) => j).filter(
      (j) => parameters.covariances[(c * d + j) * d + j] <= floor.share * floor.variances[j] * nearFloor,
    );
    if (family.code.endsWith('II') || held.length === d) {
      return `${who} sits on (nearly) identical rows: without the floor its likelihood would grow without bound.`;
    }
    if (held.length > 0) return `${who} has (nearly) no spread in ${held.map(column).join(', ')}.`;
    return `${who} is flat: its rows lie (nearly) on a line or plane, so some columns follow from the others there.`;
  }
  for (let c = 0; c < k; c++) {
    if (counts[c] >= d + 1 - 1e-9) continue;
    return `Component ${c + 1} has ${rowsInWords(counts[c])}; a component in ${d} column${d === 1 ? '' : 's'} needs ${d + 1}.`;
  }
  const twins = coinciding(parameters, floor);
  if (twins === null) return null;
  return `Components ${twins[0] + 1} and ${twins[1] + 1} coincide: this is no optimum with ${k} components, but a fit with fewer.`;
}

function rowsInWords(count: number): string {
  const rounded = count < 100 ? Math.round(count * 10) / 10 : Math.round(count);
  return `${rounded} effective row${rounded === 1 ? '' : 's'}`;
}
