import { exp, log1 } from './exponential';
import {
  jobBernoulli,
  jobCategorical,
  jobGaussian,
  jobLevels,
  jobPoisson,
  jobPrecision,
  sumsReconstruction,
  sumsSquares,
} from './layout';
import { sum } from './vector';

/** Products of so many numbers up to 2 stay far below the largest f32. */
const runOfFactors: usize = 96;
/** Beyond it the log rate of a Poisson column has no gradient. */
const largestLogRate: f32 = 30;

/**
 * One row's outputs `y` are replaced by the derivatives of its log density; the density (without what is the same for all
 * cells of a Gaussian column, which finish in share.ts) is added to the sums.
 */
export function rowHeads(job: usize, y: usize, target: usize, mask: usize, sums: usize): void {
  const gaussian = <usize>load<u32>(job, jobGaussian) << 4;
  const bernoulli = <usize>load<u32>(job, jobBernoulli) << 4;
  const poisson = <usize>load<u32>(job, jobPoisson) << 4;
  let at: usize = 0;
  if (gaussian > 0) at = gaussianRun(load<u32>(job, jobPrecision), y, target, mask, gaussian, sums + sumsSquares);
  let density: f64 = 0;
  if (bernoulli > 0) {
    density += bernoulliRun(y + at, target + at, mask + at, bernoulli);
    at += bernoulli;
  }
  if (poisson > 0) {
    density += poissonRun(y + at, target + at, mask + at, poisson);
    at += poisson;
  }
  const categorical = <usize>load<u32>(job, jobCategorical);
  let levels = <usize>load<u32>(job, jobLevels);
  for (let c: usize = 0; c < categorical; c++) {
    const from = y + <usize>load<u32>(levels);
    density += categoricalColumn(from, load<u32>(levels, 4), <i32>load<f32>(target + at), load<i32>(mask + at));
    levels += 8;
    at += 4;
  }
  store<f64>(sums, load<f64>(sums, sumsReconstruction) + density, sumsReconstruction);
}

// @ts-ignore: decorator
@inline
function gaussianRun(precision: usize, y: usize, target: usize, mask: usize, bytes: usize, squares: usize): usize {
  const cells = squares + (bytes << 1);
  for (let at: usize = 0; at < bytes; at += 16) {
    const there = v128.load(mask + at);
    const e = v128.and(f32x4.sub(v128.load(target + at), v128.load(y + at)), there);
    v128.store(y + at, f32x4.mul(e, v128.load(precision + at)));
    const e2 = f32x4.mul(e, e);
    const s = squares + (at << 1);
    v128.store(s, f64x2.add(v128.load(s), f64x2.promote_low_f32x4(e2)));
    v128.store(s, f64x2.add(v128.load(s, 16), f64x2.promote_low_f32x4(v128.shuffle<f32>(e2, e2, 2, 3, 2, 3))), 16);
    v128.store(cells + at, i32x4.sub(v128.load(cells + at), there));
  }
  return bytes;
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
