import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { initialParameters } from '../../src/main/engine/latent/network/initialise.ts';
import { createNetwork, type Network } from '../../src/main/engine/latent/network/network.ts';
import type { LatentTable } from '../../src/main/engine/latent/network/table.ts';
import { splitRows } from '../../src/main/engine/latent/training/split.ts';
import { createRandom } from '../../src/main/engine/random/generator.ts';
import { normalPair } from '../../src/main/engine/random/normal.ts';
import { root } from './setting.ts';

/** A table to train on, and what every program begins with. */
export interface NetworkFiles {
  readonly name: string;
  readonly n: number;
  readonly d: number;
  /** n × d, f32, row-major, standardised. */
  readonly rows: string;
  /** Rows that are trained on, i32. */
  readonly train: string;
  /** The network's vector of parameters (layout.ts), f32. */
  readonly start: string;
  readonly epochs: number;
}

export const rowsOfDigits = (): {
  readonly n: number;
  readonly d: number;
  readonly rows: Float32Array;
  readonly labels: string[];
} => {
  const lines = readFileSync(join(root, 'resources', 'samples', 'digits-8x8.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1);
  const cells = lines.map((line) => line.split(','));
  const d = cells[0].length - 1;
  const rows = Float32Array.from(cells.flatMap((row) => row.slice(0, d).map(Number)));
  return { n: cells.length, d, rows, labels: cells.map((row) => row[d]) };
};

/** Three latent normals, bent into seven columns, with noise. The same numbers every time. */
export function makeBent(n: number): { readonly n: number; readonly d: number; readonly rows: Float32Array } {
  const random = createRandom(1, 'bent', n);
  const rows = new Float32Array(n * 7);
  for (let i = 0; i < n; i++) {
    const [a, b] = normalPair(random);
    const [c, ...noise] = [normalPair(random), normalPair(random), normalPair(random), normalPair(random)].flat();
    const bent = [a, b, a * b, Math.sin(2 * a) + 0.5 * c, Math.tanh(2 * b) - 0.3 * c, a * a - 0.5 * b * b, Math.abs(c) + 0.4 * a];
    rows.set(
      bent.map((value, j) => value + 0.15 * noise[j]),
      7 * i,
    );
  }
  return { n, d: 7, rows };
}

/** In place: population mean 0 and standard deviation 1; a constant column becomes 0. */
function standardise(rows: Float32Array, n: number, d: number): void {
  for (let j = 0; j < d; j++) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i++) sum += rows[i * d + j];
    for (let i = 0; i < n; i++) squares += (rows[i * d + j] - sum / n) ** 2;
    const scale = squares > 0 ? 1 / Math.sqrt(squares / n) : 0;
    for (let i = 0; i < n; i++) rows[i * d + j] = (rows[i * d + j] - sum / n) * scale;
  }
}

/** Encoder d-128-64-(2+2) and its mirror, a learned noise variance for each column. */
export const networkOf = (d: number): Network =>
  createNetwork({
    inputs: d,
    hidden: [128, 64],
    latent: 2,
    activation: 'leaky-relu',
    columns: Array.from({ length: d }, () => ({ kind: 'gaussian' as const, width: 1 })),
    sharedNoise: false,
  });

export const tableOf = ({ n }: { readonly n: number }, rows: Float32Array): LatentTable => ({
  n,
  inputs: rows,
  targets: rows,
  mask: null,
  constants: null,
});

export const heldOutShare = 0.1;

export async function writeNetworkTable(
  folder: string,
  name: string,
  { n, d, rows }: { readonly n: number; readonly d: number; readonly rows: Float32Array },
  epochs: number,
): Promise<NetworkFiles> {
  standardise(rows, n, d);
  const files = { name, n, d, epochs, rows: join(folder, `${name}-rows`), train: join(folder, `${name}-train`) };
  const start = join(folder, `${name}-start`);
  const network = networkOf(d);
  await writeFile(files.rows, rows);
  await writeFile(files.train, splitRows(n, heldOutShare, 1).train);
  await writeFile(start, initialParameters(network, new Float32Array(d), 0.5, 1));
  return { ...files, start };
}
