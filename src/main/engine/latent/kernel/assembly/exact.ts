/**
 * y = x·W + b in f64 for rows in fours, each number by the same operations in the same order as in plain TypeScript
 * (../../plain/dense.ts): begun at the bias, inputs added one after the other, every product rounded: the same bits.
 * `w` is panels of 4 outputs: the 4 biases, then for each input 4 weights. Rows of y are `columns` (a multiple of 4) wide.
 */
export function exact(x: usize, inputs: usize, w: usize, y: usize, columns: usize, rows: usize): void {
  const xStride = inputs << 3;
  const yStride = columns << 3;
  const panelBytes = (inputs + 1) << 5;
  for (let c: usize = 0; c < columns; c += 4) {
    const panel = w + (c >> 2) * panelBytes;
    const end = panel + panelBytes;
    const bias0 = v128.load(panel);
    const bias1 = v128.load(panel, 16);
    for (let r: usize = 0; r < rows; r += 4) {
      let x0 = x + r * xStride;
      let x1 = x0 + xStride;
      let x2 = x1 + xStride;
      let x3 = x2 + xStride;
      let a0 = bias0;
      let a1 = bias1;
      let b0 = bias0;
      let b1 = bias1;
      let c0 = bias0;
      let c1 = bias1;
      let d0 = bias0;
      let d1 = bias1;
      for (let at = panel + 32; at < end; at += 32) {
        const w0 = v128.load(at);
        const w1 = v128.load(at, 16);
        let v = v128.load64_splat(x0);
        a0 = f64x2.add(a0, f64x2.mul(v, w0));
        a1 = f64x2.add(a1, f64x2.mul(v, w1));
        v = v128.load64_splat(x1);
        b0 = f64x2.add(b0, f64x2.mul(v, w0));
        b1 = f64x2.add(b1, f64x2.mul(v, w1));
        v = v128.load64_splat(x2);
        c0 = f64x2.add(c0, f64x2.mul(v, w0));
        c1 = f64x2.add(c1, f64x2.mul(v, w1));
        v = v128.load64_splat(x3);
        d0 = f64x2.add(d0, f64x2.mul(v, w0));
        d1 = f64x2.add(d1, f64x2.mul(v, w1));
        x0 += 8;
        x1 += 8;
        x2 += 8;
        x3 += 8;
      }
      let to = y + r * yStride + (c << 3);
      v128.store(to, a0);
      v128.store(to, a1, 16);
      to += yStride;
      v128.store(to, b0);
      v128.store(to, b1, 16);
      to += yStride;
      v128.store(to, c0);
      v128.store(to, c1, 16);
      to += yStride;
      v128.store(to, d0);
      v128.store(to, d1, 16);
    }
  }
}
