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
 * The fewest effective rows with which a component counts, in d columns.
 *
 * None where all components have one volume λ (EII, EEI, EEE, EVI, EVE, EEV, EVV): no density is above (2πλ)^(−d/2), and so many
 * rows in general position as such a family is asked for (`rowsNeeded`) keep λ from vanishing. The likelihood is bounded however
 * few rows a component has, even one; mclust takes such fits, too. (Where a shape of its own, EVI, EVE, EVV, turns flat
 * on them, the floor holds it up, and that is refused.)
 *
 * d + 1 where each has its own volume (VII, VEI, VVI, VEE, VVE, VEV, VVV). On one row its density grows without bound, with VVE
 * and VVV on any d rows. On 2 to d rows it is bounded in the other families, but high where they lie close, on the slope of that
 * pole: with 2 in the place of d + 1, five families, BIC took 2 or 3 such rows for a component in 4 of 80 searches over draws
 * from one or two Gaussians (100 rows, d = 2 and 4; with d + 1 in none), and 5 rows of Old Faithful (VEV) before mclust's EEE.
 *
 * None with a conjugate prior, which keeps every volume from vanishing, and for one component, which has all rows.
 */
export const fewestRows = ({ code, prior }: Pick<Family, 'code' | 'prior'>, k: number, d: number): number =>
  code.startsWith('E') || prior !== null || k === 1 ? 0 : d + 1;

/**
 * Why a fit is degenerate, in one sentence, or null. A component at the covariance floor (its likelihood would grow
 * without bound as it narrows on rows that coincide in some direction) or one of fewer effective rows than keep it from
 * that says nothing about clusters, however high the log-likelihood; nor do two that coincide. Components are numbered as `parameters` has them.
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
    const own = family.code[1] === 'V' ? 'shape' : family.code[0] === 'V' ? 'size' : null;
    if (held.length === 0 && own !== null && counts[c] < d + 1) return `${who} has too few rows for a ${own} of its own.`;
    if (held.length > 0) return `${who} has (nearly) no spread in ${held.map(column).join(', ')}.`;
    return `${who} is flat: its rows lie (nearly) on a line or plane, so some columns follow from the others there.`;
  }
  const fewest = fewestRows(family, k, d);
  for (let c = 0; c < k; c++) {
    if (counts[c] >= fewest - 1e-9) continue;
    return `Component ${c + 1} has ${rowsInWords(counts[c])}; with a size of its own in ${d} column${d === 1 ? '' : 's'} it needs ${fewest}.`;
  }
  const twins = coinciding(parameters, floor);
  if (twins === null) return null;
  return `Components ${twins[0] + 1} and ${twins[1] + 1} coincide: this is no optimum with ${k} components, but a fit with fewer.`;
}

function rowsInWords(count: number): string {
  const rounded = count < 100 ? Math.round(count * 10) / 10 : Math.round(count);
  return `${rounded} effective row${rounded === 1 ? '' : 's'}`;
}
