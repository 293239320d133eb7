/**
 * What a job in memory is made of; the other side writes it (../seat.ts). No data of the module's own lie in memory: its
 * build is refused when they would (scripts/kernels/build.mjs).
 */

/** Bytes of 128 numbers: a column of a block. */
export const column: usize = 1024;

/** Fields of a job, i32 each where nothing else is said, by offset. */
/** Address of the first block. */
export const jobPacked: usize = 0;
export const jobColumns: usize = 8;
export const jobComponents: usize = 12;
/** 0 full, 1 diagonal, 2 one full factor for all (shared-factor.ts), 3 full in 32 bits (single.ts). */
export const jobShape: usize = 16;
/** A component each; where the factor is shared then 8 bytes and d zeros, then what `sphere` reads. */
export const jobParameters: usize = 20;
/** Bytes a component has there. */
export const jobParameterStride: usize = 24;
export const jobStatistics: usize = 28;
export const jobStatisticStride: usize = 32;
/** At a multiple of 64, as tile, centred columns and logs are: two vectors in one stay in a line of the cache. */
export const jobScratch: usize = 36;
/** d + 1 columns of four pairs of rows. */
export const jobTile: usize = 40;
/** d + 4 columns of a block; before these are needed, the rows that densities are taken of. */
export const jobCentred: usize = 44;
/** k columns of a block, one more with noise: log2 densities, then e^(log − largest). */
export const jobLogs: usize = 48;
/** Row weights, block by block; 0 when all are 1. */
export const jobWeights: usize = 52;
/** 1: the row results are wanted. 2: no statistics. 4: there is a noise component, in logs behind the others. */
export const jobFlags: usize = 56;
/** Its log2 density, weight included: f64. */
export const jobNoise: usize = 64;

/** Before the components' statistics: Σ log2 density, Σ log2 of the largest responsibility, Σ r of the noise for two rows. */
export const statisticHeader: usize = 32;
export const statisticNoise: usize = 16;

/** In scratch, a column each. */
export const inverses: usize = 0;
export const weights: usize = 1024;
export const largests: usize = 2048;
export const labels: usize = 3072;
export const others: usize = 4096;
export const products: usize = 5120;
/** Two columns: r·c of the columns at work. */
export const weighted: usize = 6144;
/** r, a column. */
export const responsibilities: usize = 9216;
/** Offsets of the rows that have a share in a component, i32 each; at other times what normalise-eight.ts and tiles.ts work with. */
export const actives: usize = 10240;
/** From here on an i32 a component: 1 when any row of the block has a share in it. */
export const presence: usize = 10784;

/**
 * Numbers that stand in memory below the first job, each twice (written by ../constants.ts): the compiler of the runtime would
 * make a literal anew at each use, which takes longer than loading it.
 */
export const numberMagic: usize = 16;
export const numberNegligible: usize = 32;
/** Coefficients of (2^f − 1)/f from f³ down. */
export const numberPowers: usize = 48;
/** The same for numbers of 32 bits, four times each: (2^f − 1)/f from f⁴ down. */
export const singleMagic: usize = 128;
export const singleNegligible: usize = 144;
export const singlePowers: usize = 160;
/** Bits of 2^(j/256), j = 0 … 255, less j·2⁴⁴, once each. */
export const rootTable: usize = 1024;
