import { column } from './layout';
import { both, nmadd } from './vector';

/** Log2 densities of one component of diagonal precision for the 128 rows of a block: `p` is constant, means, 1/sd. */
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
