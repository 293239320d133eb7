/** Several runs of one thing. */
export interface Runs {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function summary(values: readonly number[]): Runs {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0], max: sorted[sorted.length - 1] };
}

/** Each thing once, then each once more, …: what slows the machine for a while slows them all. Answers with each one's values. */
export async function inTurn<N extends string, V = number>(
  runs: number,
  things: Readonly<Record<N, () => Promise<V>>>,
): Promise<Record<N, V[]>> {
  const names = Object.keys(things) as N[];
  const values = Object.fromEntries(names.map((name) => [name, [] as V[]])) as Record<N, V[]>;
  for (let run = 0; run < runs; run++) for (const name of names) values[name].push(await things[name]());
  return values;
}

/** The exponent b of y ≈ a·x^b: slope of the least-squares line through (log x, log y). */
export function exponent(x: readonly number[], y: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [logX, logY] = [x.map(Math.log), y.map(Math.log)];
  const [centreX, centreY] = [mean(logX), mean(logY)];
  const products = logX.map((value, at) => (value - centreX) * (logY[at] - centreY));
  const squares = logX.map((value) => (value - centreX) ** 2);
  return mean(products) / mean(squares);
}

/** The largest |a_i − b_i| / |b_i| over the entries that both have. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  const shared = Math.min(a.length, b.length);
  let largest = 0;
  for (let i = 0; i < shared; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]) / Math.abs(b[i]));
  return largest;
}
