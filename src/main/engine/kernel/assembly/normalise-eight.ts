import { log2 } from './exponential';
import { actives, column, inverses, numberMagic, numberNegligible, numberPowers, presence, products, rootTable } from './layout';
import { madd } from './vector';

/** The table's entry for two numbers whose low byte tells which: one by one, so that two neighbours can be put together. */
// @ts-expect-error: decorator
@inline
function root(at: usize): v128 {
  const second = load<f64>(<usize>load<u8>(at, 8) << 3, rootTable);
  return f64x2.replace_lane(v128.load64_zero(<usize>load<u8>(at) << 3, rootTable), 1, second);
}

/**
 * logs ← e^(log − largest) and inverses ← 1/Σ, eight rows at a time, each with a finite density. Where all rows have the same weight
 * (`own` 0) it adds to Σ largest and to the product of the sums, of which one logarithm is taken a block; otherwise, weights
 * standing at `own`, each row has its logarithm. Answers false, nothing done, when a row is infinitely far from all components.
 *
 * Written so that neighbours can be joined (density-tiled.ts): what the table is asked for, the largest and the sums go by memory.
 */
export function eightRows(logs: usize, k: usize, scratch: usize, o: usize, weight: f64, own: usize): bool {
  const end = logs + k * column + o;
  const work = scratch + actives;
  let ma = v128.load(logs + o);
  let mb = v128.load(logs + o, 16);
  let mc = v128.load(logs + o, 32);
  let md = v128.load(logs + o, 48);
  for (let from = logs + o + column; from < end; from += column) {
    ma = f64x2.pmax(v128.load(from), ma);
    mb = f64x2.pmax(v128.load(from, 16), mb);
    mc = f64x2.pmax(v128.load(from, 32), mc);
    md = f64x2.pmax(v128.load(from, 48), md);
  }
  v128.store(work, md, 112);
  v128.store(work, mc, 96);
  v128.store(work, mb, 80);
  v128.store(work, ma, 64);
  const la = v128.load(work, 64);
  const lb = v128.load(work, 80);
  const lc = v128.load(work, 96);
  const ld = v128.load(work, 112);
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
    const least = v128.load64_splat(numberNegligible);
    const a = f64x2.sub(v128.load(at), v128.load(work, 64));
    const b = f64x2.sub(v128.load(at, 16), v128.load(work, 80));
    const c = f64x2.sub(v128.load(at, 32), v128.load(work, 96));
    const d = f64x2.sub(v128.load(at, 48), v128.load(work, 112));
    const ma = f64x2.gt(a, least);
    const mb = f64x2.gt(b, least);
    const mc = f64x2.gt(c, least);
    const md = f64x2.gt(d, least);
    if (!v128.any_true(v128.or(v128.or(ma, mb), v128.or(mc, md)))) {
      v128.store(at, f64x2.splat(0), 48);
      v128.store(at, f64x2.splat(0), 32);
      v128.store(at, f64x2.splat(0), 16);
      v128.store(at, f64x2.splat(0));
      present += 4;
      continue;
    }
    store<i32>(present, 1);
    present += 4;
    // exp2 of four pairs, step by step side by side: each step waits for the one before.
    const magic = v128.load64_splat(numberMagic);
    const ta = f64x2.add(a, magic);
    const tb = f64x2.add(b, magic);
    const tc = f64x2.add(c, magic);
    const td = f64x2.add(d, magic);
    v128.store(work, td, 48);
    v128.store(work, tc, 32);
    v128.store(work, tb, 16);
    v128.store(work, ta);
    const fa = f64x2.sub(a, f64x2.sub(ta, magic));
    const fb = f64x2.sub(b, f64x2.sub(tb, magic));
    const fc = f64x2.sub(c, f64x2.sub(tc, magic));
    const fd = f64x2.sub(d, f64x2.sub(td, magic));
    let q = v128.load64_splat(numberPowers);
    const r = v128.load64_splat(numberPowers, 16);
    let pa = madd(q, fa, r);
    let pb = madd(q, fb, r);
    let pc = madd(q, fc, r);
    let pd = madd(q, fd, r);
    q = v128.load64_splat(numberPowers, 32);
    pa = madd(pa, fa, q);
    pb = madd(pb, fb, q);
    pc = madd(pc, fc, q);
    pd = madd(pd, fd, q);
    q = v128.load64_splat(numberPowers, 48);
    pa = madd(pa, fa, q);
    pb = madd(pb, fb, q);
    pc = madd(pc, fc, q);
    pd = madd(pd, fd, q);
    const ga = i64x2.add(root(work), i64x2.shl(ta, 44));
    const gb = i64x2.add(root(work + 16), i64x2.shl(tb, 44));
    const gc = i64x2.add(root(work + 32), i64x2.shl(tc, 44));
    const gd = i64x2.add(root(work + 48), i64x2.shl(td, 44));
    pa = v128.and(madd(ga, f64x2.mul(pa, fa), ga), ma);
    pb = v128.and(madd(gb, f64x2.mul(pb, fb), gb), mb);
    pc = v128.and(madd(gc, f64x2.mul(pc, fc), gc), mc);
    pd = v128.and(madd(gd, f64x2.mul(pd, fd), gd), md);
    v128.store(at, pd, 48);
    v128.store(at, pc, 32);
    v128.store(at, pb, 16);
    v128.store(at, pa);
    sa = f64x2.add(sa, pa);
    sb = f64x2.add(sb, pb);
    sc = f64x2.add(sc, pc);
    sd = f64x2.add(sd, pd);
  }
  v128.store(work, sd, 48);
  v128.store(work, sc, 32);
  v128.store(work, sb, 16);
  v128.store(work, sa);
  finish(scratch, o, weight, own);
  return true;
}

/** Inverses and totals of eight rows, whose sums and largest stand where `actives` do later. */
function finish(scratch: usize, o: usize, weight: f64, own: usize): void {
  const work = scratch + actives;
  const sa = v128.load(work);
  const sb = v128.load(work, 16);
  const sc = v128.load(work, 32);
  const sd = v128.load(work, 48);
  const la = v128.load(work, 64);
  const lb = v128.load(work, 80);
  const lc = v128.load(work, 96);
  const ld = v128.load(work, 112);
  const to = scratch + inverses + o;
  const total = scratch + products;
  if (own) {
    const wa = v128.load(own + o);
    const wb = v128.load(own + o, 16);
    const wc = v128.load(own + o, 32);
    const wd = v128.load(own + o, 48);
    v128.store(to, f64x2.div(wd, sd), 48);
    v128.store(to, f64x2.div(wc, sc), 32);
    v128.store(to, f64x2.div(wb, sb), 16);
    v128.store(to, f64x2.div(wa, sa));
    const largest = madd(wa, la, madd(wb, lb, madd(wc, lc, f64x2.mul(wd, ld))));
    v128.store(total, f64x2.add(v128.load(total, 16), largest), 16);
    const logs = madd(wa, log2(sa), madd(wb, log2(sb), madd(wc, log2(sc), f64x2.mul(wd, log2(sd)))));
    v128.store(total, f64x2.add(v128.load(total, 32), logs), 32);
    return;
  }
  const each = f64x2.splat(weight);
  v128.store(to, f64x2.div(each, sd), 48);
  v128.store(to, f64x2.div(each, sc), 32);
  v128.store(to, f64x2.div(each, sb), 16);
  v128.store(to, f64x2.div(each, sa));
  const product = f64x2.mul(f64x2.mul(sa, sb), f64x2.mul(sc, sd));
  v128.store(total, f64x2.mul(v128.load(total), product));
  const sum = f64x2.add(f64x2.add(la, lb), f64x2.add(lc, ld));
  v128.store(total, madd(each, sum, v128.load(total, 16)), 16);
}
