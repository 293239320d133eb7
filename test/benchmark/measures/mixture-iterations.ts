import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { KernelKind } from '../../../src/main/engine/kernel/kernel.ts';
import type { IterationsAsked, IterationsTold } from '../children/mixture-iterations.ts';
import { disturbance, type Watched, watched } from '../load.ts';
import { type MixtureFiles, type MixtureSize, writeMixture } from '../make-mixture.ts';
import { grid, list, section } from '../markdown.ts';
import { runPeer } from '../peers/find.ts';
import { findPeers, missingPeers, type Peers } from '../peers/present.ts';
import { ratioOf } from '../ratio.ts';
import { child, type Setting } from '../setting.ts';
import { inTurn, largestDifference, summary } from '../statistics.ts';

interface Told extends IterationsTold {
  readonly versions?: string;
  /** Which E-steps the log-likelihoods are of, when not of all. */
  readonly at?: readonly number[];
}
type Runs = readonly Watched<Told>[];

const sizes = (quick: boolean): readonly MixtureSize[] =>
  [
    { d: 2, k: 10 },
    { d: 4, k: 10 },
    { d: 16, k: 10 },
    { d: 64, k: 5 },
  ].map((size) => ({ ...size, n: quick ? 10_000 : 100_000 }));

const kinds: readonly KernelKind[] = ['relaxed', 'plain'];
const reference = 'plain, 1 thread';

/** What is measured, by its name: our kernels on one and two threads, and the peers that are there. */
function ways(files: MixtureFiles, peers: Peers, iterations: number): Record<string, () => Promise<Watched<Told>>> {
  const words = [files.rows, files.labels, files.n, files.d, files.k, iterations];
  const threads = availableParallelism() > 1 ? [1, 2] : [1];
  const ours = (kind: KernelKind, count: number) => {
    const asked: IterationsAsked = { ...files, kind, threads: count, iterations };
    const run = () => watched(() => child<Told>('mixture-iterations.ts', JSON.stringify(asked)));
    return [`${kind}, ${count} thread${count > 1 ? 's' : ''}`, run] as const;
  };
  const { 'scikit-learn': python, mclust: r } = peers;
  return {
    ...Object.fromEntries(kinds.flatMap((kind) => threads.map((count) => ours(kind, count)))),
    ...(python && { 'scikit-learn': () => watched(() => runPeer<Told>(python, 'scikit_iterations.py', ...words)) }),
    ...(r && { mclust: () => watched(() => runPeer<Told>(r, 'mclust-iterations.R', ...words)) }),
  };
}

const milliseconds = (seconds: number) => (1000 * seconds).toPrecision(3);
const median = (runs: Runs, of: (run: Told) => number) => summary(runs.map(of)).median;

/** The largest relative difference of the log-likelihoods from those of the reference, E-step by E-step, in any run. */
function difference(runs: Runs, [{ logLikelihoods: all }]: Runs): string {
  const each = runs.map(({ logLikelihoods, at }) =>
    largestDifference(
      logLikelihoods,
      all.filter((_, step) => at === undefined || at.includes(step)),
    ),
  );
  const largest = Math.max(...each);
  return largest === 0 ? 'none' : largest.toExponential(1);
}

function lines(size: MixtureSize, results: Readonly<Record<string, Runs>>, peers: Peers): string[][] {
  return Object.entries(results).map(([name, runs]) => [
    `${size.d}`,
    `${size.k}`,
    name in peers ? name : `Latent Lens, ${name}`,
    milliseconds(median(runs, ({ seconds }) => seconds)),
    median(runs, ({ cores }) => cores).toFixed(1),
    ...(['scikit-learn', 'mclust'] as const).map((peer) => (peer === name ? '1' : ratioOf(results[peer], runs))),
    (runs[0].logLikelihoods.at(-1) ?? Number.NaN).toFixed(3),
    name === reference ? '' : difference(runs, results[reference]),
  ]);
}

/**
 * Time per EM iteration, full covariance, from the same start for the same number of iterations; every program in turn, in a
 * fresh process, on rows that it has in memory.
 */
export async function mixtureIterations(setting: Setting): Promise<string> {
  const { runs, folder, quick, say } = setting;
  const peers = await findPeers(setting);
  const iterations = quick ? 4 : 10;
  const cells: string[][] = [];
  const notes = new Set<string>();
  const all: Watched<Told>[] = [];
  for (const size of sizes(quick)) {
    const { n, d, k } = size;
    say(`  iterations: n = ${n}, d = ${d}, K = ${k} …`);
    const files = await writeMixture(join(folder, `mixture-${d}`), size);
    const found = await inTurn(runs, ways(files, peers, iterations));
    const there = Object.entries(found).filter(([name, each]) => {
      if (each[0] !== null) return true;
      notes.add(`This runtime has no WebAssembly for the kernel '${name}'.`);
      return false;
    });
    for (const [, [first]] of there) if (first.versions) notes.add(first.versions);
    all.push(...there.flatMap(([, each]) => each));
    cells.push(...lines(size, Object.fromEntries(there), peers));
  }
  const header = [
    'd',
    'K',
    'program',
    'ms',
    'cores used',
    'scikit-learn ÷ it',
    'mclust ÷ it',
    `log-likelihood after ${iterations}`,
  ];
  const n = sizes(quick)[0].n.toLocaleString('en');
  return section(
    `EM, full covariance, n = ${n}: one iteration`,
    grid([...header, `differs from ${reference}`], cells),
    'Ratios of wall time: median (least–most) over pairs of runs in turn. The last column is the largest relative difference of the log-likelihood over all E-steps (mclust: the first and the last); the start is the same.',
    list([...notes, ...disturbance(all), ...missingPeers(setting.peers, peers)]),
  );
}
