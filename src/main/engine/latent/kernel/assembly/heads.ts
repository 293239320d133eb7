import { exp, log1 } from './exponential';
import {
  jobBernoulli,
  jobCategorical,
  jobGaussian,
  jobLevels,
  jobMask,
  jobMaskStride,
  jobPoisson,
  jobPrecision,
  jobTargetStride,
  jobTargets,
  sumsReconstruction,
  sumsSquares,
} from './layout';
import { sum, word } from './vector';

/** Products of so many numbers up to 2 stay far below the largest f32. */
const runOfFactors: usize = 96;
/** Beyond it the log rate of a Poisson column has no gradient. */
const largestLogRate: f32 = 30;

/**
 * Outputs `y` of rows in one block are replaced by the derivatives of their log densities; the densities (without what is
 * the same for all cells of a Gaussian column, which finish in share.ts) are added to the sums. `indices`: which rows of
 * the table they are.
 */
export function blockHeads(job: usize, y: usize, stride: usize, indices: usize, rows: usize, sums: usize): void {
  const gaussian = word(job, jobGaussian) << 4;
  for (let at: usize = 0; at < gaussian; at += 16) gaussianColumns(job, y + at, stride, indices, rows, at, sums + sumsSquares);
  if ((word(job, jobBernoulli) | word(job, jobPoisson) | word(job, jobCategorical)) == 0) return;
  for (let r: usize = 0; r < rows; r++) {
    const row = word(indices, r << 2);
    const target = word(job, jobTargets) + row * word(job, jobTargetStride);
    const mask = word(job, jobMask) + row * word(job, jobMaskStride);
    otherHeads(job, gaussian, y + r * stride, target, mask, sums);
  }
}

/** Four columns of all rows. */
function gaussianColumns(job: usize, y: usize, stride: usize, indices: usize, rows: usize, at: usize, squares: usize): void {
  const targets = word(job, jobTargets) + at;
  const targetStride = word(job, jobTargetStride);
  const masks = word(job, jobMask) + at;
  const maskStride = word(job, jobMaskStride);
  const precision = v128.load(word(job, jobPrecision) + at);
  const atSquares = squares + (at << 1);
  const atCells = squares + (word(job, jobGaussian) << 5) + at;
  let low = v128.load(atSquares);
  let high = v128.load(atSquares, 16);
  let cells = v128.load(atCells);
  for (let i = indices; i < indices + (rows << 2); i += 4) {
    const row = <usize>load<u32>(i);
    const there = v128.load(masks + row * maskStride);
    const e = v128.and(f32x4.sub(v128.load(targets + row * targetStride), v128.load(y)), there);
    v128.store(y, f32x4.mul(e, precision));
    const e2 = f32x4.mul(e, e);
    low = f64x2.add(low, f64x2.promote_low_f32x4(e2));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(e2, e2, 2, 3, 2, 3)));
    cells = i32x4.sub(cells, there);
    y += stride;
  }
  v128.store(atSquares, low);
  v128.store(atSquares, high, 16);
  v128.store(atCells, cells);
}

function otherHeads(job: usize, from: usize, y: usize, target: usize, mask: usize, sums: usize): void {
  const bernoulli = word(job, jobBernoulli) << 4;
  const poisson = word(job, jobPoisson) << 4;
  let at = from;
  let density: f64 = 0;
  if (bernoulli > 0) {
    density += bernoulliRun(y + at, target + at, mask + at, bernoulli);
    at += bernoulli;
  }
  if (poisson > 0) {
    density += poissonRun(y + at, target + at, mask + at, poisson);
    at += poisson;
  }
  const categorical = word(job, jobCategorical);
  let levels = word(job, jobLevels);
  for (let c: usize = 0; c < categorical; c++) {
    const first = y + word(levels, 0);
    density += categoricalColumn(first, load<u32>(levels, 4), <i32>load<f32>(target + at), load<i32>(mask + at));
    levels += 8;
    at += 4;
  }
  store<f64>(sums, load<f64>(sums, sumsReconstruction) + density, sumsReconstruction);
}

/** x·y − log(1 + e^y), with t = e^−|y|: log(1 + e^y) = max(y, 0) + log(1 + t). One logarithm for all columns: of the product. */
function bernoulliRun(y: usize, target: usize, mask: usize, bytes: usize): f64 {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  let density: f64 = 0;
  for (let from: usize = 0; from < bytes; from += runOfFactors << 4) {
    const end = min(bytes, from + (runOfFactors << 4));
    let product = one;
    let linear = zero;
    for (let at = from; at < end; at += 16) {
      const there = v128.load(mask + at);
      const x = v128.load(target + at);
      const v = v128.load(y + at);
      const t = exp(f32x4.neg(f32x4.abs(v)));
      const u = f32x4.add(one, t);
      product = f32x4.mul(product, f32x4.add(one, v128.and(t, there)));
      linear = f32x4.add(linear, v128.and(f32x4.sub(f32x4.mul(x, v), f32x4.pmax(v, zero)), there));
      const logistic = f32x4.div(v128.bitselect(t, one, f32x4.lt(v, zero)), u);
      v128.store(y + at, v128.and(f32x4.sub(x, logistic), there));
    }
    const a = <f64>f32x4.extract_lane(product, 0) * <f64>f32x4.extract_lane(product, 1);
    const b = <f64>f32x4.extract_lane(product, 2) * <f64>f32x4.extract_lane(product, 3);
    density += sum(linear) - log1(a * b);
  }
  return density;
}

/** x·y − e^y, y cut. */
function poissonRun(y: usize, target: usize, mask: usize, bytes: usize): f64 {
  const most = f32x4.splat(largestLogRate);
  let density = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const there = v128.load(mask + at);
    const x = v128.load(target + at);
    const v = v128.load(y + at);
    const cut = f32x4.pmin(v, most);
    const rate = exp(cut);
    density = f32x4.add(density, v128.and(f32x4.sub(f32x4.mul(x, cut), rate), there));
    const inside = v128.andnot(there, f32x4.ge(v, most));
    v128.store(y + at, v128.and(f32x4.sub(x, rate), inside));
  }
  return sum(density);
}

/** y_x − log Σ e^y */
function categoricalColumn(y: usize, levels: i32, x: i32, there: i32): f64 {
  const end = y + ((<usize>levels + 3) >> 2 << 4);
  if (there == 0) {
    memory.fill(y, 0, end - y);
    return 0;
  }
  const chosen = load<f32>(y + (<usize>x << 2));
  let largest = chosen;
  for (let c: i32 = 0; c < levels; c++) {
    const v = load<f32>(y + (<usize>c << 2));
    if (v > largest) largest = v;
  }
  const top = f32x4.splat(largest);
  const width = i32x4.splat(levels);
  let lanes = i32x4(0, 1, 2, 3);
  let total = f32x4.splat(0);
  for (let at = y; at < end; at += 16) {
    const e = v128.and(exp(f32x4.sub(v128.load(at), top)), i32x4.lt_s(lanes, width));
    v128.store(at, e);
    total = f32x4.add(total, e);
    lanes = i32x4.add(lanes, i32x4.splat(4));
  }
  const all = sum(total);
  const share = f32x4.splat(<f32>(-1 / all));
  for (let at = y; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), share));
  const own = y + (<usize>x << 2);
  store<f32>(own, load<f32>(own) + 1);
  return <f64>chosen - <f64>largest - log1(all);
}
