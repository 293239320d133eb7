import { gradient, product } from './dense';
import { tanh } from './exponential';
import { blockHeads } from './heads';
import * as l from './layout';
import { addKl, codeDerivatives, drawCode } from './posterior';
import { byRectifier, byTanh, rectify } from './product-tile';
import { word } from './vector';

/**
 * The rows `from` … `from + count − 1` of the batch, in blocks: their gradient (of reconstruction − weight·KL, summed)
 * is added to `to`, which begins at 0 where it is `fresh`; their sums go to `sums`. `seat` is the activations' room: whoever works there works alone.
 */
export function share(job: usize, seat: usize, sums: usize, to: usize, fresh: bool, from: usize, count: usize): void {
  const gaussian = word(job, l.jobGaussian) << 2;
  if (fresh) memory.fill(to, 0, word(job, l.jobBytes));
  memory.fill(sums, 0, l.sumsSquares + gaussian * 12);
  const most = word(job, l.jobBlockRows);
  for (let at = from; at < from + count; at += most) block(job, seat, sums, to, at, min(most, from + count - at));
  gaussianSums(job, sums, to, gaussian);
}

/** What all cells of a Gaussian column have in common: −½(cells·(log 2π + s) + precision·Σ e²), and (`to` not 0) its derivative by s. */
function gaussianSums(job: usize, sums: usize, to: usize, gaussian: usize): void {
  let density = load<f64>(sums, l.sumsReconstruction);
  const cells = sums + l.sumsSquares + (gaussian << 3);
  for (let j: usize = 0; j < gaussian; j++) {
    const n = <f64>load<i32>(cells + (j << 2));
    const squares = load<f64>(sums + l.sumsSquares + (j << 3)) * <f64>load<f32>(word(job, l.jobPrecision) + (j << 2));
    density -= 0.5 * (n * (1.8378770664093453 + load<f64>(word(job, l.jobLogVariance) + (j << 3))) + squares);
    const noise = word(word(job, l.jobNoiseAt) + (j << 2), 0);
    if (noise == 0 || to == 0) continue;
    store<f32>(to + noise, load<f32>(to + noise) + <f32>(0.5 * (squares - n)));
  }
  store<f64>(sums, density, l.sumsReconstruction);
}

/**
 * The same rows without a gradient, `samples` draws each: sums of all draws, KL once. The noise of draw s begins s × `all` rows on.
 */
export function evaluate(job: usize, seat: usize, sums: usize, all: usize, from: usize, count: usize, samples: usize): void {
  const gaussian = word(job, l.jobGaussian) << 2;
  const latent = word(job, l.jobLatent);
  const perDimension = sums + l.sumsSquares + gaussian * 12;
  memory.fill(sums, 0, l.sumsSquares + gaussian * 12 + (latent << 3));
  const most = word(job, l.jobBlockRows);
  const encoder = word(job, l.jobEncoderLayers);
  const layers = word(job, l.jobLayers);
  const posterior = word(job, l.jobLayerTable) + (encoder - 1) * l.layerBytes;
  for (let at = from; at < from + count; at += most) {
    const m = min(most, from + count - at);
    const rows = (m + 3) & ~3;
    gather(job, seat, at, m, rows);
    forward(job, seat, 0, encoder, rows);
    for (let s: usize = 0; s < samples; s++) {
      const kl = drawCodes(job, seat, word(job, l.jobNoise) + (((s * all + at) * latent) << 2), m, rows);
      if (s == 0) store<f64>(sums, load<f64>(sums, l.sumsKl) + kl, l.sumsKl);
      forward(job, seat, encoder, layers, rows);
      heads(job, seat, sums, at, m, rows);
    }
    const first = seat + word(posterior, l.layerY);
    for (let r: usize = 0; r < m; r++) addKl(first + r * word(posterior, l.layerYStride), latent, perDimension);
  }
  gaussianSums(job, sums, 0, gaussian);
}

function block(job: usize, seat: usize, sums: usize, to: usize, from: usize, count: usize): void {
  const rows = (count + 3) & ~3;
  const latent = word(job, l.jobLatent);
  const noise = word(job, l.jobNoise) + ((from * latent) << 2);
  const encoder = word(job, l.jobEncoderLayers);
  gather(job, seat, from, count, rows);
  forward(job, seat, 0, encoder, rows);
  store<f64>(sums, load<f64>(sums, l.sumsKl) + drawCodes(job, seat, noise, count, rows), l.sumsKl);
  forward(job, seat, encoder, word(job, l.jobLayers), rows);
  heads(job, seat, sums, from, count, rows);
  backward(job, seat, to, noise, count, rows);
}

/** Layers `from` … `to` − 1, biases and activations with them. */
function forward(job: usize, seat: usize, from: usize, to: usize, rows: usize): void {
  const wide = load<u32>(job, l.jobWide) != 0;
  const slope = load<f32>(job, l.jobSlope);
  const bent = load<u32>(job, l.jobTanh) != 0;
  for (let i = from; i < to; i++) {
    const layer = word(job, l.jobLayerTable) + i * l.layerBytes;
    const inputs = word(layer, l.layerInputs);
    const panel = (((inputs + 3) & ~3) << 5) + 32;
    const own = word(job, l.jobParameters) + word(layer, l.layerWeights);
    const active = load<u32>(layer, l.layerActive) != 0;
    const y = seat + word(layer, l.layerY);
    const yStride = word(layer, l.layerYStride);
    const outputs = word(layer, l.layerOutputs);
    const x = seat + word(layer, l.layerX);
    const by: f32 = active && !bent ? slope : 1;
    product(x, word(layer, l.layerXStride), own, panel, inputs, own + panel - 32, panel, y, yStride, rows, outputs, by, rectify, wide);
    if (active && bent) tanhRows(y, yStride, outputs, rows);
  }
}

/** The codes of the block's rows, drawn from their posteriors (0 for rows that only fill up); answers their KL. */
function drawCodes(job: usize, seat: usize, noise: usize, count: usize, rows: usize): f64 {
  const latent = word(job, l.jobLatent);
  const codes = word(job, l.jobLayerTable) + word(job, l.jobEncoderLayers) * l.layerBytes;
  const posterior = codes - l.layerBytes;
  const stride = word(codes, l.layerXStride);
  const first = seat + word(codes, l.layerX);
  memory.fill(first + count * stride, 0, (rows - count) * stride);
  let kl: f64 = 0;
  for (let r: usize = 0; r < count; r++) {
    const row = seat + word(posterior, l.layerY) + r * word(posterior, l.layerYStride);
    kl += drawCode(row, latent, noise + ((r * latent) << 2), first + r * stride);
  }
  return kl;
}

/** From the derivatives by the outputs to those by all parameters. Derivatives by a layer's inputs take the inputs' place. */
function backward(job: usize, seat: usize, to: usize, noise: usize, count: usize, rows: usize): void {
  const wide = load<u32>(job, l.jobWide) != 0;
  const layers = word(job, l.jobLayerTable);
  const encoder = word(job, l.jobEncoderLayers);
  const latent = word(job, l.jobLatent);
  const slope = load<f32>(job, l.jobSlope);
  const bent = load<u32>(job, l.jobTanh) != 0;
  const zeros = word(job, l.jobZeros);
  const posterior = layers + (encoder - 1) * l.layerBytes;
  for (let i = word(job, l.jobLayers); i-- > 0; ) {
    const layer = layers + i * l.layerBytes;
    const x = seat + word(layer, l.layerX);
    const xStride = word(layer, l.layerXStride);
    const dy = seat + word(layer, l.layerY);
    const dyStride = word(layer, l.layerYStride);
    const inputs = (word(layer, l.layerInputs) + 3) & ~3;
    const outputs = word(layer, l.layerOutputs);
    gradient(x, xStride, inputs, dy, dyStride, outputs, rows, to + word(layer, l.layerWeights), wide);
    if (i == 0) break;
    const transposed = word(job, l.jobTransposed) + word(layer, l.layerTransposed);
    const rectified = i != encoder;
    const mode = rectified && bent ? byTanh : byRectifier;
    const k = word(layer, l.layerTrueOutputs);
    const columns = (inputs + 7) & ~7;
    const by: f32 = rectified ? slope : 1;
    product(dy, dyStride, transposed, outputs << 5, k, zeros, 0, x, xStride, rows, columns, by, mode, wide);
    if (i != encoder) continue;
    const weight = load<f64>(job, l.jobKlWeight);
    const stride = word(posterior, l.layerYStride);
    const first = seat + word(posterior, l.layerY);
    for (let r: usize = 0; r < count; r++)
      codeDerivatives(first + r * stride, latent, noise + ((r * latent) << 2), x + r * xStride, weight);
    memory.fill(first + count * stride, 0, (rows - count) * stride);
  }
}

/** The rows' inputs one below the other; the last row again up to a multiple of 4. */
function gather(job: usize, seat: usize, from: usize, count: usize, rows: usize): void {
  const first = word(job, l.jobLayerTable);
  const x = seat + word(first, l.layerX);
  const xStride = word(first, l.layerXStride);
  const bytes = word(job, l.jobInputStride);
  const indices = word(job, l.jobRows);
  for (let r: usize = 0; r < rows; r++) {
    const row = <usize>load<u32>(indices + ((from + min(r, count - 1)) << 2));
    const at = word(job, l.jobInputs) + row * bytes;
    const to = x + r * xStride;
    for (let b: usize = 0; b < bytes; b += 16) v128.store(to + b, v128.load(at + b));
  }
}

/** Outputs → derivatives; none for the rows that only fill up. */
function heads(job: usize, seat: usize, sums: usize, from: usize, count: usize, rows: usize): void {
  const layer = word(job, l.jobLayerTable) + (word(job, l.jobLayers) - 1) * l.layerBytes;
  const y = seat + word(layer, l.layerY);
  const stride = word(layer, l.layerYStride);
  const indices = word(job, l.jobRows) + (from << 2);
  const constants = word(job, l.jobConstants);
  if (constants != 0) {
    let sum = load<f64>(sums, l.sumsReconstruction);
    for (let r: usize = 0; r < count; r++) sum += load<f64>(constants + (word(indices, r << 2) << 3));
    store<f64>(sums, sum, l.sumsReconstruction);
  }
  blockHeads(job, y, stride, indices, count, sums);
  memory.fill(y + count * stride, 0, (rows - count) * stride);
}

function tanhRows(y: usize, stride: usize, columns: usize, rows: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const row = y + r * stride;
    for (let at = row; at < row + (columns << 2); at += 16) v128.store(at, tanh(v128.load(at)));
  }
}
