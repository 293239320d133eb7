import { cholesky } from '../linear-algebra/cholesky.ts';
import { eigenvalueFloor, sphereFloor } from './family/bounds.ts';
import type { Family, Floor } from './family/family.ts';
import type { Parameters } from './parameters.ts';

/** A covariance this close to the floor is held by it: EM that begins there takes it for free by rounding. */
const near = 1 + 1e-3;

/** Whether the floor holds the covariance of component c up: as the M-step found, or because some direction lies on it. */
export function isAtFloor(family: Family, { d, covariances, atFloor }: Parameters, floor: Floor, c: number): boolean {
  if (atFloor[c] === 1) return true;
  const sphere = family.code.endsWith('II');
  const lowest = Float64Array.from({ length: d }, (_, j) => {
    if (family.unitInvariant) return Math.sqrt(floor.share * floor.variances[j]);
    return Math.sqrt(sphere ? sphereFloor(floor) : eigenvalueFloor(floor));
  });
  const relative = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) relative[i * d + j] = covariances[(c * d + i) * d + j] / lowest[i] / lowest[j];
  }
  return !cholesky(relative, d, relative, -near);
}
