import { z } from 'zod';
import { FamilyCode } from './mixture.ts';

/** Assessments of a fit: how far its choice of K, its clusters and its parameters may be trusted. */
export const doubtKinds = ['held-out', 'likelihood-ratio', 'stability', 'merge', 'standard-errors'] as const;
export type DoubtKind = (typeof doubtKinds)[number];

const count = (from: number, to: number) => z.number().int().min(from).max(to);
const seed = count(0, 2 ** 32 - 1).default(1);
const k = count(1, 100);
const fit = z.number().int();

/** Every candidate of the fit, scored on rows that it has not seen. */
export const HeldOutOptions = z.object({ kind: z.literal('held-out'), fit, folds: count(2, 1000).default(5), seed });
/** K against K + 1 by parametric bootstrap, from the smallest K of the fit on. */
export const LikelihoodRatioOptions = z.object({
  kind: z.literal('likelihood-ratio'),
  fit,
  family: FamilyCode,
  replicates: count(1, 9999).default(199),
  /** The first test whose p-value is above it is the last. */
  level: z.number().gt(0).lt(1).default(0.05),
  seed,
});
/** Every K of the family, fitted again to subsamples of half of the rows each. */
export const StabilityOptions = z.object({
  kind: z.literal('stability'),
  fit,
  family: FamilyCode,
  subsamples: count(1, 1000).default(50),
  seed,
});
/** Components of one candidate combined into clusters by entropy. */
export const MergeOptions = z.object({ kind: z.literal('merge'), fit, family: FamilyCode, k });
/** Standard errors of one candidate's parameters by weighted-likelihood bootstrap. */
export const StandardErrorOptions = z.object({
  kind: z.literal('standard-errors'),
  fit,
  family: FamilyCode,
  k,
  replicates: count(2, 9999).default(199),
  seed,
});

export const DoubtOptions = z.discriminatedUnion('kind', [
  HeldOutOptions,
  LikelihoodRatioOptions,
  StabilityOptions,
  MergeOptions,
  StandardErrorOptions,
]);
export type DoubtOptions = z.infer<typeof DoubtOptions>;

/** Nats per row in the data's original units; higher is better. Null, with a failure in words, where there is none. */
export const HeldOutCandidate = z.object({
  k: z.number().int(),
  family: FamilyCode,
  parameters: z.number().int(),
  nats: z.number().nullable(),
  standardError: z.number().nullable(),
  /** Nats per row below (≤ 0) the best, and the standard error of that difference over the folds. */
  difference: z.number().nullable(),
  differenceError: z.number().nullable(),
  folds: z.array(z.object({ rows: z.number(), nats: z.number().nullable(), failure: z.string().nullable() })),
  failure: z.string().nullable(),
});
export type HeldOutCandidate = z.infer<typeof HeldOutCandidate>;

export const HeldOut = z.object({
  candidates: z.array(HeldOutCandidate),
  /** Index of the highest; null when none can be used. */
  best: z.number().int().nullable(),
  /** Index of the one with the fewest free parameters within one standard error of the best. */
  simplest: z.number().int().nullable(),
});
export type HeldOut = z.infer<typeof HeldOut>;

export const LikelihoodRatio = z.object({
  tests: z.array(
    z.object({
      k: z.number().int(),
      /** 2 (log L of K + 1 − log L of K), nats. */
      statistic: z.number(),
      pValue: z.number(),
      /** The statistic in each bootstrap sample. */
      bootstrap: z.array(z.number()),
      redrawn: z.number().int(),
    }),
  ),
  /** The first K that K + 1 does not improve on at the level; null when all tests were significant, or one failed. */
  k: z.number().int().nullable(),
  failure: z.string().nullable(),
  /** True while tests go on, and for ever when they were stopped. */
  stopped: z.boolean().optional(),
});
export type LikelihoodRatio = z.infer<typeof LikelihoodRatio>;

export const Stability = z.object({
  candidates: z.array(
    z.object({
      k: z.number().int(),
      family: FamilyCode,
      /** Mean and standard deviation of the adjusted Rand index; null at K = 1, where labels cannot differ. */
      ari: z.number().nullable(),
      ariSd: z.number().nullable(),
      /** For each component the mean of its largest Jaccard coefficient, and in how many subsamples it was lost or found again. */
      clusters: z.array(z.object({ jaccard: z.number().nullable(), dissolved: z.number().int(), recovered: z.number().int() })),
      /** Subsamples fitted; of these with a doubtful fit; without any. */
      fitted: z.number().int(),
      doubtful: z.number().int(),
      unfitted: z.number().int(),
      failure: z.string().nullable(),
    }),
  ),
});
export type Stability = z.infer<typeof Stability>;

const group = z.array(z.number().int());
export const Merge = z.object({
  /** From K clusters down to 1; components are numbered from 1. */
  levels: z.array(
    z.object({
      clusters: z.number().int(),
      groups: z.array(group),
      /** Nats: how unsure the assignment of the rows is. */
      entropy: z.number(),
      /** The two groups that became one; null at the first level. */
      merged: z.tuple([group, group]).nullable(),
      mergedRows: z.number(),
    }),
  ),
  /** Where the entropy bends over the number of clusters, and over the rows merged. */
  suggested: z.number().int(),
  suggestedByRows: z.number().int(),
});
export type Merge = z.infer<typeof Merge>;

const row = z.array(z.number());
const table = z.array(row);
/** Standard errors and 95 % intervals in the data's original units, components in the order of the candidate. */
export const StandardErrors = z.object({
  weights: z.object({ standardErrors: row, lower: row, upper: row }),
  /** K × d. */
  means: z.object({ standardErrors: table, lower: table, upper: table }),
  /** K × d: the diagonals of the covariances. */
  variances: z.object({ standardErrors: table, lower: table, upper: table }),
  /** K × d × d standard errors. */
  covariances: z.array(table),
  /** Refits used; of these with components that had changed places; refits without a usable fit. */
  replicates: z.number().int(),
  relabelled: z.number().int(),
  failed: z.number().int(),
  failure: z.string().nullable(),
});
export type StandardErrors = z.infer<typeof StandardErrors>;

const done = { created: z.string(), seconds: z.number() };
/** An assessment that was done, kept with its fit. */
export const Doubt = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('held-out'), options: HeldOutOptions, result: HeldOut, ...done }),
  z.object({ kind: z.literal('likelihood-ratio'), options: LikelihoodRatioOptions, result: LikelihoodRatio, ...done }),
  z.object({ kind: z.literal('stability'), options: StabilityOptions, result: Stability, ...done }),
  z.object({ kind: z.literal('merge'), options: MergeOptions, result: Merge, ...done }),
  z.object({ kind: z.literal('standard-errors'), options: StandardErrorOptions, result: StandardErrors, ...done }),
]);
export type Doubt = z.infer<typeof Doubt>;
export type DoubtOf<N extends DoubtKind> = Extract<Doubt, { kind: N }>;

/** What an assessment is of: a newer one of the same subject takes the place of the former. */
export function subjectOf(options: DoubtOptions): string {
  if (options.kind === 'held-out') return '';
  return options.kind === 'merge' || options.kind === 'standard-errors' ? `${options.k} ${options.family}` : options.family;
}

/** The assessment of that kind and subject, where it was done. */
export function doubtOf<N extends DoubtKind>(doubts: readonly Doubt[], kind: N, subject = ''): DoubtOf<N> | null {
  const found = doubts.find((doubt) => doubt.kind === kind && subjectOf(doubt.options) === subject);
  return (found as DoubtOf<N> | undefined) ?? null;
}

/** The assessments with one in the place of the former of its subject, or added at the end. */
export function withDoubt(doubts: readonly Doubt[], doubt: Doubt): Doubt[] {
  const others = doubts.filter((one) => one.kind !== doubt.kind || subjectOf(one.options) !== subjectOf(doubt.options));
  return [...others, doubt];
}
