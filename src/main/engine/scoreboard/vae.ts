import { weightedBounds } from '../latent/bounds/importance.ts';
import type { CreateBackend } from '../latent/network/backend.ts';
import { initialParameters } from '../latent/network/initialise.ts';
import { layoutOf } from '../latent/network/layout.ts';
import { createNetwork, type Network } from '../latent/network/network.ts';
import type { LatentTable } from '../latent/network/table.ts';
import { heldOutShare, layersFor, settle } from '../latent/training/settings.ts';
import { splitRows } from '../latent/training/split.ts';
import { train as trainNetwork } from '../latent/training/train.ts';
import type { Rows } from '../rows.ts';
import type { FoldStep, Outcome } from './fitted.ts';

export interface VaeSettings {
  readonly latent: number;
  /** Draws a row of the importance-weighted bound. */
  readonly samples: number;
  readonly seed: number;
}

/** Fewer rows teach a network nothing. */
const fewestRows = 20;
const initialNoise = 0.5;
/** What training takes of the whole, the bounds the rest. */
const training = 0.85;

const choices = {
  layers: null,
  beta: 1,
  epochs: null,
  batch: null,
  learningRate: null,
  warmUp: null,
  patience: null,
  noiseVariance: null,
  heldOut: null,
  clip: 5,
} as const;

/**
 * A VAE with Gaussian noise in every column, whatever the columns hold, so that its density is one of the same numbers as the
 * other models'. Of the rows trained on some are set apart to tell when to end; the rows held out are known to nothing. Their
 * score is the importance-weighted bound, a lower bound of the log density.
 */
export function* scoreVae(train: Rows, own: Rows, asked: VaeSettings, create: CreateBackend): Generator<FoldStep, Outcome> {
  const { samples, seed } = asked;
  const { n, d } = train;
  if (n < fewestRows)
    return {
      failure: `A network wants ${fewestRows} rows to train on, better hundreds; there are ${n}. Ask for fewer folds, or compare the other models.`,
    };
  const network = createNetwork({
    inputs: d,
    hidden: layersFor({ layers: null }, n),
    latent: Math.min(asked.latent, d),
    activation: 'leaky-relu',
    columns: Array.from({ length: d }, () => ({ kind: 'gaussian', width: 1 })),
    sharedNoise: false,
  });
  const table = tableOf(train, own);
  if (!table) return { failure: 'A row is beyond the range of the 32-bit numbers that a network computes with.' };
  const split = splitRows(n, heldOutShare(choices, n), seed);
  const settings = settle({ ...choices, seed }, split.train.length);
  const start = initialParameters(network, new Float32Array(d), initialNoise, seed);
  const work = trainNetwork(network, table, split, start, settings, create);
  let highest = 0;
  let epochs = 0;
  for (;;) {
    const step = work.next();
    if (step.done) {
      const { parameters, ended } = step.value;
      if (ended === 'not finite')
        return { failure: 'Training left the range of numbers. Look for values far out, or fewer columns.' };
      return yield* bound(network, parameters, table, n, { samples, seed }, ended === 'epochs');
    }
    if (step.value.epoch) epochs++;
    // Training mostly ends long before the most epochs that there may be.
    highest = Math.max(highest, training * (1 - 1 / (1 + 8 * step.value.share)));
    yield { share: highest, doing: `epoch ${epochs}` };
  }
}

function* bound(
  network: Network,
  parameters: Float32Array,
  table: LatentTable,
  from: number,
  options: { readonly samples: number; readonly seed: number },
  unended: boolean,
): Generator<FoldStep, Outcome> {
  const rows = Int32Array.from({ length: table.n - from }, (_, i) => from + i);
  const work = weightedBounds(network, parameters, table, rows, options);
  const { latent } = network;
  const choice = `${latent} latent ${latent === 1 ? 'dimension' : 'dimensions'}`;
  for (;;) {
    const step = work.next();
    if (!step.done) {
      yield { share: training + (1 - training) * step.value, doing: 'importance-weighted bound' };
      continue;
    }
    const { value: logDensity, variance } = step.value;
    const caution = unended ? 'training was still improving when it ended.' : null;
    return { logDensity, variance, choice, parameters: layoutOf(network).length, caution };
  }
}

/** The rows trained on, then those held out; null where a number does not fit into 32 bits. */
function tableOf(train: Rows, own: Rows): LatentTable | null {
  const { d } = train;
  const n = train.n + own.n;
  const inputs = new Float32Array(new SharedArrayBuffer(n * d * Float32Array.BYTES_PER_ELEMENT));
  let at = 0;
  for (const part of [train, own])
    for (let i = 0; i < part.n; i++) for (let j = 0; j < d; j++) inputs[at++] = part.data[j * part.n + i];
  if (!inputs.every(Number.isFinite)) return null;
  return { n, inputs, targets: inputs, mask: null, constants: null };
}
