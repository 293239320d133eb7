import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { IterationsAsked, IterationsTold } from '../children/mixture-iterations.ts';
import { disturbance, type Watched, watched } from '../load.ts';
import { type MixtureSize, writeMixture } from '../make-mixture.ts';
import { amount, grid, list, section } from '../markdown.ts';
import { child, type Setting } from '../setting.ts';
import { exponent, inTurn, summary } from '../statistics.ts';

interface Point extends MixtureSize {
  readonly threads: number;
}
type Axis = keyof Point;

const upTo = (from: number, to: number): number[] => (from > to ? [] : [from, ...upTo(2 * from, to)]);
const threadCounts = (): number[] => [...new Set([...upTo(1, availableParallelism()), availableParallelism()])];

/** One axis grows, the others stand. */
const axes = (quick: boolean): Readonly<Record<Axis, { readonly fixed: Point; readonly values: readonly number[] }>> => {
  const n = quick ? 5_000 : 100_000;
  const threads = 1;
  return {
    n: { fixed: { n, d: 4, k: 10, threads }, values: upTo(n / 8, n * 8) },
    d: { fixed: { n: n / 4, d: 4, k: 5, threads }, values: upTo(2, 64) },
    k: { fixed: { n, d: 4, k: 10, threads }, values: upTo(2, 32) },
    threads: { fixed: { n: 2 * n, d: 16, k: 10, threads }, values: threadCounts() },
  };
};

const names: Readonly<Record<Axis, string>> = { n: 'n', d: 'd', k: 'K', threads: 'threads' };

/** How the time of an iteration of the fastest kernel grows, and the exponent b of time ≈ a·x^b over all values of x. */
export async function mixtureGrowth({ runs, folder, quick, say }: Setting): Promise<string> {
  const cells: string[][] = [];
  const notes: string[] = [];
  for (const [axis, { fixed, values }] of Object.entries(axes(quick)) as [Axis, ReturnType<typeof axes>[Axis]][]) {
    say(`  growth with ${names[axis]}: ${values.join(', ')} …`);
    const measured: Record<string, () => Promise<Watched<IterationsTold>>> = {};
    for (const value of values) {
      const point: Point = { ...fixed, [axis]: value };
      const files = await writeMixture(join(folder, `growth-${axis}-${axis === 'threads' ? '' : value}`), point);
      const asked: IterationsAsked = { ...files, kind: 'relaxed', threads: point.threads, iterations: 5 };
      // The space keeps the names in their order: whole numbers would be sorted.
      measured[` ${value}`] = () => watched(() => child('mixture-iterations.ts', JSON.stringify(asked)));
    }
    const found = Object.values(await inTurn(runs, measured));
    if (found.some(([first]) => first === null)) return section('Growth', 'This runtime has no relaxed SIMD.');
    const seconds = found.map((each) => summary(each.map((one) => one.seconds)).median);
    const stand = (Object.keys(fixed) as Axis[]).filter((other) => other !== axis && (other !== 'threads' || axis === 'n'));
    cells.push([
      names[axis],
      stand.map((other) => `${names[other]} = ${fixed[other].toLocaleString('en')}`).join(', '),
      values.map((value) => value.toLocaleString('en')).join(' · '),
      seconds.map((time) => amount(1000 * time)).join(' · '),
      values.length > 1 ? `${exponent(values, seconds).toFixed(2)}` : '–',
      values.length > 2 ? exponent(values.slice(-2), seconds.slice(-2)).toFixed(2) : '–',
    ]);
    notes.push(...disturbance(found.flat(), `Growth with ${names[axis]}`));
  }
  return section(
    'Growth of the time per iteration (relaxed SIMD)',
    grid(['grows', 'stands', 'values', 'ms', 'exponent', 'over the last two'], cells),
    'The exponent is the slope of log time over log value: 1 is in proportion, 2 with the square; for threads −1 is the ideal.',
    list(notes),
  );
}
