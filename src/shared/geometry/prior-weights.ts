import type { PriorUsed } from '../model/variational.ts';

/**
 * What the prior alone expects of K mixing weights: 1 / K each of a Dirichlet distribution; of a Dirichlet process
 * (1 / (1 + α)) (α / (1 + α))^(k − 1), k = 1 … K, divided by their sum, since K sticks hold less than all of it.
 */
export function priorWeights({ weights, concentration }: Pick<PriorUsed, 'weights' | 'concentration'>, k: number): number[] {
  if (weights === 'distribution') return new Array<number>(k).fill(1 / k);
  const left = concentration / (1 + concentration);
  const sticks = Array.from({ length: k }, (_, at) => left ** at);
  const sum = sticks.reduce((total, stick) => total + stick, 0);
  return sticks.map((stick) => stick / sum);
}

/** The concentration that a slider over powers of ten stands at, rounded to the two digits that are shown: 1, 1.3, 1.6, 2 … */
export const concentrationAt = (power: number): number => Number((10 ** power).toPrecision(2));
