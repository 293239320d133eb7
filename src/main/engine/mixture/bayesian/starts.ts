import { createRandom } from '../../random/generator.ts';
import { type Rows, totalWeight } from '../../rows.ts';
import { familyOf } from '../family/table.ts';
import { partitionStatistics } from '../from-labels.ts';
import type { Hierarchy } from '../starts/hierarchy.ts';
import { deterministic, partition, type StartFrame, type StartMethod, startMethod } from '../starts/methods.ts';
import { type Model, type Posterior, shapeOf } from './model.ts';
import { update } from './update.ts';

/** Where a start begins. */
export interface Begun {
  readonly method: string;
  readonly posterior: Posterior;
}

/** Starts of fewer clusters than K leave the other components to the prior: what the data do not need is spared the way. */
const shares = [1, 1, 1 / 2, 1, 1 / 3];

/** Hard partitions only: the soft starts of EM draw from mixtures that have no prior. */
const partitions = (rows: number, d: number, unitInvariant: boolean): readonly StartMethod[] =>
  Array.from({ length: rows }, (_, start) => startMethod(start, { unitInvariant }, d)).filter(
    ({ kind }) => kind !== 'random' && kind !== 'grown',
  );

/**
 * The posterior of start number `start`, by its own stream of random numbers: rows are partitioned in one of several ways, into K
 * clusters or fewer, the largest cluster first (the order in which sticks are best broken). `rows` are those of `frame.raw`.
 * Throws RangeError where they are too few or too alike for so many clusters.
 */
export function* begin(
  frame: StartFrame,
  model: Model,
  start: number,
  seed: number,
  tree: () => Generator<void, Hierarchy>,
): Generator<void, Begun> {
  const { k, d, structure } = model;
  const methods = partitions(12, d, structure !== 'spherical');
  const random = methods.filter((method) => !deterministic(method));
  const method = start < methods.length ? methods[start] : random[start % random.length];
  const clusters = Math.max(1, Math.min(Math.ceil(k * shares[start % shares.length]), Math.floor(frame.raw.n / 2)));
  const labels = yield* partition(frame, clusters, method, tree, createRandom(seed, 'variational', k, structure, start));
  const name = clusters === k ? method.name : `${method.name}, ${clusters} cluster${clusters === 1 ? '' : 's'}`;
  return { method: name, posterior: yield* posteriorOf(frame.raw, model, bySize(labels, clusters)) };
}

/** The posterior given hard labels 1…K, of complete rows. */
export function* posteriorOf(rows: Rows, model: Model, labels: Int32Array): Generator<void, Posterior> {
  const means = new Float64Array(model.k * model.d);
  const family = familyOf(shapeOf(model.structure) === 'full' ? 'VVV' : 'VVI');
  return update(model, yield* partitionStatistics(rows, labels, model.k, family, means), means);
}

/** Labels numbered by the size of their cluster, the largest first; 0 stays 0. */
function bySize(labels: Int32Array, clusters: number): Int32Array {
  const sizes = new Float64Array(clusters + 1);
  for (const label of labels) sizes[label]++;
  const order = Array.from({ length: clusters }, (_, c) => c + 1).sort((a, b) => sizes[b] - sizes[a] || a - b);
  const place = new Int32Array(clusters + 1);
  order.forEach((label, at) => {
    place[label] = at + 1;
  });
  return labels.map((label) => place[label]);
}

/** The rows of a sample count for all rows, so that the prior has its true share: each by n / m. */
export function standingFor(sample: Rows, all: Rows): Rows {
  if (sample.n === all.n) return sample;
  const factor = totalWeight(all) / totalWeight(sample);
  const weights = sample.weights ? sample.weights.map((w) => w * factor) : new Float64Array(sample.n).fill(factor);
  return { ...sample, weights };
}
