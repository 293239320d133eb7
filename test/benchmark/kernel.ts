import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { compileKernel, type KernelKind } from '../../src/main/engine/kernel/kernel.ts';
import { createKernelPass } from '../../src/main/engine/kernel/pass.ts';
import { type Components, toComponents } from '../../src/main/engine/mixture/pass/components.ts';
import { type Pass, passOver } from '../../src/main/engine/mixture/pass/pass.ts';
import { createPlainPass } from '../../src/main/engine/mixture/pass/plain.ts';
import { createStatistics } from '../../src/main/engine/mixture/pass/statistics.ts';
import { createRandom } from '../../src/main/engine/random/generator.ts';
import type { Rows } from '../../src/main/engine/rows.ts';
import { createParallelPasses } from '../../src/main/jobs/parallel-pass.ts';

/**
 * `node test/benchmark/kernel.ts [--rounds N] [--spread S] [--threads N]`: nanoseconds a row and component of one pass, full
 * covariance, by the plain TypeScript pass and by both kernels, in turn in one run, and their ratios; the same where all
 * components are known to have one covariance (tied), which here they have; beside them one EM
 * iteration of scikit-learn on the same rows and parameters where /usr/bin/python3 has it (apt-get install python3-sklearn).
 * Spread is the distance of the means from the origin in standard deviations, all columns taken together: 1.4 overlaps, 10 not.
 */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    spread: { type: 'string', default: '1.4' },
    threads: { type: 'string', default: '2' },
  },
});
const rounds = Number(values.rounds);
const spread = Number(values.spread);
const threads = Number(values.threads);
const sizes = [
  { n: 100_000, d: 2, k: 10 },
  { n: 100_000, d: 4, k: 10 },
  { n: 100_000, d: 8, k: 10 },
  { n: 100_000, d: 16, k: 10 },
  { n: 100_000, d: 64, k: 5 },
] as const;

function draw(n: number, d: number, k: number): { rows: Rows; components: Components } {
  const random = createRandom(1, n, d, k);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
  const means = Float64Array.from({ length: k * d }, () => (spread * normal()) / Math.sqrt(d));
  const data = new Float64Array(new SharedArrayBuffer(8 * n * d));
  for (let i = 0; i < n; i++) {
    const c = random.below(k);
    for (let j = 0; j < d; j++) data[j * n + i] = means[c * d + j] + normal();
  }
  const covariances = new Float64Array(k * d * d);
  for (let i = 0; i < k * d * d; i++) covariances[i] = Math.floor((i % (d * d)) / d) === i % d ? 1.1 : 0.2 / d;
  return {
    rows: { n, d, data },
    components: toComponents({ k, d, weights: new Float64Array(k).fill(1 / k), means, covariances }),
  };
}

const scikit = `
import json, sys, time, warnings
import numpy as np
from sklearn.mixture import GaussianMixture
warnings.simplefilter("ignore")
path, n, d, k = sys.argv[1], *map(int, sys.argv[2:5])
x = np.ascontiguousarray(np.fromfile(path + "/rows").reshape(d, n).T)
m = np.fromfile(path + "/means").reshape(k, d)
g = GaussianMixture(k, reg_covar=0, weights_init=np.full(k, 1 / k), means_init=m)
g.weights_, g.means_ = np.full(k, 1 / k), m
g.precisions_cholesky_ = np.stack([np.linalg.inv(np.linalg.cholesky(np.full((d, d), 0.2 / d) + (1.1 - 0.2 / d) * np.eye(d))).T] * k)
first, seconds = None, []
for i in range(4):
    start = time.perf_counter()
    mean, r = g._e_step(x)
    first = mean * n if first is None else first
    g._m_step(x, r)
    seconds.append(time.perf_counter() - start)
print(json.dumps([sorted(seconds[1:])[1], first]))
`;

/** Seconds of an iteration and the log-likelihood at the start, or null where there is no scikit-learn. */
function scikitIteration(folder: string, { n, d, k }: { n: number; d: number; k: number }): [number, number] | null {
  const env = { ...process.env, OPENBLAS_NUM_THREADS: String(threads), OMP_NUM_THREADS: String(threads) };
  const { status, stdout } = spawnSync('/usr/bin/python3', ['-c', scikit, folder, `${n}`, `${d}`, `${k}`], {
    env,
    encoding: 'utf8',
  });
  return status === 0 ? JSON.parse(stdout) : null;
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const digits = (value: number) => value.toPrecision(3);

const module = (kind: KernelKind) => {
  const compiled = compileKernel(kind);
  if (!compiled) throw new Error(`This Node has no ${kind} SIMD.`);
  return compiled;
};
const helperEntry = new URL('../../src/main/jobs/pass-helper.ts', import.meta.url);
const parallel = createParallelPasses(helperEntry, threads, module('relaxed'));
const folder = mkdtempSync(join(tmpdir(), 'latent-lens-kernel-'));
const lines: Record<string, string | number>[] = [];
try {
  for (const size of sizes) {
    const { n, d, k } = size;
    const { rows, components } = draw(n, d, k);
    writeFileSync(join(folder, 'rows'), rows.data);
    writeFileSync(join(folder, 'means'), components.means);
    const { shape } = components;
    const passes: Record<string, Pass> = {
      twin: createPlainPass(rows, k, shape),
      plain: createKernelPass(rows, k, shape, module('plain')),
      relaxed: createKernelPass(rows, k, shape, module('relaxed')),
      tied: createKernelPass(rows, k, shape, module('relaxed'), true),
      shared: parallel.createPass(rows, k, shape),
    };
    const times: Record<string, number[]> = { twin: [], plain: [], relaxed: [], tied: [], shared: [], scikit: [] };
    const statistics = createStatistics(k, d, shape);
    let difference = Number.NaN;
    for (let round = 0; round <= rounds; round++) {
      const python = scikitIteration(folder, size);
      if (python && round > 0) times.scikit.push(python[0]);
      for (const [name, pass] of Object.entries(passes)) {
        if (name === 'twin' && round > 2) continue;
        // Helpers and the machine's other threads come to rest.
        await pause(20);
        const each: number[] = [];
        for (let i = 0; i < (name === 'twin' ? 1 : 5); i++) {
          const start = performance.now();
          for (const _ of passOver(pass, n, components, statistics, null));
          each.push((performance.now() - start) / 1000);
        }
        // The first round wakes the compilers.
        if (round > 0) times[name].push(median(each));
      }
      if (python) difference = Math.abs(statistics.totals.logLikelihood / python[1] - 1);
    }
    const ns = Object.fromEntries(Object.entries(times).map(([name, t]) => [name, (median(t) * 1e9) / n / k]));
    lines.push({
      'd, K': `${d}, ${k}`,
      'twin ns': digits(ns.twin),
      'plain ns': digits(ns.plain),
      'relaxed ns': digits(ns.relaxed),
      [`${threads} threads ns`]: digits(ns.shared),
      'tied ns': digits(ns.tied),
      'relaxed / tied': digits(ns.relaxed / ns.tied),
      'twin / plain': digits(ns.twin / ns.plain),
      'twin / relaxed': digits(ns.twin / ns.relaxed),
      ...(times.scikit.length > 0 && {
        'scikit / relaxed': digits(ns.scikit / ns.relaxed),
        [`scikit / ${threads} threads`]: digits(ns.scikit / ns.shared),
        'log-likelihood': difference.toExponential(1),
      }),
    });
    process.stderr.write(`d = ${d} measured, load ${loadavg()[0].toFixed(1)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
  await parallel.close();
}
console.table(lines);
