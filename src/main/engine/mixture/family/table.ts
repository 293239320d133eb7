import { type FamilyCode, families as names } from '../../../../shared/model/mixture.ts';
import { eee } from './eee.ts';
import { eei } from './eei.ts';
import { eev } from './eev.ts';
import { eii } from './eii.ts';
import { eve } from './eve.ts';
import { evi } from './evi.ts';
import { evv } from './evv.ts';
import type { Family, FamilyShape, Proportions } from './family.ts';
import { vee } from './vee.ts';
import { vei } from './vei.ts';
import { vev } from './vev.ts';
import { vii } from './vii.ts';
import { vve } from './vve.ts';
import { vvi } from './vvi.ts';
import { vvv } from './vvv.ts';

const shapes: Readonly<Record<FamilyCode, FamilyShape>> = {
  VVV: vvv,
  EEE: eee,
  VVI: vvi,
  VII: vii,
  EII: eii,
  EEI: eei,
  VEI: vei,
  EVI: evi,
  VEE: vee,
  EVE: eve,
  VVE: vve,
  EEV: eev,
  VEV: vev,
  EVV: evv,
};

/** Every covariance family: a new one is a file beside this one, its name in the shared list, and a line above. */
export const families: readonly Family[] = names.map((name) => ({
  ...name,
  ...shapes[name.code],
  proportions: 'free',
  prior: null,
}));

export function familyOf(code: FamilyCode): Family {
  const family = families.find((f) => f.code === code);
  if (!family) throw new RangeError(`There is no covariance family '${code}'.`);
  return family;
}

/** The same family with its mixing weights held equal, or with a prior (see whyNoPrior). EM then climbs the posterior. */
export const familyWith = (family: Family, options: Partial<Pick<Family, 'proportions' | 'prior'>>): Family => ({
  ...family,
  ...options,
});

/** Free parameters of a mixture: K − 1 weights (none where they are held equal), K·d means, and the family's covariances. */
export const freeParameters = (code: FamilyCode, k: number, d: number, proportions: Proportions = 'free'): number =>
  (proportions === 'free' ? k - 1 : 0) + k * d + familyOf(code).covarianceParameters(k, d);
