import { both, madd, nmadd } from './vector';

/**
 * Log2 densities of one component for the 128 rows of a block: constant − |F (x − m)|², the factor ½·log2 e being in F.
 * `x`: block, a column each 1,024 bytes. `p`: constant, means, factor row by row. `out`: 128 numbers. Two vectors of rows at a
 * time, so that the runtime can join them (density-tiled.ts).
 */
export function density1(x: usize, p: usize, out: usize): void {
  const constant = both(p);
  const m0 = both(p, 8);
  const f00 = both(p, 16);
  for (const end = out + 1024; out < end; out += 32) {
    const y0 = f64x2.mul(f00, f64x2.sub(v128.load(x), m0));
    const z0 = f64x2.mul(f00, f64x2.sub(v128.load(x, 16), m0));
    v128.store(out, nmadd(z0, z0, constant), 16);
    v128.store(out, nmadd(y0, y0, constant));
    x += 32;
  }
}

export function density2(x: usize, p: usize, out: usize): void {
  const constant = both(p);
  const m0 = both(p, 8);
  const m1 = both(p, 16);
  const f00 = both(p, 24);
  const f10 = both(p, 32);
  const f11 = both(p, 40);
  for (const end = out + 1024; out < end; out += 32) {
    let c0 = f64x2.sub(v128.load(x), m0);
    let c1 = f64x2.sub(v128.load(x, 1024), m1);
    const y0 = f64x2.mul(f00, c0);
    const y1 = madd(f11, c1, f64x2.mul(f10, c0));
    const low = nmadd(y1, y1, nmadd(y0, y0, constant));
    c0 = f64x2.sub(v128.load(x, 16), m0);
    c1 = f64x2.sub(v128.load(x, 1040), m1);
    const z0 = f64x2.mul(f00, c0);
    const z1 = madd(f11, c1, f64x2.mul(f10, c0));
    v128.store(out, nmadd(z1, z1, nmadd(z0, z0, constant)), 16);
    v128.store(out, low);
    x += 32;
  }
}

export function density3(x: usize, p: usize, out: usize): void {
  const constant = both(p);
  const m0 = both(p, 8);
  const m1 = both(p, 16);
  const m2 = both(p, 24);
  const f00 = both(p, 32);
  const f10 = both(p, 40);
  const f11 = both(p, 48);
  const f20 = both(p, 56);
  const f21 = both(p, 64);
  const f22 = both(p, 72);
  for (const end = out + 1024; out < end; out += 32) {
    let c0 = f64x2.sub(v128.load(x), m0);
    let c1 = f64x2.sub(v128.load(x, 1024), m1);
    let c2 = f64x2.sub(v128.load(x, 2048), m2);
    const y0 = f64x2.mul(f00, c0);
    const y1 = madd(f11, c1, f64x2.mul(f10, c0));
    const y2 = madd(f22, c2, madd(f21, c1, f64x2.mul(f20, c0)));
    const low = nmadd(y2, y2, nmadd(y1, y1, nmadd(y0, y0, constant)));
    c0 = f64x2.sub(v128.load(x, 16), m0);
    c1 = f64x2.sub(v128.load(x, 1040), m1);
    c2 = f64x2.sub(v128.load(x, 2064), m2);
    const z0 = f64x2.mul(f00, c0);
    const z1 = madd(f11, c1, f64x2.mul(f10, c0));
    const z2 = madd(f22, c2, madd(f21, c1, f64x2.mul(f20, c0)));
    v128.store(out, nmadd(z2, z2, nmadd(z1, z1, nmadd(z0, z0, constant))), 16);
    v128.store(out, low);
    x += 32;
  }
}

/** Four rows at a time, so that each of the 15 parameters, too many for the registers, serves twice. */
export function density4(x: usize, p: usize, out: usize): void {
  for (let o: usize = 0; o < 1024; o += 32) {
    let m = both(p, 8);
    const a0 = f64x2.sub(v128.load(x + o), m);
    const b0 = f64x2.sub(v128.load(x + o, 16), m);
    m = both(p, 16);
    const a1 = f64x2.sub(v128.load(x + o, 1024), m);
    const b1 = f64x2.sub(v128.load(x + o, 1040), m);
    m = both(p, 24);
    const a2 = f64x2.sub(v128.load(x + o, 2048), m);
    const b2 = f64x2.sub(v128.load(x + o, 2064), m);
    m = both(p, 32);
    const a3 = f64x2.sub(v128.load(x + o, 3072), m);
    const b3 = f64x2.sub(v128.load(x + o, 3088), m);
    let f = both(p, 40);
    let za = f64x2.mul(f, a0);
    let zb = f64x2.mul(f, b0);
    const constant = both(p);
    let qa = nmadd(za, za, constant);
    let qb = nmadd(zb, zb, constant);
    f = both(p, 48);
    za = f64x2.mul(f, a0);
    zb = f64x2.mul(f, b0);
    f = both(p, 56);
    za = madd(f, a1, za);
    zb = madd(f, b1, zb);
    qa = nmadd(za, za, qa);
    qb = nmadd(zb, zb, qb);
    f = both(p, 64);
    za = f64x2.mul(f, a0);
    zb = f64x2.mul(f, b0);
    f = both(p, 72);
    za = madd(f, a1, za);
    zb = madd(f, b1, zb);
    f = both(p, 80);
    za = madd(f, a2, za);
    zb = madd(f, b2, zb);
    qa = nmadd(za, za, qa);
    qb = nmadd(zb, zb, qb);
    f = both(p, 88);
    za = f64x2.mul(f, a0);
    zb = f64x2.mul(f, b0);
    f = both(p, 96);
    za = madd(f, a1, za);
    zb = madd(f, b1, zb);
    f = both(p, 104);
    za = madd(f, a2, za);
    zb = madd(f, b2, zb);
    f = both(p, 112);
    za = madd(f, a3, za);
    zb = madd(f, b3, zb);
    v128.store(out + o, nmadd(za, za, qa));
    v128.store(out + o, nmadd(zb, zb, qb), 16);
  }
}
