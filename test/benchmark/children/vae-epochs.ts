import { readFileSync, writeFileSync } from 'node:fs';
import type { Backend } from '../../../src/main/engine/latent/network/backend.ts';
import { shuffle } from '../../../src/main/engine/latent/training/split.ts';
import { createRandom } from '../../../src/main/engine/random/generator.ts';
import { fillNormal } from '../../../src/main/engine/random/normal.ts';
import { backendOf, type LatentBackend } from '../../../src/main/jobs/latent-backend.ts';
import { widenVectors } from '../../../src/main/jobs/wide-vectors.ts';
import { type NetworkFiles, networkOf, tableOf } from '../make-network-table.ts';
import { summary } from '../statistics.ts';

/** What to measure, as JSON in the first word. */
export interface EpochsAsked extends NetworkFiles {
  readonly backend: LatentBackend;
  readonly threads: number;
  readonly batch: number;
  readonly learningRate: number;
  /** Where the trained parameters go. */
  readonly trained: string;
}

/** Epochs of training, in a fresh process. The first is not counted: it wakes compilers and helpers. */
export interface EpochsTold {
  /** Wall and CPU seconds an epoch, medians. */
  readonly seconds: number;
  readonly cpu: number;
  readonly processCpu: number;
  readonly name: string;
  readonly versions?: string;
}

const asked = JSON.parse(process.argv[2]) as EpochsAsked;
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const floats = (file: string) => new Float32Array(new Uint8Array(readFileSync(file)).buffer);
const rows = floats(asked.rows);
const order = new Int32Array(new Uint8Array(readFileSync(asked.train)).buffer);
// As the application does before it starts a thread.
widenVectors();
const network = networkOf(asked.d);
const helper = new URL('../../../src/main/jobs/pass-helper.ts', import.meta.url);
const create = await backendOf(asked.backend, asked.threads, helper);
const backend: Backend = create(network, tableOf(asked, rows), floats(asked.start));
const { batch, learningRate } = asked;
const noise = new Float32Array(batch * network.latent);

function epoch(number: number): void {
  const random = createRandom(1, 'epoch', number);
  shuffle(order, random);
  for (let from = 0; from < order.length; from += batch) {
    const part = order.subarray(from, from + batch);
    fillNormal(noise, random);
    backend.step(
      { rows: part, noise: noise.subarray(0, part.length * network.latent) },
      { klWeight: 1, learningRate, clip: 5, learnNoise: true },
    );
  }
}

const walls: number[] = [];
const cpus: number[] = [];
for (let i = 0; i < asked.epochs; i++) {
  const before = { time: performance.now(), cpu: cpu() };
  epoch(i);
  walls.push((performance.now() - before.time) / 1000);
  cpus.push(cpu() - before.cpu);
}
writeFileSync(asked.trained, backend.parameters());
backend.close();
const told: EpochsTold = {
  seconds: summary(walls.slice(1)).median,
  cpu: summary(cpus.slice(1)).median,
  processCpu: cpu(),
  name: backend.name,
};
process.stdout.write(JSON.stringify(told));
