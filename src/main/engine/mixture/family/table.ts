import { type FamilyCode, families as names } from '../../../../shared/model/mixture.ts';
import { eee } from './eee.ts';
import type { Family } from './family.ts';
import { vii } from './vii.ts';
import { vvi } from './vvi.ts';
import { vvv } from './vvv.ts';

const shapes = { VVV: vvv, EEE: eee, VVI: vvi, VII: vii } satisfies Record<FamilyCode, unknown>;

/** Every covariance family: a new one is a file beside this one, its name in the shared list, and a line above. */
export const families: readonly Family[] = names.map((name) => ({ ...name, ...shapes[name.code] }));

export function familyOf(code: FamilyCode): Family {
  const family = families.find((f) => f.code === code);
  if (!family) throw new RangeError(`There is no covariance family '${code}'.`);
  return family;
}

/** Free parameters of a mixture: K − 1 weights, K·d means, and the family's covariances. */
export const freeParameters = (code: FamilyCode, k: number, d: number): number =>
  k - 1 + k * d + familyOf(code).covarianceParameters(k, d);
