import type { FamilyCode } from '../../../shared/model/mixture.ts';

/** What one letter of mclust's code allows: everything that an E allows, a V does; I is an orientation along the axes. */
const allows = (wide: string, narrow: string): boolean => wide === narrow || wide === 'V' || (wide === 'E' && narrow === 'I');

/** Whether every mixture of the family `narrow` is one of the family `wide` too. */
export function nestedIn(narrow: FamilyCode, wide: FamilyCode): boolean {
  return narrow !== wide && [0, 1, 2].every((i) => allows(wide[i], narrow[i]));
}

/**
 * Whether every mixture of the family stays one of it when columns change their units (each is multiplied by a number of
 * its own): spheres do not, nor do equal shapes or axes that are turned, unless covariances are in proportion.
 */
export const isUnitInvariant = (family: FamilyCode): boolean => !['EII', 'VII', 'EVE', 'VVE', 'EEV', 'VEV'].includes(family);
