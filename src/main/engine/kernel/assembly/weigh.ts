import { column, weights } from './layout';
import { both } from './vector';

/** weights ← what each of the 128 rows counts: 0 outside low … high − 1, elsewhere its own weight, or 1. */
export function weigh(scratch: usize, own: usize, low: i32, high: i32): void {
  for (let b: i32 = 0; b < 128; b++) {
    const at = <usize>b << 3;
    const weight: f64 = own ? load<f64>(own + at) : 1;
    store<f64>(scratch + weights + at, b >= low && b < high ? weight : 0);
  }
}

/** Whether all 128 rows of a block, whose weights stand at `own`, count the same, and count at all. */
export function alike(own: usize): bool {
  const first = both(own);
  let same = f64x2.gt(first, f64x2.splat(0));
  for (let o: usize = 0; o < column; o += 16) same = v128.and(same, f64x2.eq(v128.load(own + o), first));
  return i64x2.all_true(same);
}
