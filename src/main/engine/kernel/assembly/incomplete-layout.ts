/** What the pass over rows with missing cells needs beside the job (../../mixture/missing/seat.ts writes it), i32 each, by offset. */

/** The first block whose runs are listed. */
export const planFirst: usize = 0;
/** An address a block: its runs, i32s: how many; then of each its first row in the block, rows, missing cells, their columns. */
export const planRuns: usize = 4;
/**
 * For each two components, numbers of the two side by side: means; what a missing cell gives back to log2 density; and the
 * diagonal of the precision inverted, the precision d × d (full), or the variances (diagonal).
 */
export const planPairs: usize = 8;
export const planPairStride: usize = 12;
/** Each column's part of the noise's log2 density: d numbers; 0 when there is no noise. */
export const planNoise: usize = 16;
/** One for each thread: d columns of a block for each component, the number of which is rounded up to even. */
export const planCompleted: usize = 20;
/** A column of a block for each component, and room for one more. */
export const planGains: usize = 24;
/** Conditional covariances of a block's runs: lower triangles, the numbers of two components side by side. */
export const planConditionals: usize = 28;
/** d × d and three times d pairs of numbers. */
export const planWork: usize = 32;
/** Set to 1 when a covariance turned out not to be positive definite: all of it is void. */
export const planFailed: usize = 36;

/** Before a run's list of columns. */
export const runHeader: usize = 12;
