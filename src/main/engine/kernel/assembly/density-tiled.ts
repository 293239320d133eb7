import { both, madd, nmadd } from './vector';

/**
 * Log2 densities of one component of any d for the 128 rows of a block. Six vectors of rows at a time, the last ones by four, are
 * centred into `tile` (96 bytes a column), then two rows of the factor at a time are applied to them. `p`: constant, means, where d
 * is odd the one entry of the factor's first row, then for each two rows i, i+1 their entries side by side for the columns
 * 0 … i+1 (0 above the diagonal). Twelve sums, two entries and a vector are what the registers hold.
 *
 * Where the runtime joins two neighbouring vectors (jobs/wide-vectors.ts) these must be treated alike in a straight line: loaded
 * together, then stored together (the upper one first), from one address. What outlives a loop goes by memory: in a local it
 * would be taken apart at each turn.
 */
export function densityTiled<T = f64>(x: usize, d: usize, p: usize, tile: usize, out: usize): void {
  let o: usize = 0;
  for (; o < (sizeof<T>() == 8 ? 960 : 384); o += 96) sixVectors<T>(x + o, d, p, tile, out + o);
  for (; o < sizeof<T>() << 7; o += 64) fourVectors<T>(x + o, d, p, tile, out + o);
}

function sixVectors<T>(x: usize, d: usize, p: usize, tile: usize, out: usize): void {
  centre<T>(true, x, p + sizeof<T>(), tile, tile + d * 96);
  let f = p + sizeof<T>() * (1 + d);
  if (d & 1) {
    firstRow<T>(true, p, f, tile, out);
    f += sizeof<T>();
  } else begin<T>(true, p, out);
  for (let columns: usize = 2 + (d & 1); columns <= d; columns += 2) {
    twoRows<T>(true, tile, tile + columns * 96, f, out);
    f += columns * 2 * sizeof<T>();
  }
}

function fourVectors<T>(x: usize, d: usize, p: usize, tile: usize, out: usize): void {
  centre<T>(false, x, p + sizeof<T>(), tile, tile + d * 64);
  let f = p + sizeof<T>() * (1 + d);
  if (d & 1) {
    firstRow<T>(false, p, f, tile, out);
    f += sizeof<T>();
  } else begin<T>(false, p, out);
  for (let columns: usize = 2 + (d & 1); columns <= d; columns += 2) {
    twoRows<T>(false, tile, tile + columns * 64, f, out);
    f += columns * 2 * sizeof<T>();
  }
}

// @ts-expect-error: decorator
@inline
function centre<T>(six: bool, from: usize, mean: usize, tile: usize, end: usize): void {
  for (let to = tile; to < end; to += six ? 96 : 64) {
    const m = both<T>(mean);
    const v0 = v128.sub<T>(v128.load(from), m);
    const v1 = v128.sub<T>(v128.load(from, 16), m);
    const v2 = v128.sub<T>(v128.load(from, 32), m);
    const v3 = v128.sub<T>(v128.load(from, 48), m);
    if (six) {
      const v4 = v128.sub<T>(v128.load(from, 64), m);
      const v5 = v128.sub<T>(v128.load(from, 80), m);
      v128.store(to, v5, 80);
      v128.store(to, v4, 64);
    }
    v128.store(to, v3, 48);
    v128.store(to, v2, 32);
    v128.store(to, v1, 16);
    v128.store(to, v0);
    from += sizeof<T>() << 7;
    mean += sizeof<T>();
  }
}

/** out ← the constant. */
// @ts-expect-error: decorator
@inline
function begin<T>(six: bool, p: usize, out: usize): void {
  const constant = both<T>(p);
  if (six) {
    v128.store(out, constant, 80);
    v128.store(out, constant, 64);
  }
  v128.store(out, constant, 48);
  v128.store(out, constant, 32);
  v128.store(out, constant, 16);
  v128.store(out, constant);
}

/** out ← the constant less y², y by the factor's first row, which stands alone where d is odd. */
// @ts-expect-error: decorator
@inline
function firstRow<T>(six: bool, p: usize, f: usize, c: usize, out: usize): void {
  const constant = both<T>(p);
  const f0 = both<T>(f);
  const v0 = v128.mul<T>(f0, v128.load(c));
  const v1 = v128.mul<T>(f0, v128.load(c, 16));
  const v2 = v128.mul<T>(f0, v128.load(c, 32));
  const v3 = v128.mul<T>(f0, v128.load(c, 48));
  if (six) {
    const v4 = v128.mul<T>(f0, v128.load(c, 64));
    const v5 = v128.mul<T>(f0, v128.load(c, 80));
    v128.store(out, nmadd<T>(v5, v5, constant), 80);
    v128.store(out, nmadd<T>(v4, v4, constant), 64);
  }
  v128.store(out, nmadd<T>(v3, v3, constant), 48);
  v128.store(out, nmadd<T>(v2, v2, constant), 32);
  v128.store(out, nmadd<T>(v1, v1, constant), 16);
  v128.store(out, nmadd<T>(v0, v0, constant));
}

/** out −= y² and z², y and z by two rows of the factor. */
// @ts-expect-error: decorator
@inline
function twoRows<T>(six: bool, c: usize, end: usize, f: usize, out: usize): void {
  let ya = v128.splat<T>(0);
  let za = v128.splat<T>(0);
  let yb = v128.splat<T>(0);
  let zb = v128.splat<T>(0);
  let yc = v128.splat<T>(0);
  let zc = v128.splat<T>(0);
  let yd = v128.splat<T>(0);
  let zd = v128.splat<T>(0);
  let ye = v128.splat<T>(0);
  let ze = v128.splat<T>(0);
  let yf = v128.splat<T>(0);
  let zf = v128.splat<T>(0);
  for (; c < end; c += six ? 96 : 64) {
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
    if (six) {
      v = v128.load(c, 64);
      ye = madd<T>(f0, v, ye);
      ze = madd<T>(f1, v, ze);
      v = v128.load(c, 80);
      yf = madd<T>(f0, v, yf);
      zf = madd<T>(f1, v, zf);
    }
    f += 2 * sizeof<T>();
  }
  const v0 = nmadd<T>(za, za, nmadd<T>(ya, ya, v128.load(out)));
  const v1 = nmadd<T>(zb, zb, nmadd<T>(yb, yb, v128.load(out, 16)));
  const v2 = nmadd<T>(zc, zc, nmadd<T>(yc, yc, v128.load(out, 32)));
  const v3 = nmadd<T>(zd, zd, nmadd<T>(yd, yd, v128.load(out, 48)));
  if (six) {
    const v4 = nmadd<T>(ze, ze, nmadd<T>(ye, ye, v128.load(out, 64)));
    const v5 = nmadd<T>(zf, zf, nmadd<T>(yf, yf, v128.load(out, 80)));
    v128.store(out, v5, 80);
    v128.store(out, v4, 64);
  }
  v128.store(out, v3, 48);
  v128.store(out, v2, 32);
  v128.store(out, v1, 16);
  v128.store(out, v0);
}
