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
export async function inTurn<N extends string>(
  runs: number,
  things: Readonly<Record<N, () => Promise<number>>>,
): Promise<Record<N, number[]>> {
  const names = Object.keys(things) as N[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<N, number[]>;
  for (let run = 0; run < runs; run++) for (const name of names) values[name].push(await things[name]());
  return values;
}
