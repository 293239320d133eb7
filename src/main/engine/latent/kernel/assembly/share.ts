import { gradient, product } from './dense';
import { tanh } from './exponential';
import { rowHeads } from './heads';
import * as l from './layout';
import { word } from './vector';
import { codeDerivatives, drawCode } from './posterior';

/**
 * The rows `from` … `from + count − 1` of the batch, in blocks: their gradient (of reconstruction − weight·KL, summed) to
 * `to`, their sums to `sums`. `seat` is the activations' room: whoever works there works alone.
 */
export function share(job: usize, seat: usize, sums: usize, to: usize, from: usize, count: usize): void {
  const gaussian = word(job, l.jobGaussian) << 2;
  memory.fill(to, 0, word(job, l.jobBytes));
  memory.fill(sums, 0, l.sumsSquares + gaussian * 12);
  const most = word(job, l.jobBlockRows);
  for (let at = from; at < from + count; at += most) block(job, seat, sums, to, at, min(most, from + count - at));
  gaussianSums(job, sums, to, gaussian);
}

/** What all cells of a Gaussian column have in common: −½(cells·(log 2π + s) + precision·Σ e²), and its derivative by s. */
function gaussianSums(job: usize, sums: usize, to: usize, gaussian: usize): void {
  let density = load<f64>(sums, l.sumsReconstruction);
  const cells = sums + l.sumsSquares + (gaussian << 3);
  for (let j: usize = 0; j < gaussian; j++) {
    const n = <f64>load<i32>(cells + (j << 2));
    const squares = load<f64>(sums + l.sumsSquares + (j << 3)) * <f64>load<f32>(word(job, l.jobPrecision) + (j << 2));
    density -= 0.5 * (n * (1.8378770664093453 + load<f64>(word(job, l.jobLogVariance) + (j << 3))) + squares);
    const noise = word(word(job, l.jobNoiseAt) + (j << 2), 0);
    if (noise == 0) continue;
    store<f32>(to + noise, <f32>(<f64>load<f32>(to + noise) + 0.5 * (squares - n)));
  }
  store<f64>(sums, density, l.sumsReconstruction);
}

function block(job: usize, seat: usize, sums: usize, to: usize, from: usize, count: usize): void {
  const rows = (count + 3) & ~3;
  const layers = word(job, l.jobLayerTable);
  const encoder = word(job, l.jobEncoderLayers);
  const all = word(job, l.jobLayers);
  const latent = word(job, l.jobLatent);
  const slope = load<f32>(job, l.jobSlope);
  const bent = load<u32>(job, l.jobTanh) != 0;
  const weights = word(job, l.jobParameters);
  const zeros = word(job, l.jobZeros);
  gather(job, seat + word(layers, l.layerX), word(layers, l.layerXStride), from, count, rows);
  const posterior = layers + (encoder - 1) * l.layerBytes;
  const codes = posterior + l.layerBytes;
  const noise = word(job, l.jobNoise) + ((from * latent) << 2);
  for (let i: usize = 0; i < all; i++) {
    const layer = layers + i * l.layerBytes;
    if (i == encoder) {
      let kl = load<f64>(sums, l.sumsKl);
      for (let r: usize = 0; r < count; r++) {
        const code = seat + word(codes, l.layerX) + r * word(codes, l.layerXStride);
        const row = seat + word(posterior, l.layerY) + r * word(posterior, l.layerYStride);
        kl += drawCode(row, latent, noise + ((r * latent) << 2), code);
      }
      store<f64>(sums, kl, l.sumsKl);
    }
    const inputs = word(layer, l.layerInputs);
    const panel = (((inputs + 3) & ~3) << 5) + 32;
    const own = weights + word(layer, l.layerWeights);
    const active = load<u32>(layer, l.layerActive) != 0;
    const y = seat + word(layer, l.layerY);
    const outputs = word(layer, l.layerOutputs);
    product(
      seat + word(layer, l.layerX),
      word(layer, l.layerXStride),
      own,
      panel,
      inputs,
      own + panel - 32,
      panel,
      y,
      word(layer, l.layerYStride),
      rows,
      outputs,
      active && !bent ? slope : 1,
      false,
      false,
    );
    if (active && bent) tanhRows(y, word(layer, l.layerYStride), outputs, rows);
  }
  heads(job, seat, layers + (all - 1) * l.layerBytes, sums, from, count, rows);
  for (let i = all; i-- > 0; ) {
    const layer = layers + i * l.layerBytes;
    const x = seat + word(layer, l.layerX);
    const xStride = word(layer, l.layerXStride);
    const dy = seat + word(layer, l.layerY);
    const dyStride = word(layer, l.layerYStride);
    const inputs = (word(layer, l.layerInputs) + 3) & ~3;
    const outputs = word(layer, l.layerOutputs);
    gradient(x, xStride, inputs, dy, dyStride, outputs, rows, to + word(layer, l.layerWeights));
    if (i == 0) break;
    const transposed = word(job, l.jobTransposed) + word(layer, l.layerTransposed);
    const rectified = i != encoder;
    const k = word(layer, l.layerTrueOutputs);
    const wide = (inputs + 7) & ~7;
    const by: f32 = rectified ? slope : 1;
    product(dy, dyStride, transposed, outputs << 5, k, zeros, 0, x, xStride, rows, wide, by, true, rectified && bent);
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
function gather(job: usize, x: usize, xStride: usize, from: usize, count: usize, rows: usize): void {
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
function heads(job: usize, seat: usize, layer: usize, sums: usize, from: usize, count: usize, rows: usize): void {
  const y = seat + word(layer, l.layerY);
  const stride = word(layer, l.layerYStride);
  const indices = word(job, l.jobRows) + (from << 2);
  const constants = word(job, l.jobConstants);
  let sum: f64 = 0;
  for (let r: usize = 0; r < count; r++) {
    const row = <usize>load<u32>(indices + (r << 2));
    const target = word(job, l.jobTargets) + row * word(job, l.jobTargetStride);
    const mask = word(job, l.jobMask) + row * word(job, l.jobMaskStride);
    if (constants != 0) sum += load<f64>(constants + (row << 3));
    rowHeads(job, y + r * stride, target, mask, sums);
  }
  store<f64>(sums, load<f64>(sums, l.sumsReconstruction) + sum, l.sumsReconstruction);
  memory.fill(y + count * stride, 0, (rows - count) * stride);
}

function tanhRows(y: usize, stride: usize, columns: usize, rows: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const row = y + r * stride;
    for (let at = row; at < row + (columns << 2); at += 16) v128.store(at, tanh(v128.load(at)));
  }
}
