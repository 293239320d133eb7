import type { FamilyCode } from '../../../../shared/model/mixture.ts';
import { PriorOptions, type WeightsPrior, weightsPriors } from '../../../../shared/model/variational.ts';
import { figure } from '../../../widgets/format.ts';

/** What the form says of the prior of a Bayesian mixture; null is the default. */
export interface PriorForm {
  readonly weightsPrior: WeightsPrior;
  readonly concentration: number | null;
  readonly meanPrecision: number | null;
  readonly degreesOfFreedom: number | null;
}

const positive = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value > 0 && value <= 1e9 ? value : null;

export const readPriorForm = (record: Readonly<Record<string, unknown>>): PriorForm => ({
  weightsPrior: weightsPriors.find((one) => one === record.weightsPrior) ?? 'process',
  concentration: positive(record.concentration),
  meanPrecision: positive(record.meanPrecision),
  degreesOfFreedom: positive(record.degreesOfFreedom),
});

/** Null where nothing departs from the default, so that the same search is known as the same. */
export function bayesianOf({ weightsPrior, concentration, meanPrecision, degreesOfFreedom }: PriorForm): PriorOptions | null {
  if (weightsPrior === 'process' && concentration === null && meanPrecision === null && degreesOfFreedom === null) return null;
  return PriorOptions.parse({ weights: weightsPrior, concentration, meanPrecision, degreesOfFreedom });
}

/** The defaults as they are printed in the empty fields: of K components at most, between `from` and `to`, in d columns. */
export const priorDefaults = (from: number, to: number, d: number) => ({
  concentration: from === to ? figure(1 / to, 3) : '1 / K',
  meanPrecision: '1',
  degreesOfFreedom: String(Math.max(1, d)),
});

/** A precision matrix needs more than d − 1 degrees of freedom, a precision along an axis or of a sphere more than 0. */
export function hindranceOfPrior({ degreesOfFreedom }: PriorForm, families: readonly FamilyCode[], d: number): string | null {
  const matrices = families.filter((code) => code === 'VVV' || code === 'EEE');
  if (degreesOfFreedom === null || matrices.length === 0 || degreesOfFreedom > d - 1) return null;
  return `${matrices.join(' and ')} ${matrices.length === 1 ? 'needs' : 'need'} more than ${d - 1} degrees of freedom in ${d} columns.`;
}
