/** Of each parameter over the refits: standard deviation, and the interval that leaves out 2.5 % on each side. */
export interface Spread {
  readonly standardErrors: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Spread of `size` numbers over the draws; zeros for fewer than two. */
export function spreadOf(draws: readonly Float64Array[], size: number): Spread {
  const sums = squares(size);
  for (const draw of draws) sums.add(draw);
  const lower = new Float64Array(size);
  const upper = new Float64Array(size);
  const values = new Float64Array(draws.length);
  for (let at = 0; at < size && draws.length > 1; at++) {
    for (let b = 0; b < draws.length; b++) values[b] = draws[b][at];
    values.sort();
    lower[at] = quantile(values, 0.025);
    upper[at] = quantile(values, 0.975);
  }
  return { standardErrors: sums.deviations(), lower, upper };
}

/** Quantile of ascending values, between neighbours by the line (type 7 of Hyndman & Fan 1996, R's default). */
export function quantile(ascending: ArrayLike<number>, p: number): number {
  const at = p * (ascending.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, ascending.length - 1);
  return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
}

/** Running means and sums of squares of many numbers at once (Welford 1962). */
export function squares(size: number): { add(values: Float64Array): void; deviations(): Float64Array } {
  const mean = new Float64Array(size);
  const sum = new Float64Array(size);
  let count = 0;
  return {
    add(values) {
      count++;
      for (let at = 0; at < size; at++) {
        const step = values[at] - mean[at];
        mean[at] += step / count;
        sum[at] += step * (values[at] - mean[at]);
      }
    },
    /** Standard deviations, by count − 1; zeros for fewer than two. */
    deviations: () => sum.map((value) => (count > 1 ? Math.sqrt(value / (count - 1)) : 0)),
  };
}
