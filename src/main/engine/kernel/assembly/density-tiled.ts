import { column } from './layout';
import { both, madd, nmadd } from './vector';

/**
 * Log2 densities of one component of any d for the 128 rows of a block. Eight rows (sixteen of 32 bits) at a time are centred into `tile` (64 bytes
 * a column), then two rows of the factor at a time are applied to them. `p`: constant, means, where d is odd the one entry of
 * the factor's first row, then for each two rows i, i+1 their entries side by side for the columns 0 … i+1 (0 above the diagonal).
 */
export function densityTiled<T = f64>(x: usize, d: usize, p: usize, tile: usize, out: usize): void {
  const end = tile + (d << 6);
  for (let o: usize = 0; o < sizeof<T>() << 7; o += 64) {
    let from = x + o;
    let mean = p + sizeof<T>();
    for (let to = tile; to < end; to += 64) {
      const m = both<T>(mean);
      v128.store(to, v128.sub<T>(v128.load(from), m));
      v128.store(to, v128.sub<T>(v128.load(from, 16), m), 16);
      v128.store(to, v128.sub<T>(v128.load(from, 32), m), 32);
      v128.store(to, v128.sub<T>(v128.load(from, 48), m), 48);
      from += sizeof<T>() << 7;
      mean += sizeof<T>();
    }
    let f = mean;
    let qa = both<T>(p);
    let qb = qa;
    let qc = qa;
    let qd = qa;
    let last = tile + 64;
    if (d & 1) {
      const f0 = both<T>(f);
      let z = v128.mul<T>(f0, v128.load(tile));
      qa = nmadd<T>(z, z, qa);
      z = v128.mul<T>(f0, v128.load(tile, 16));
      qb = nmadd<T>(z, z, qb);
      z = v128.mul<T>(f0, v128.load(tile, 32));
      qc = nmadd<T>(z, z, qc);
      z = v128.mul<T>(f0, v128.load(tile, 48));
      qd = nmadd<T>(z, z, qd);
      f += sizeof<T>();
      last += 64;
    }
    for (; last < end; last += 128) {
      let ya = v128.splat<T>(0);
      let yb = v128.splat<T>(0);
      let yc = v128.splat<T>(0);
      let yd = v128.splat<T>(0);
      let za = v128.splat<T>(0);
      let zb = v128.splat<T>(0);
      let zc = v128.splat<T>(0);
      let zd = v128.splat<T>(0);
      for (let c = tile; c <= last; c += 64) {
        const f0 = both<T>(f);
        const f1 = both<T>(f, sizeof<T>());
        let v = v128.load(c);
        ya = madd<T>(f0, v, ya);
        za = madd<T>(f1, v, za);
        v = v128.load(c, 16);
        yb = madd<T>(f0, v, yb);
        zb = madd<T>(f1, v, zb);
        v = v128.load(c, 32);
        yc = madd<T>(f0, v, yc);
        zc = madd<T>(f1, v, zc);
        v = v128.load(c, 48);
        yd = madd<T>(f0, v, yd);
        zd = madd<T>(f1, v, zd);
        f += 2 * sizeof<T>();
      }
      qa = nmadd<T>(za, za, nmadd<T>(ya, ya, qa));
      qb = nmadd<T>(zb, zb, nmadd<T>(yb, yb, qb));
      qc = nmadd<T>(zc, zc, nmadd<T>(yc, yc, qc));
      qd = nmadd<T>(zd, zd, nmadd<T>(yd, yd, qd));
    }
    v128.store(out + o, qa);
    v128.store(out + o, qb, 16);
    v128.store(out + o, qc, 32);
    v128.store(out + o, qd, 48);
  }
}

/** The same for a diagonal precision: `p` is constant, means, 1/sd. */
export function densityDiagonal(x: usize, d: usize, p: usize, out: usize): void {
  const width = d << 3;
  const end = p + 8 + width;
  for (let o: usize = 0; o < column; o += 64) {
    let from = x + o;
    let qa = both(p);
    let qb = qa;
    let qc = qa;
    let qd = qa;
    for (let at = p + 8; at < end; at += 8) {
      const m = both(at);
      const f = both(at + width);
      let z = f64x2.mul(f, f64x2.sub(v128.load(from), m));
      qa = nmadd(z, z, qa);
      z = f64x2.mul(f, f64x2.sub(v128.load(from, 16), m));
      qb = nmadd(z, z, qb);
      z = f64x2.mul(f, f64x2.sub(v128.load(from, 32), m));
      qc = nmadd(z, z, qc);
      z = f64x2.mul(f, f64x2.sub(v128.load(from, 48), m));
      qd = nmadd(z, z, qd);
      from += column;
    }
    v128.store(out + o, qa);
    v128.store(out + o, qb, 16);
    v128.store(out + o, qc, 32);
    v128.store(out + o, qd, 48);
  }
}
