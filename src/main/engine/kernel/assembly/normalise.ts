import { exp2, log2 } from './exponential';
import { column, inverses, labels, largests, numberNegligible, others, presence, products, weights } from './layout';
import { eightRows } from './normalise-eight';
import { madd } from './vector';

/**
 * As eightRows for two rows of any weight, however far away, with what a row's results need: labels ← the component of the largest
 * density (from 0, the first among equals), largests, and others ← the sum over the rest, which keeps its digits beside 1. A
 * row infinitely far from all components belongs to the first, as in the plain pass.
 */
function twoRows(logs: usize, k: usize, scratch: usize, o: usize): void {
  const end = logs + k * column + o;
  let largest = f64x2.splat(-Infinity);
  let label = f64x2.splat(0);
  let number = f64x2.splat(0);
  for (let at = logs + o; at < end; at += column) {
    const log = v128.load(at);
    const larger = f64x2.gt(log, largest);
    largest = v128.bitselect(log, largest, larger);
    label = v128.bitselect(number, label, larger);
    number = f64x2.add(number, f64x2.splat(1));
  }
  let rest = f64x2.splat(0);
  number = f64x2.splat(0);
  let present = scratch + presence;
  for (let at = logs + o; at < end; at += column) {
    const below = f64x2.sub(v128.load(at), largest);
    const own = f64x2.eq(label, number);
    const e = v128.andnot(v128.and(exp2(below), f64x2.gt(below, v128.load(numberNegligible))), own);
    rest = f64x2.add(rest, e);
    const share = v128.or(e, v128.and(own, f64x2.splat(1)));
    v128.store(at, share);
    if (v128.any_true(share)) store<i32>(present, 1);
    present += 4;
    number = f64x2.add(number, f64x2.splat(1));
  }
  const weight = v128.load(scratch + weights + o);
  const sum = f64x2.add(f64x2.splat(1), rest);
  v128.store(scratch + inverses + o, f64x2.div(weight, sum));
  v128.store(scratch + largests + o, largest);
  v128.store(scratch + labels + o, label);
  v128.store(scratch + others + o, rest);
  const counted = f64x2.gt(weight, f64x2.splat(0));
  const log = log2(sum);
  const total = scratch + products;
  const weighed = v128.and(f64x2.mul(weight, largest), counted);
  v128.store(total, f64x2.add(v128.load(total, 16), weighed), 16);
  v128.store(total, f64x2.add(v128.load(total, 32), f64x2.mul(weight, log)), 32);
}

/**
 * Turns a block's log2 densities into shares e and inverses, r = e·inverse, and adds Σ w log2 density and Σ w log2 of the
 * largest responsibility to `into`. `careful` when the weights in scratch count, or the row results are wanted; otherwise each
 * row has the weight given, or where `own` is not 0 the one that stands there.
 */
export function normalise(logs: usize, k: usize, scratch: usize, careful: bool, into: usize, weight: f64 = 1, own: usize = 0): void {
  const each = f64x2.splat(weight);
  memory.fill(scratch + presence, 0, k << 2);
  const total = scratch + products;
  v128.store(total, f64x2.splat(1));
  v128.store(total, f64x2.splat(0), 16);
  v128.store(total, f64x2.splat(0), 32);
  for (let o: usize = 0; o < column; o += 64) {
    if (!careful && eightRows(logs, k, scratch, o, weight, own)) continue;
    if (!careful) for (let i: usize = 0; i < 64; i += 16) v128.store(scratch + weights + o + i, own ? v128.load(own + o + i) : each);
    for (let i: usize = 0; i < 64; i += 16) twoRows(logs, k, scratch, o + i);
  }
  const logSums = madd(each, log2(v128.load(total)), v128.load(total, 32));
  const log = f64x2.extract_lane(logSums, 0) + f64x2.extract_lane(logSums, 1);
  const largest = f64x2.extract_lane(v128.load(total, 16), 0) + f64x2.extract_lane(v128.load(total, 16), 1);
  store<f64>(into, load<f64>(into) + (largest + log));
  store<f64>(into, load<f64>(into, 8) - log, 8);
}
