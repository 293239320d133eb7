import { encodeTable, outputBiases } from '../../../src/main/datasets/encode.ts';
import type { TableColumn } from '../../../src/main/datasets/encode-column.ts';
import { networkFor } from '../../../src/main/datasets/encode-network.ts';
import { fitLatent } from '../../../src/main/engine/latent/fit.ts';
import { encode, everyRow } from '../../../src/main/engine/latent/use/encode.ts';
import { backendOf } from '../../../src/main/jobs/latent-backend.ts';
import { widenVectors } from '../../../src/main/jobs/wide-vectors.ts';
import { LatentOptions } from '../../../src/shared/model/latent.ts';
import { agreement } from '../../main/engine/latent/support/agreement.ts';
import { rowsOfDigits } from '../make-network-table.ts';

/** digits-8x8, with the application's defaults and the seed of the first word, on so many threads as the second says. */
export interface MapTold {
  /** From the columns in memory to the trained and judged network. */
  readonly seconds: number;
  /** Until the map first had the agreement asked for (looked at after each 5 epochs, off the clock); null: never. */
  readonly first: number | null;
  /** Share of the rows whose nearest neighbour among the codes has their label. */
  readonly agreement: number;
  readonly epochs: number;
  readonly processCpu: number;
}

const enough = 0.75;
const [seed, threads] = process.argv.slice(2).map(Number);
const { n, d, rows, labels } = rowsOfDigits();
const columns = Array.from(
  { length: d },
  (_, j): TableColumn => ({
    name: `pixel_${Math.floor(j / 8)}_${j % 8}`,
    type: 'number',
    cells: { kind: 'values', values: Float64Array.from({ length: n }, (_, i) => rows[i * d + j]) },
  }),
);

function last<R>(steps: Generator<unknown, R>): R {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
let since = performance.now();
let clock = 0;
const options = LatentOptions.parse({ columns: columns.map(({ name }) => name), seed });
const { encoding, table, logJacobian } = encodeTable(columns, options);
const network = networkFor(encoding, table.n, options);
// As the application does before it starts a thread.
widenVectors();
const create = await backendOf('fused', threads, new URL('../../../src/main/jobs/pass-helper.ts', import.meta.url));
const inputAt = encoding.columns.map((column) => column.inputAt);
const fit = fitLatent({ network, table, logJacobian, outputBias: outputBiases(encoding), inputAt, options, create });
const agreementOf = (parameters: Float32Array) => agreement(last(encode(network, parameters, table, everyRow(n))).means, labels);
let first: number | null = null;
let looking = 0;
for (;;) {
  const step = fit.next();
  clock += performance.now() - since;
  if (step.done) {
    const told: MapTold = {
      seconds: clock / 1000,
      first,
      agreement: agreementOf(step.value.weights),
      epochs: step.value.epochs,
      processCpu: cpu() - looking,
    };
    process.stdout.write(JSON.stringify(told));
    break;
  }
  const { epoch, parameters } = step.value;
  if (first === null && epoch && epoch.epoch % 5 === 0) {
    const before = cpu();
    if (agreementOf(parameters()) > enough) first = clock / 1000;
    looking += cpu() - before;
  }
  since = performance.now();
}
