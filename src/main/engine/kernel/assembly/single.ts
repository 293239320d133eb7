import { scatter } from './accumulate-tiled';
import { densityTiled } from './density-tiled';
import { actives, inverses, presence, responsibilities, singleMagic, singleNegligible, singlePowers, weights } from './layout';
import { addTo, inDouble, madd } from './vector';

/**
 * The pass in numbers of 32 bits, four rows at a time, for what only compares fits roughly: half the time of the pass in 64.
 * Rows, parameters and weights stand in 32 bits, a column of a block in 512 bytes; every row has a weight, 0 beyond the last.
 * Sums over a block are taken in 32 bits and added up in 64. The numbers must stay well within the range of 32 bits, which
 * the other side sees to (../single.ts).
 */
export const singleColumn: usize = 512;

// @ts-expect-error: decorator
@inline
function constant(at: usize): v128 {
  return v128.load(at);
}

/** log2 x for normal x > 0, error below 2e-7: exponent and 2/ln 2·artanh((m − 1)/(m + 1)), m in √½ … √2, by its series. */
// @ts-expect-error: decorator
@inline
function log2Single(x: v128): v128 {
  const n = i32x4.shr_s(i32x4.sub(x, i32x4.splat(0x3f3504f3)), 23);
  const m = i32x4.sub(x, i32x4.shl(n, 23));
  const s = f32x4.div(f32x4.sub(m, f32x4.splat(1)), f32x4.add(m, f32x4.splat(1)));
  const t = f32x4.mul(s, s);
  let p = f32x4.splat(2.8853900817779268 / 9);
  p = madd<f32>(p, t, f32x4.splat(2.8853900817779268 / 7));
  p = madd<f32>(p, t, f32x4.splat(2.8853900817779268 / 5));
  p = madd<f32>(p, t, f32x4.splat(2.8853900817779268 / 3));
  p = madd<f32>(p, t, f32x4.splat(2.8853900817779268));
  return madd<f32>(p, s, f32x4.convert_i32x4_s(n));
}

/** 2^(t's integer)·2^f: (2^f − 1)/f by a polynomial of degree 4, error 2e-7. */
// @ts-expect-error: decorator
@inline
function power(t: v128, f: v128, p: v128): v128 {
  return i32x4.add(madd<f32>(f, p, f32x4.splat(1)), i32x4.shl(t, 23));
}

/**
 * logs ← e^(log − largest), inverses ← weight/Σ, sixteen rows at a time; Σ w log2 density and −Σ w log2 Σ, which is that of
 * the largest responsibility, are added at `into`. What lies more than 60 nats below the largest counts as 0.
 */
function normalise(logs: usize, k: usize, scratch: usize, weight: usize, into: usize): void {
  memory.fill(scratch + presence, 0, k << 2);
  let total = f64x2.splat(0);
  let rest = f64x2.splat(0);
  for (let o: usize = 0; o < singleColumn; o += 64) {
    const begin = logs + o;
    const end = begin + k * singleColumn;
    let la = v128.load(begin);
    let lb = v128.load(begin, 16);
    let lc = v128.load(begin, 32);
    let ld = v128.load(begin, 48);
    for (let at = begin + singleColumn; at < end; at += singleColumn) {
      la = f32x4.pmax(v128.load(at), la);
      lb = f32x4.pmax(v128.load(at, 16), lb);
      lc = f32x4.pmax(v128.load(at, 32), lc);
      ld = f32x4.pmax(v128.load(at, 48), ld);
    }
    let sa = f32x4.splat(0);
    let sb = f32x4.splat(0);
    let sc = f32x4.splat(0);
    let sd = f32x4.splat(0);
    let present = scratch + presence;
    for (let at = begin; at < end; at += singleColumn) {
      const a = f32x4.sub(v128.load(at), la);
      const b = f32x4.sub(v128.load(at, 16), lb);
      const c = f32x4.sub(v128.load(at, 32), lc);
      const d = f32x4.sub(v128.load(at, 48), ld);
      const ma = f32x4.gt(a, constant(singleNegligible));
      const mb = f32x4.gt(b, constant(singleNegligible));
      const mc = f32x4.gt(c, constant(singleNegligible));
      const md = f32x4.gt(d, constant(singleNegligible));
      if (!v128.any_true(v128.or(v128.or(ma, mb), v128.or(mc, md)))) {
        const none = f32x4.splat(0);
        v128.store(at, none);
        v128.store(at, none, 16);
        v128.store(at, none, 32);
        v128.store(at, none, 48);
        present += 4;
        continue;
      }
      store<i32>(present, 1);
      present += 4;
      const ta = f32x4.add(a, constant(singleMagic));
      const tb = f32x4.add(b, constant(singleMagic));
      const tc = f32x4.add(c, constant(singleMagic));
      const td = f32x4.add(d, constant(singleMagic));
      const fa = f32x4.sub(a, f32x4.sub(ta, constant(singleMagic)));
      const fb = f32x4.sub(b, f32x4.sub(tb, constant(singleMagic)));
      const fc = f32x4.sub(c, f32x4.sub(tc, constant(singleMagic)));
      const fd = f32x4.sub(d, f32x4.sub(td, constant(singleMagic)));
      let q = constant(singlePowers);
      let r = v128.load(singlePowers, 16);
      let pa = madd<f32>(q, fa, r);
      let pb = madd<f32>(q, fb, r);
      let pc = madd<f32>(q, fc, r);
      let pd = madd<f32>(q, fd, r);
      q = v128.load(singlePowers, 32);
      pa = madd<f32>(pa, fa, q);
      pb = madd<f32>(pb, fb, q);
      pc = madd<f32>(pc, fc, q);
      pd = madd<f32>(pd, fd, q);
      r = v128.load(singlePowers, 48);
      pa = madd<f32>(pa, fa, r);
      pb = madd<f32>(pb, fb, r);
      pc = madd<f32>(pc, fc, r);
      pd = madd<f32>(pd, fd, r);
      q = v128.load(singlePowers, 64);
      pa = madd<f32>(pa, fa, q);
      pb = madd<f32>(pb, fb, q);
      pc = madd<f32>(pc, fc, q);
      pd = madd<f32>(pd, fd, q);
      pa = v128.and(power(ta, fa, pa), ma);
      pb = v128.and(power(tb, fb, pb), mb);
      pc = v128.and(power(tc, fc, pc), mc);
      pd = v128.and(power(td, fd, pd), md);
      v128.store(at, pa);
      v128.store(at, pb, 16);
      v128.store(at, pc, 32);
      v128.store(at, pd, 48);
      sa = f32x4.add(sa, pa);
      sb = f32x4.add(sb, pb);
      sc = f32x4.add(sc, pc);
      sd = f32x4.add(sd, pd);
    }
    const to = scratch + inverses + o;
    const from = weight + o;
    const wa = v128.load(from);
    const wb = v128.load(from, 16);
    const wc = v128.load(from, 32);
    const wd = v128.load(from, 48);
    v128.store(to, f32x4.div(wa, sa));
    v128.store(to, f32x4.div(wb, sb), 16);
    v128.store(to, f32x4.div(wc, sc), 32);
    v128.store(to, f32x4.div(wd, sd), 48);
    sa = log2Single(sa);
    sb = log2Single(sb);
    sc = log2Single(sc);
    sd = log2Single(sd);
    const others = madd<f32>(wa, sa, madd<f32>(wb, sb, madd<f32>(wc, sc, f32x4.mul(wd, sd))));
    rest = f64x2.add(rest, inDouble(others));
    total = f64x2.add(total, f64x2.add(inDouble(f32x4.mul(wa, f32x4.add(la, sa))), inDouble(f32x4.mul(wb, f32x4.add(lb, sb)))));
    total = f64x2.add(total, f64x2.add(inDouble(f32x4.mul(wc, f32x4.add(lc, sc))), inDouble(f32x4.mul(wd, f32x4.add(ld, sd)))));
  }
  store<f64>(into, load<f64>(into) + (f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1)));
  store<f64>(into, load<f64>(into, 8) - (f64x2.extract_lane(rest, 0) + f64x2.extract_lane(rest, 1)), 8);
}

/** One component's sums; where few fours of rows have a share only these are looked at. */
function accumulate(x: usize, d: usize, p: usize, e: usize, scratch: usize, centred: usize, into: usize): void {
  const r = scratch + responsibilities;
  const list = scratch + actives;
  let n = f32x4.splat(0);
  let end = list;
  let to = r;
  for (let o: usize = 0; o < singleColumn; o += 16) {
    const share = f32x4.mul(v128.load(e + o), v128.load(scratch + inverses + o));
    n = f32x4.add(n, share);
    v128.store(to, share);
    store<u32>(end, <u32>o);
    const any: usize = v128.any_true(share) ? 1 : 0;
    end += any << 2;
    to += any << 4;
  }
  addTo<f32>(into, n);
  if (to == r + singleColumn) {
    scatter<f32>(x, d, p, scratch, centred, into, singleColumn);
    return;
  }
  if ((to - r) & 16) {
    // An even number of fours: one more has no share.
    store<u32>(end, 0);
    v128.store(to, f32x4.splat(0));
    end += 4;
    to += 16;
  }
  let column = centred;
  for (let j: usize = 0; j < d; j++) {
    let place = column;
    for (let at = list; at < end; at += 4) {
      v128.store(place, v128.load(x + load<u32>(at)));
      place += 16;
    }
    x += singleColumn;
    column += singleColumn;
  }
  scatter<f32>(centred, d, p, scratch, centred, into, to - r);
}

/** Σ r only. */
function accumulateCount(e: usize, inverse: usize, into: usize): void {
  let n = f32x4.splat(0);
  for (let o: usize = 0; o < singleColumn; o += 16) n = madd<f32>(v128.load(e + o), v128.load(inverse + o), n);
  addTo<f32>(into, n);
}

/** weights ← those of the rows low … high − 1, elsewhere 0. */
function weigh(scratch: usize, own: usize, low: i32, high: i32): void {
  for (let b: i32 = 0; b < 128; b++) {
    const at = <usize>b << 2;
    store<f32>(scratch + weights + at, b >= low && b < high ? load<f32>(own + at) : 0);
  }
}

/** A block, of which the rows low … high − 1 count. `p`: components of `stride` bytes; `noise`: the noise component's log2 density where it is there. */
export function blockInSingle(
  x: usize,
  d: usize,
  k: usize,
  p: usize,
  stride: usize,
  own: usize,
  low: i32,
  high: i32,
  scratch: usize,
  centred: usize,
  logs: usize,
  statistics: usize,
  header: usize,
  step: usize,
  noiseThere: bool,
  noise: f64,
): void {
  let weight = own;
  if (low > 0 || high < 128) {
    weigh(scratch, own, low, high);
    weight = scratch + weights;
  }
  let parameters = p;
  for (let c: usize = 0; c < k; c++) {
    densityTiled<f32>(x, d, parameters, centred, logs + c * singleColumn);
    parameters += stride;
  }
  const last = logs + k * singleColumn;
  if (noiseThere) for (let o: usize = 0; o < singleColumn; o += 16) v128.store(last + o, f32x4.splat(<f32>noise));
  normalise(logs, noiseThere ? k + 1 : k, scratch, weight, statistics);
  parameters = p;
  let into = statistics + header;
  for (let c: usize = 0; c < k; c++) {
    if (load<i32>(scratch + presence + (c << 2)))
      accumulate(x, d, parameters, logs + c * singleColumn, scratch, centred, into);
    parameters += stride;
    into += step;
  }
  if (noiseThere) accumulateCount(last, scratch + inverses, statistics + 16);
}
