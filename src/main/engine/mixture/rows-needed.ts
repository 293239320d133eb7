import type { FamilyCode } from '../../../shared/model/mixture.ts';

/** How many rows a family needs for K components, and why: the end of a sentence. */
export interface RowsNeeded {
  readonly rows: number;
  readonly why: string;
}

/** Of one volume, and so of axes or shapes of their own that a component of d rows or fewer leaves flat. */
const ownAxes: readonly FamilyCode[] = ['EVE', 'EEV', 'EVV'];

/**
 * The fewest rows (by weight) for K components of a family in d columns.
 *
 * K (d + 1) where each has a size of its own: one of fewer rows is refused (`fewestRows`). Where all have one volume λ, as many as
 * keep it from vanishing whichever rows of general position each component takes: the pooled scatter of one covariance (EEE) has
 * rank n − K, so K + d; where axes are the components' own (EVE, EEV, EVV) one of them must have d + 1 rows, so K d + 1. But 2 K at
 * the least. K + 1 would do along the axes and for spheres, but then a mixture of single rows fits too well: of 8 draws of 10 rows
 * from one Gaussian (d = 2; EII, EEI, EEE, EVI) BIC took 8 or 9 components in all, with 2 K one to five, as with K (d + 1).
 *
 * One component shares with no other: 2 along the axes and for spheres, otherwise d + 1. A conjugate prior keeps every volume from
 * vanishing, and is made of the covariance of all rows: it needs what one component needs.
 */
export function rowsNeeded(code: FamilyCode, k: number, d: number, prior = false): RowsNeeded {
  const plain = code.endsWith('I') || d === 1;
  if (k === 1 || prior) return plain ? { rows: 2, why: 'for a variance' } : { rows: d + 1, why: 'one more than columns' };
  if (!code.startsWith('E')) return { rows: k * (d + 1), why: `${d + 1} a component` };
  if (ownAxes.includes(code) && d > 1) return { rows: k * d + 1, why: `${d} a component, and one more` };
  return plain || k > d ? { rows: 2 * k, why: '2 a component' } : { rows: k + d, why: 'as many as components and columns' };
}
