import { createHash } from 'node:crypto';
import v8 from 'node:v8';
import { compileKernel, type KernelKind } from '../../../src/main/engine/kernel/kernel.ts';
import { createKernelPass } from '../../../src/main/engine/kernel/pass.ts';
import { createMissingKernelPass } from '../../../src/main/engine/mixture/missing/kernel-pass.ts';
import type { Components } from '../../../src/main/engine/mixture/pass/components.ts';
import type { Pass } from '../../../src/main/engine/mixture/pass/pass.ts';
import type { Rows } from '../../../src/main/engine/rows.ts';
import { vectorsAreWide, widenVectors } from '../../../src/main/jobs/wide-vectors.ts';
import { drawn, statisticsOf } from '../engine/kernel/mixtures.ts';

/** A hash of what each pass leaves, by its words, in a process whose vectors are narrow or ('wide' in the first word) joined. */
export interface BitsTold {
  readonly wide: boolean;
  readonly bits: Readonly<Record<string, string>>;
}

// By the compiler that joins vectors from the first call on.
v8.setFlagsFromString('--no-liftoff');
if (process.argv[2] === 'wide') widenVectors();

const bits: Record<string, string> = {};

function tell(words: string, pass: Pass, rows: Rows, components: Components): void {
  const { counts, sums, scatters, totals } = statisticsOf(pass, rows, components, components);
  const hash = createHash('sha256').update(JSON.stringify(totals));
  for (const numbers of [counts, sums, scatters]) hash.update(new Uint8Array(numbers.buffer));
  bits[words] = hash.digest('hex');
}

/** All components with the first one's factor. */
function tied(components: Components): Components {
  const { k, d, factors } = components;
  const size = d * d;
  return { ...components, factors: factors.map((_, i) => factors[i % size]).slice(0, k * size) };
}

for (const kind of ['plain', 'relaxed'] satisfies KernelKind[]) {
  const module = compileKernel(kind);
  if (module === null) continue;
  for (const d of [1, 2, 3, 4, 5, 6, 7, 8, 16, 17, 33]) {
    // Near each other all rows have a share in every component; apart few have.
    for (const spread of [0.3, 3]) {
      const words = `${kind}, d ${d}, spread ${spread}`;
      for (const shape of ['full', 'diagonal'] as const) {
        const { rows, components } = drawn({ n: 700, d, k: 3, shape, spread });
        const weights = Float64Array.from({ length: rows.n }, (_, i) => (i % 5) * 0.7);
        tell(`${words}, ${shape}`, createKernelPass(rows, 3, shape, module), rows, components);
        const weighted = { ...rows, weights };
        tell(`${words}, ${shape}, weighted`, createKernelPass(weighted, 3, shape, module), weighted, components);
      }
      const { rows, components } = drawn({ n: 700, d, k: 3, spread });
      tell(`${words}, one factor`, createKernelPass(rows, 3, 'full', module, true), rows, tied(components));
      const rough = { ...rows, rough: true };
      tell(`${words}, rough`, createKernelPass(rough, 3, 'full', module), rough, components);
      if (d === 1) continue;
      const gaps = { ...rows, data: rows.data.map((value, i) => (i % 11 === 0 ? Number.NaN : value)), missing: true };
      tell(`${words}, gaps`, createMissingKernelPass(gaps, 3, 'full', module), gaps, components);
    }
  }
}
process.stdout.write(JSON.stringify({ wide: vectorsAreWide(), bits } satisfies BitsTold));
