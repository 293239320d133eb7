/**
 * Where things lie. All addresses are bytes; the memory is laid out by ../room.ts, which has the same numbers.
 *
 * Weights of a layer are panels of 8 outputs: for each input (padded to a multiple of 4) 8 weights, then the 8 biases.
 * Activations are row-major, padded with zeros to a multiple of 8 columns, at strides that spread over the cache's sets.
 */

// A job: what all threads know of a network, its table and the batch. u32 unless told.
export const jobInputs: usize = 0;
export const jobInputStride: usize = 4;
export const jobTargets: usize = 8;
export const jobTargetStride: usize = 12;
/** All ones where a cell is there. Stride 0: one row for all. */
export const jobMask: usize = 16;
export const jobMaskStride: usize = 20;
/** f64, a row's own part of the reconstruction; 0: none. */
export const jobConstants: usize = 24;
/** u32: indices of the batch's rows. */
export const jobRows: usize = 28;
/** f32: the batch's noise, rows × latent. */
export const jobNoise: usize = 32;
export const jobLatent: usize = 36;
/** 0: rectifiers of the slope below; 1: tanh. */
export const jobTanh: usize = 40;
/** f32 */
export const jobSlope: usize = 44;
/** Columns of each kind in fours, in this order, then categorical columns one by one. */
export const jobGaussian: usize = 48;
export const jobBernoulli: usize = 52;
export const jobPoisson: usize = 56;
export const jobCategorical: usize = 60;
/** Pairs: where the outputs of a categorical column begin (bytes in a row), how many levels. */
export const jobLevels: usize = 64;
export const jobEncoderLayers: usize = 68;
export const jobLayers: usize = 72;
export const jobLayerTable: usize = 76;
/** f32 precision of each Gaussian column. */
export const jobPrecision: usize = 80;
/** f64 log variance of each Gaussian column. */
export const jobLogVariance: usize = 84;
/** u32: where the derivative by its log variance is to be added: bytes from the beginning of a gradient; 0: nowhere. */
export const jobNoiseAt: usize = 88;
export const jobParameters: usize = 92;
/** Transposed weights. */
export const jobTransposed: usize = 96;
/** Rows of one block, a multiple of 4. */
export const jobBlockRows: usize = 100;
/** Bytes of all parameters. */
export const jobBytes: usize = 104;
/** 8 zeros. */
export const jobZeros: usize = 108;
/** f64 */
export const jobKlWeight: usize = 112;
/** 1: tiles for runtimes that work on two vectors at once. */
export const jobWide: usize = 120;

// A layer, 64 bytes.
export const layerBytes: usize = 64;
export const layerInputs: usize = 0;
/** Outputs, padded to a multiple of 8. */
export const layerOutputs: usize = 4;
/** Where its weights lie, from the beginning of the parameters, and likewise of a gradient. */
export const layerWeights: usize = 8;
/** The same, transposed: panels of 8 inputs, for each output 8 weights. */
export const layerTransposed: usize = 12;
/** Its inputs in a seat, and how far rows are apart. */
export const layerX: usize = 16;
export const layerXStride: usize = 20;
/** Its outputs. */
export const layerY: usize = 24;
export const layerYStride: usize = 28;
/** 1: activated. */
export const layerActive: usize = 32;
/** Outputs, not padded. */
export const layerTrueOutputs: usize = 36;

// What a share of a batch adds up beside its gradient: f64 reconstruction, f64 KL, then for each Gaussian column
// f64 Σ squared errors, then for each i32 number of cells, then (evaluated only) for each latent dimension f64 KL.
export const sumsReconstruction: usize = 0;
export const sumsKl: usize = 8;
export const sumsSquares: usize = 16;
