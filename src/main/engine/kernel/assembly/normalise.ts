import { exp2, log2, power } from './exponential';
import { column, inverses, labels, largests, numberMagic, numberNegligible, numberPowers, others, presence, products, weights } from './layout';
import { madd } from './vector';


/**
 * logs ← e^(log − largest) and inverses ← 1/Σ, eight rows at a time, each with a finite density. Where all rows have the same weight
 * (`own` 0) it adds to Σ largest and to the product of the sums, of which one logarithm is taken a block; otherwise, weights
 * standing at `own`, each row has its logarithm. Answers false, nothing done, when a row is infinitely far from all components.
 */
function eightRows(logs: usize, k: usize, scratch: usize, o: usize, weight: v128, own: usize): bool {
  const end = logs + k * column + o;
  let la = v128.load(logs + o);
  let lb = v128.load(logs + o, 16);
  let lc = v128.load(logs + o, 32);
  let ld = v128.load(logs + o, 48);
  for (let at = logs + o + column; at < end; at += column) {
    la = f64x2.pmax(v128.load(at), la);
    lb = f64x2.pmax(v128.load(at, 16), lb);
    lc = f64x2.pmax(v128.load(at, 32), lc);
    ld = f64x2.pmax(v128.load(at, 48), ld);
  }
  // Not a number fails here too.
  const sound = v128.and(
    v128.and(f64x2.gt(la, f64x2.splat(-Infinity)), f64x2.gt(lb, f64x2.splat(-Infinity))),
    v128.and(f64x2.gt(lc, f64x2.splat(-Infinity)), f64x2.gt(ld, f64x2.splat(-Infinity))),
  );
  if (!i64x2.all_true(sound)) return false;
  let sa = f64x2.splat(0);
  let sb = f64x2.splat(0);
  let sc = f64x2.splat(0);
  let sd = f64x2.splat(0);
  let present = scratch + presence;
  for (let at = logs + o; at < end; at += column) {
    const a = f64x2.sub(v128.load(at), la);
    const b = f64x2.sub(v128.load(at, 16), lb);
    const c = f64x2.sub(v128.load(at, 32), lc);
    const d = f64x2.sub(v128.load(at, 48), ld);
    const ma = f64x2.gt(a, v128.load(numberNegligible));
    const mb = f64x2.gt(b, v128.load(numberNegligible));
    const mc = f64x2.gt(c, v128.load(numberNegligible));
    const md = f64x2.gt(d, v128.load(numberNegligible));
    if (!v128.any_true(v128.or(v128.or(ma, mb), v128.or(mc, md)))) {
      v128.store(at, f64x2.splat(0));
      v128.store(at, f64x2.splat(0), 16);
      v128.store(at, f64x2.splat(0), 32);
      v128.store(at, f64x2.splat(0), 48);
      present += 4;
      continue;
    }
    store<i32>(present, 1);
    present += 4;
    // exp2 of four pairs, step by step side by side: each step waits for the one before.
    const ta = f64x2.add(a, v128.load(numberMagic));
    const tb = f64x2.add(b, v128.load(numberMagic));
    const tc = f64x2.add(c, v128.load(numberMagic));
    const td = f64x2.add(d, v128.load(numberMagic));
    const fa = f64x2.sub(a, f64x2.sub(ta, v128.load(numberMagic)));
    const fb = f64x2.sub(b, f64x2.sub(tb, v128.load(numberMagic)));
    const fc = f64x2.sub(c, f64x2.sub(tc, v128.load(numberMagic)));
    const fd = f64x2.sub(d, f64x2.sub(td, v128.load(numberMagic)));
    let q = v128.load(numberPowers);
    let r = v128.load(numberPowers, 16);
    let pa = madd(q, fa, r);
    let pb = madd(q, fb, r);
    let pc = madd(q, fc, r);
    let pd = madd(q, fd, r);
    q = v128.load(numberPowers, 32);
    pa = madd(pa, fa, q);
    pb = madd(pb, fb, q);
    pc = madd(pc, fc, q);
    pd = madd(pd, fd, q);
    q = v128.load(numberPowers, 48);
    pa = madd(pa, fa, q);
    pb = madd(pb, fb, q);
    pc = madd(pc, fc, q);
    pd = madd(pd, fd, q);
    const ga = power(ta);
    const gb = power(tb);
    const gc = power(tc);
    const gd = power(td);
    pa = madd(ga, f64x2.mul(pa, fa), ga);
    pb = madd(gb, f64x2.mul(pb, fb), gb);
    pc = madd(gc, f64x2.mul(pc, fc), gc);
    pd = madd(gd, f64x2.mul(pd, fd), gd);
    pa = v128.and(pa, ma);
    pb = v128.and(pb, mb);
    pc = v128.and(pc, mc);
    pd = v128.and(pd, md);
    v128.store(at, pa);
    v128.store(at, pb, 16);
    v128.store(at, pc, 32);
    v128.store(at, pd, 48);
    sa = f64x2.add(sa, pa);
    sb = f64x2.add(sb, pb);
    sc = f64x2.add(sc, pc);
    sd = f64x2.add(sd, pd);
  }
  const to = scratch + inverses + o;
  const total = scratch + products;
  if (own) {
    const wa = v128.load(own + o);
    const wb = v128.load(own + o, 16);
    const wc = v128.load(own + o, 32);
    const wd = v128.load(own + o, 48);
    v128.store(to, f64x2.div(wa, sa));
    v128.store(to, f64x2.div(wb, sb), 16);
    v128.store(to, f64x2.div(wc, sc), 32);
    v128.store(to, f64x2.div(wd, sd), 48);
    const largest = madd(wa, la, madd(wb, lb, madd(wc, lc, f64x2.mul(wd, ld))));
    v128.store(total, f64x2.add(v128.load(total, 16), largest), 16);
    const logs = madd(wa, log2(sa), madd(wb, log2(sb), madd(wc, log2(sc), f64x2.mul(wd, log2(sd)))));
    v128.store(total, f64x2.add(v128.load(total, 32), logs), 32);
    return true;
  }
  v128.store(to, f64x2.div(weight, sa));
  v128.store(to, f64x2.div(weight, sb), 16);
  v128.store(to, f64x2.div(weight, sc), 32);
  v128.store(to, f64x2.div(weight, sd), 48);
  const product = f64x2.mul(f64x2.mul(sa, sb), f64x2.mul(sc, sd));
  v128.store(total, f64x2.mul(v128.load(total), product));
  const sum = f64x2.add(f64x2.add(la, lb), f64x2.add(lc, ld));
  v128.store(total, madd(weight, sum, v128.load(total, 16)), 16);
  return true;
}

/**
 * The same for two rows of any weight, however far away, with what a row's results need: labels ← the component of the largest
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
    if (!careful && eightRows(logs, k, scratch, o, each, own)) continue;
    if (!careful) for (let i: usize = 0; i < 64; i += 16) v128.store(scratch + weights + o + i, own ? v128.load(own + o + i) : each);
    for (let i: usize = 0; i < 64; i += 16) twoRows(logs, k, scratch, o + i);
  }
  const logSums = madd(each, log2(v128.load(total)), v128.load(total, 32));
  const log = f64x2.extract_lane(logSums, 0) + f64x2.extract_lane(logSums, 1);
  const largest = f64x2.extract_lane(v128.load(total, 16), 0) + f64x2.extract_lane(v128.load(total, 16), 1);
  store<f64>(into, load<f64>(into) + (largest + log));
  store<f64>(into, load<f64>(into, 8) - log, 8);
}
