import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { rowBounds } from '../../../src/main/engine/latent/bounds/rows.ts';
import { splitRows } from '../../../src/main/engine/latent/training/split.ts';
import type { LatentBackend } from '../../../src/main/jobs/latent-backend.ts';
import type { EpochsAsked, EpochsTold } from '../children/vae-epochs.ts';
import type { MapTold } from '../children/vae-map.ts';
import { disturbance, type Watched, watched } from '../load.ts';
import {
  heldOutShare,
  makeBent,
  type NetworkFiles,
  networkOf,
  rowsOfDigits,
  tableOf,
  writeNetworkTable,
} from '../make-network-table.ts';
import { amount, grid, list, rangeOf, section } from '../markdown.ts';
import { findPython, install, runPeer } from '../peers/find.ts';
import { ratioOf } from '../ratio.ts';
import { child, type Setting } from '../setting.ts';
import { inTurn, summary } from '../statistics.ts';

type Told = Watched<EpochsTold & { readonly elbo: number }>;

const batch = 256;
const learningRate = 1e-3;
const torchAlone = 'PyTorch, 1 thread';
const torchUsual = 'PyTorch, default threads';
const tensorflow = 'TensorFlow.js, WASM';

/** Held-out ELBO of the parameters that a program came to, nats per row: by one definition and one noise for all. */
function elboOf({ n, d, rows }: NetworkFiles, trained: string): number {
  const floats = (file: string) => new Float32Array(new Uint8Array(readFileSync(file)).buffer);
  const { heldOut } = splitRows(n, heldOutShare, 1);
  const options = { samples: Math.ceil(20_000 / heldOut.length), seed: 1 };
  const work = rowBounds(networkOf(d), floats(trained), tableOf({ n }, floats(rows)), heldOut, options);
  for (;;) {
    const { done, value } = work.next();
    if (!done) continue;
    const mean = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0) / values.length;
    return mean(value.reconstruction) - mean(value.kl);
  }
}

/** What is measured, by its name, in turn. */
function ways(files: NetworkFiles, folder: string, python: string | null): Record<string, () => Promise<Told>> {
  const trained = join(folder, 'trained');
  const judged = async (run: () => Promise<EpochsTold>): Promise<Told> => {
    const told = await watched(run);
    return { ...told, elbo: elboOf(files, trained) };
  };
  const ours = (backend: LatentBackend, threads: number) => () =>
    judged(() => {
      const asked: EpochsAsked = { ...files, backend, threads, batch, learningRate, trained };
      return child<EpochsTold>('vae-epochs.ts', JSON.stringify(asked));
    });
  const { rows, train, start, n, d, epochs } = files;
  const torch = (executable: string, threads: number) => () =>
    judged(() => runPeer(executable, 'torch_vae.py', rows, train, start, n, d, epochs, threads, batch, learningRate, trained));
  return {
    'Latent Lens, 1 thread': ours('fused', 1),
    ...(availableParallelism() > 1 && { 'Latent Lens, 2 threads': ours('fused', 2) }),
    [tensorflow]: ours('tensorflow', 1),
    ...(python && { [torchAlone]: torch(python, 1), [torchUsual]: torch(python, 0) }),
  };
}

const milliseconds = (seconds: number) => (1000 * seconds).toPrecision(3);

/** Ratios of CPU time, for a machine that others use too: median (least–most). */
const cpuRatio = (theirs: readonly Told[] | undefined, ours: readonly Told[]): string =>
  theirs ? rangeOf(theirs.map(({ cpu }, run) => cpu / ours[Math.min(run, ours.length - 1)].cpu)) : '–';

function lines(files: NetworkFiles, results: Readonly<Record<string, readonly Told[]>>): string[][] {
  return Object.entries(results).map(([name, runs]) => [
    `${files.name}, ${files.n.toLocaleString('en')} × ${files.d}`,
    name,
    milliseconds(summary(runs.map(({ seconds }) => seconds)).median),
    milliseconds(summary(runs.map(({ cpu }) => cpu)).median),
    ...[torchAlone, torchUsual, tensorflow].map((peer) => (peer === name ? '1' : ratioOf(results[peer], runs))),
    cpuRatio(results[torchAlone], runs),
    cpuRatio(results[tensorflow], runs),
    summary(runs.map(({ elbo }) => elbo)).median.toFixed(3),
  ]);
}

/** Time of an epoch of training, from the same weights for the same number of epochs; then from Train to a map of the digits. */
export async function vae(setting: Setting): Promise<string> {
  const { runs, folder, quick, peers, say } = setting;
  const python = peers.includes('pytorch') ? await findPython('torch') : null;
  const cells: string[][] = [];
  const notes = new Set<string>();
  const all: Told[] = [];
  const digits = await writeNetworkTable(folder, 'digits-8x8', rowsOfDigits(), quick ? 4 : 120);
  const bent = await writeNetworkTable(folder, 'bent', makeBent(quick ? 5000 : 53_940), quick ? 2 : 10);
  for (const files of [digits, bent]) {
    say(`  epochs: ${files.name} …`);
    const results = await inTurn(runs, ways(files, folder, python));
    for (const told of Object.values(results)) {
      if (told[0].versions) notes.add(told[0].versions);
      all.push(...told);
    }
    cells.push(...lines(files, results));
  }
  if (python === null && peers.includes('pytorch')) notes.add(`PyTorch is not on this machine: ${install.pytorch}`);
  const header = ['table', 'program', 'ms', 'CPU ms', 'PyTorch 1 ÷ it', 'PyTorch ÷ it', 'TensorFlow.js ÷ it'];
  return [
    section(
      'VAE, encoder d-128-64-(2+2) and its mirror, batch 256: one epoch',
      grid([...header, 'CPU: PyTorch 1 ÷ it', 'CPU: TensorFlow.js ÷ it', 'held-out ELBO'], cells),
      `Ratios of wall time, then of CPU time: median (least–most) over pairs of runs in turn. The held-out ELBO, nats per row, is after ${digits.epochs} epochs of digits-8x8 and ${bent.epochs} of the other from the same weights, by one definition for all.`,
      list([...notes, ...disturbance(all)]),
    ),
    await maps(setting),
  ].join('\n\n');
}

async function maps({ seeds, say }: Setting): Promise<string> {
  const threads = Math.min(2, availableParallelism());
  const told: Watched<MapTold>[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    say(`  map of the digits, seed ${seed} …`);
    told.push(await watched(() => child<MapTold>('vae-map.ts', `${seed}`, `${threads}`)));
  }
  const cells = told.map(({ seconds, first, agreement, epochs }, i) => [
    `${i + 1}`,
    first === null ? 'never' : amount(first),
    amount(seconds),
    `${epochs}`,
    agreement.toFixed(3),
  ]);
  return section(
    `From Train on digits-8x8 to a map, defaults, ${threads} thread${threads > 1 ? 's' : ''}`,
    grid(['seed', 's until agreement > 0.75', 's until trained and judged', 'epochs', 'agreement at the end'], cells),
    'Agreement: the share of the rows whose nearest neighbour on the two-dimensional map has the same label.',
    list(disturbance(told)),
  );
}
