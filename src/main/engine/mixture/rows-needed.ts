import type { FamilyCode } from '../../../shared/model/mixture.ts';

/** How many rows a family needs for K components, and why: the end of a sentence. */
export interface RowsNeeded {
  readonly rows: number;
  readonly why: string;
}

/** Of one volume, but of axes or shapes of their own, which a component of d rows or fewer does not have. */
const ownAxes: readonly FamilyCode[] = ['EVE', 'EEV', 'EVV'];

/**
 * The fewest rows (by weight) for K components of a family in d columns.
 *
 * K (d + 1) where each has a size of its own, as a component of fewer rows is refused (`fewestRows`), or axes of its own. Where all
 * have one volume λ and the same axes, as many as keep λ from vanishing whichever rows of general position each component takes: K + 1
 * along the axes and for spheres (EII, EEI, EVI); K + d for one covariance (EEE), as the pooled scatter has rank n − K. But 2 K at the
 * least: with K + 1 a mixture of single rows fits too well. Of 8 draws of 10 rows from one Gaussian (d = 2; EII, EEI, EEE, EVI) BIC
 * took 8 or 9 components in all, with 2 K one to five, with K (d + 1) one to three; EEV, which K d + 1 rows keep bounded, four.
 *
 * One component shares with no other: 2 along the axes and for spheres, otherwise d + 1. A conjugate prior keeps every volume from
 * vanishing, and is made of the covariance of all rows: it needs what one component needs.
 */
export function rowsNeeded(code: FamilyCode, k: number, d: number, prior = false): RowsNeeded {
  const plain = code.endsWith('I') || d === 1;
  if (k === 1 || prior) return plain ? { rows: 2, why: 'for a variance' } : { rows: d + 1, why: 'one more than columns' };
  if (!code.startsWith('E') || ownAxes.includes(code)) return { rows: k * (d + 1), why: `${d + 1} a component` };
  return plain || k > d ? { rows: 2 * k, why: '2 a component' } : { rows: k + d, why: 'as many as components and columns' };
}
