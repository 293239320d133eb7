/** From here on the asymptotic series hold all digits. */
const far = 12;

/** B_2m / (2m (2m − 1)), m = 1 … */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400];
/** B_2m / 2m, m = 1 … */
const digammaSeries = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

/**
 * log Γ(x) for x > 0, to about 1e-15 relative (1e-15 absolute near its zeros at 1 and 2): Stirling's series from 12 on
 * (DLMF 5.11.1), below it by Γ(x) = Γ(x + m) / (x (x + 1) … (x + m − 1)).
 */
export function logGamma(x: number): number {
  let product = 1;
  let shift = 0;
  let at = x;
  for (; at < far; at++) {
    product *= at;
    // A product of twelve factors below twelve stays in range, but not beside the smallest of numbers.
    if (product < 1e-290) {
      shift += Math.log(product);
      product = 1;
    }
  }
  const square = 1 / (at * at);
  let series = 0;
  for (let m = stirling.length - 1; m >= 0; m--) series = series * square + stirling[m]!;
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series / at - Math.log(product) - shift;
}

/**
 * ψ(x) = d log Γ(x) / dx for x > 0: the asymptotic series from 12 on (DLMF 5.11.2), below it by ψ(x) = ψ(x + 1) − 1/x.
 */
export function digamma(x: number): number {
  let before = 0;
  let at = x;
  for (; at < far; at++) before += 1 / at;
  const square = 1 / (at * at);
  let series = 0;
  for (let m = digammaSeries.length - 1; m >= 0; m--) series = series * square + digammaSeries[m]!;
  return Math.log(at) - 0.5 / at - series * square - before;
}
