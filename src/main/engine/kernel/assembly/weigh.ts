import { weights } from './layout';

/** weights ← what each of the 128 rows counts: 0 outside low … high − 1, elsewhere its own weight, or 1. */
export function weigh(scratch: usize, own: usize, low: i32, high: i32): void {
  for (let b: i32 = 0; b < 128; b++) {
    const at = <usize>b << 3;
    const weight: f64 = own ? load<f64>(own + at) : 1;
    store<f64>(scratch + weights + at, b >= low && b < high ? weight : 0);
  }
}
