import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { compileKernel, type KernelKind } from '../../../src/main/engine/kernel/kernel.ts';
import { em } from '../../../src/main/engine/mixture/em.ts';
import { familyOf } from '../../../src/main/engine/mixture/family/table.ts';
import { fromLabels } from '../../../src/main/engine/mixture/from-labels.ts';
import type { Rows } from '../../../src/main/engine/rows.ts';
import { createParallelPasses } from '../../../src/main/jobs/parallel-pass.ts';
import { widenVectors } from '../../../src/main/jobs/wide-vectors.ts';
import type { MixtureFiles } from '../make-mixture.ts';
import { summary } from '../statistics.ts';

/** What to measure, as JSON in the first word. */
export interface IterationsAsked extends MixtureFiles {
  readonly kind: KernelKind;
  readonly threads: number;
  readonly iterations: number;
}

/** EM, full covariance, from a hard partition for a fixed number of iterations, in a fresh process; null without such a kernel. */
export interface IterationsTold {
  /** Wall seconds per iteration, the median. */
  readonly seconds: number;
  /** CPU seconds a second, all threads. */
  readonly cores: number;
  readonly processCpu: number;
  /** After each E-step, the first from the start itself. */
  readonly logLikelihoods: readonly number[];
}

const least = { seconds: 0.7, rounds: 3 };

const { rows: rowsFile, labels: labelsFile, n, d, k, kind, threads, iterations } = JSON.parse(process.argv[2]) as IterationsAsked;
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const numbers = readFileSync(rowsFile);
const data = new Float64Array(new SharedArrayBuffer(numbers.byteLength));
new Uint8Array(data.buffer).set(numbers);
const rows: Rows = { n, d, data };
const labels = new Int32Array(new Uint8Array(readFileSync(labelsFile)).buffer);

function last<R>(steps: Generator<unknown, R>): R {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

// As the application does before it starts a thread.
widenVectors();
const module = compileKernel(kind);
if (module === null) process.stdout.write('null');
else {
  const family = familyOf('VVV');
  const floor = { share: 0, variances: new Float64Array(d).fill(1) };
  const start = last(fromLabels(rows, labels, k, family, floor, 0));
  const passes = createParallelPasses(new URL('../../../src/main/jobs/pass-helper.ts', import.meta.url), threads, module);
  const pass = passes.createPass(rows, k, family.shape);

  /** Seconds of each iteration, E-step to E-step, and the log-likelihoods. */
  const round = () => {
    const moments: number[] = [];
    const steps = em(pass, n, family, floor, start, { tolerance: 0, gain: -1, maxIterations: iterations });
    for (;;) {
      const { done, value } = steps.next();
      if (done) return { each: moments.slice(1).map((moment, i) => (moment - moments[i]) / 1000), trace: [...value.trace] };
      if (value.half === 'E' && value.share === 1) moments.push(performance.now());
    }
  };

  // The first rounds pack the rows and wake the compilers and helpers.
  round();
  await pause(500);
  round();
  const before = { cpu: cpu(), time: performance.now() };
  const each: number[] = [];
  let told = round();
  for (let done = 1; ; done++) {
    each.push(...told.each);
    if (done >= least.rounds && performance.now() - before.time > 1000 * least.seconds) break;
    told = round();
  }
  const cores = (cpu() - before.cpu) / ((performance.now() - before.time) / 1000);
  await passes.close();
  const answer: IterationsTold = { seconds: summary(each).median, cores, processCpu: cpu(), logLikelihoods: told.trace };
  process.stdout.write(JSON.stringify(answer));
}
