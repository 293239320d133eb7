/** Held-out rows of the network, with a bound on log p of each, nats. */
export interface Scored {
  readonly rows: Int32Array;
  readonly values: Float64Array;
}

/** Mean of ours − theirs over the same rows, at least two, and its standard error. */
export function paired(ours: ArrayLike<number>, theirs: ArrayLike<number>) {
  const rows = ours.length;
  const differences = Float64Array.from({ length: rows }, (_, i) => ours[i] - theirs[i]);
  const difference = average(differences);
  const squares = differences.reduce((sum, x) => sum + (x - difference) ** 2, 0);
  return { rows, difference, standardError: Math.sqrt(squares / (rows - 1) / rows) };
}

export function average(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}
