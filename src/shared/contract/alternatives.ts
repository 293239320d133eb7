import { z } from 'zod';
import { CandidateDetail } from '../model/mixture.ts';
import { CandidateKey, call, int32, RowResults, started } from './parts.ts';

/** One of the optima that are kept beside the best of a candidate, by a start that ended there (`others` in its detail). */
export const OptimumKey = z.object({ candidate: CandidateKey, start: z.number().int() });
export type OptimumKey = z.infer<typeof OptimumKey>;

/**
 * Another optimum, taken to its end on all rows, held against the best. Its components go by the numbers of those of the best that they
 * share most rows with.
 */
export const Optimum = z.object({
  detail: CandidateDetail,
  rows: RowResults,
  /** How much each component has in common with that of the best of the same number: Jaccard's coefficient, 0…1. */
  overlaps: z.array(z.number()),
  /** Adjusted Rand index between the labels of both. */
  ari: z.number(),
  /** Rows that are in another component than in the best; ascending. */
  differing: int32,
});
export type Optimum = z.infer<typeof Optimum>;

/** Groups of rows by the label of a candidate: 1…K, 0 = noise; null: any. */
const label = z.number().int().min(0).nullable();

/** How often each label of one candidate meets each of another: [0…K of `from`][0…K of `to`], 0 = noise. */
export const Flow = z.object({
  counts: z.array(z.array(z.number().int())),
  ari: z.number(),
  /** Rows that have labels and no weight: nothing was fitted to them, and they are in no count. */
  weightless: z.number().int(),
});
export type Flow = z.infer<typeof Flow>;

export const alternativeCalls = {
  /** Fits on from a kept optimum until it has converged on all rows. Result: the start. Nothing is kept in the project. */
  'optimum.open': call(OptimumKey, started),
  /** What `optimum.open` found. */
  'optimum.read': call(OptimumKey, Optimum),
  /** Which rows of one candidate are where in another of the same table. */
  'fit.flow': call(z.object({ from: CandidateKey, to: CandidateKey }), Flow),
  /** The rows that two candidates give to these groups; ascending. */
  'fit.flowRows': call(
    z.object({ from: CandidateKey, to: CandidateKey, labels: z.tuple([label, label]) }),
    z.object({ rows: int32 }),
  ),
} as const;
