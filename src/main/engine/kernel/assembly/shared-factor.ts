import { column, inverses, responsibilities, weights } from './layout';
import { scatter, shares } from './accumulate-tiled';
import { addTo, both, madd, nmadd } from './vector';

/**
 * One factor for all components: rows are turned into z = F (x − centre) once, where each component is a sphere.
 * `p`: a number not used, the centre, and the factor as densityTiled reads it. `out` gets z, column by column.
 */
export function sphere(x: usize, d: usize, p: usize, tile: usize, out: usize): void {
  const end = tile + (d << 6);
  for (let o: usize = 0; o < column; o += 64) {
    let from = x + o;
    let mean = p + 8;
    for (let to = tile; to < end; to += 64) {
      const m = both(mean);
      v128.store(to, f64x2.sub(v128.load(from), m));
      v128.store(to, f64x2.sub(v128.load(from, 16), m), 16);
      v128.store(to, f64x2.sub(v128.load(from, 32), m), 32);
      v128.store(to, f64x2.sub(v128.load(from, 48), m), 48);
      from += column;
      mean += 8;
    }
    let f = mean;
    let to = out + o;
    let last = tile + 64;
    if (d & 1) {
      const f0 = both(f);
      v128.store(to, f64x2.mul(f0, v128.load(tile)));
      v128.store(to, f64x2.mul(f0, v128.load(tile, 16)), 16);
      v128.store(to, f64x2.mul(f0, v128.load(tile, 32)), 32);
      v128.store(to, f64x2.mul(f0, v128.load(tile, 48)), 48);
      f += 8;
      last += 64;
      to += column;
    }
    for (; last < end; last += 128) {
      let ya = f64x2.splat(0);
      let yb = f64x2.splat(0);
      let yc = f64x2.splat(0);
      let yd = f64x2.splat(0);
      let za = f64x2.splat(0);
      let zb = f64x2.splat(0);
      let zc = f64x2.splat(0);
      let zd = f64x2.splat(0);
      for (let c = tile; c <= last; c += 64) {
        const f0 = both(f);
        const f1 = both(f, 8);
        let v = v128.load(c);
        ya = madd(f0, v, ya);
        za = madd(f1, v, za);
        v = v128.load(c, 16);
        yb = madd(f0, v, yb);
        zb = madd(f1, v, zb);
        v = v128.load(c, 32);
        yc = madd(f0, v, yc);
        zc = madd(f1, v, zc);
        v = v128.load(c, 48);
        yd = madd(f0, v, yd);
        zd = madd(f1, v, zd);
        f += 16;
      }
      v128.store(to, ya);
      v128.store(to, yb, 16);
      v128.store(to, yc, 32);
      v128.store(to, yd, 48);
      v128.store(to, za, 1024);
      v128.store(to, zb, 1040);
      v128.store(to, zc, 1056);
      v128.store(to, zd, 1072);
      to += 2 * column;
    }
  }
}

/** Log2 densities of one component, constant − |z − m|². `p`: constant, m. */
export function densitySphere(z: usize, d: usize, p: usize, out: usize): void {
  const end = p + 8 + (d << 3);
  for (let o: usize = 0; o < column; o += 64) {
    let from = z + o;
    let qa = both(p);
    let qb = qa;
    let qc = qa;
    let qd = qa;
    for (let at = p + 8; at < end; at += 8) {
      const m = both(at);
      let c = f64x2.sub(v128.load(from), m);
      qa = nmadd(c, c, qa);
      c = f64x2.sub(v128.load(from, 16), m);
      qb = nmadd(c, c, qb);
      c = f64x2.sub(v128.load(from, 32), m);
      qc = nmadd(c, c, qc);
      c = f64x2.sub(v128.load(from, 48), m);
      qd = nmadd(c, c, qd);
      from += column;
    }
    v128.store(out + o, qa);
    v128.store(out + o, qb, 16);
    v128.store(out + o, qc, 32);
    v128.store(out + o, qd, 48);
  }
}

/** One component's Σ r and Σ r (z − m) over a block. */
export function accumulateSphere(z: usize, d: usize, p: usize, e: usize, scratch: usize, into: usize): void {
  shares(e, scratch, into);
  const r = scratch + responsibilities;
  for (let j: usize = 0; j < d; j++) {
    const m = both(p + 8 + (j << 3));
    const from = z + j * column;
    let s = f64x2.splat(0);
    let t = f64x2.splat(0);
    for (let o: usize = 0; o < column; o += 32) {
      s = madd(v128.load(r + o), f64x2.sub(v128.load(from + o), m), s);
      t = madd(v128.load(r + o, 16), f64x2.sub(v128.load(from + o, 16), m), t);
    }
    addTo(into + 16 + (j << 4), f64x2.add(s, t));
  }
}

/**
 * Σ v z zᵀ over a block, v what the components together have of a row: its weight without the noise's share (`noise`: where
 * e of the noise stands, or 0). `zeros`: d zeros stand after its first 8 bytes. Count, sums and triangle go to `into`.
 */
export function accumulateAll(z: usize, d: usize, zeros: usize, weight: f64, careful: bool, noise: usize, scratch: usize, into: usize): void {
  const r = scratch + responsibilities;
  const each = f64x2.splat(weight);
  for (let o: usize = 0; o < column; o += 16) {
    let v = careful ? v128.load(scratch + weights + o) : each;
    if (noise) v = nmadd(v128.load(noise + o), v128.load(scratch + inverses + o), v);
    v128.store(r + o, v);
  }
  scatter(z, d, zeros, scratch, z, into, column);
}
