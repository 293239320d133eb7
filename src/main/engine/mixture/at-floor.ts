import { cholesky } from '../linear-algebra/cholesky.ts';
import { sphereFloor } from './family/bounds.ts';
import type { Family, Floor } from './family/family.ts';
import type { Parameters } from './parameters.ts';

/** A covariance this close to the floor is held by it: EM that begins there takes it for free by rounding. */
const near = 1 + 1e-3;

/**
 * Whether the floor holds the covariance of component c up: as the M-step found, or because some direction lies on it. In families
 * that turn in the units of the columns the M-step's floor is that of the column that varies least; here each column's own counts, as
 * everywhere: seven rows of Old Faithful with one waiting time (VEV, K = 3) would else win over all other fits by BIC.
 */
export function isAtFloor(family: Family, { d, covariances, atFloor }: Parameters, floor: Floor, c: number): boolean {
  if (atFloor[c] === 1) return true;
  const sphere = family.code.endsWith('II') ? sphereFloor(floor) : null;
  const lowest = floor.variances.map((variance) => Math.sqrt(sphere ?? floor.share * variance));
  const relative = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) relative[i * d + j] = covariances[(c * d + i) * d + j] / lowest[i] / lowest[j];
  }
  return !cholesky(relative, d, relative, -near);
}
