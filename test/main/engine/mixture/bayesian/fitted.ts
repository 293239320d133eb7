import { ascend, type Gait } from '../../../../../src/main/engine/mixture/bayesian/ascend.ts';
import { type PriorChoice, priorOf, usualChoice } from '../../../../../src/main/engine/mixture/bayesian/default-prior.ts';
import { type Model, type Posterior, type Structure, shapeOf } from '../../../../../src/main/engine/mixture/bayesian/model.ts';
import { update } from '../../../../../src/main/engine/mixture/bayesian/update.ts';
import { familyOf } from '../../../../../src/main/engine/mixture/family/table.ts';
import { partitionStatistics } from '../../../../../src/main/engine/mixture/from-labels.ts';
import { createPass } from '../../../../../src/main/engine/mixture/pass/create.ts';
import { kMeans } from '../../../../../src/main/engine/mixture/starts/k-means.ts';
import { standardise } from '../../../../../src/main/engine/mixture/starts/sphere.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { columnMoments, type Rows } from '../../../../../src/main/engine/rows.ts';
import { finish } from '../../support.ts';

export const structures: readonly Structure[] = ['full', 'tied', 'diagonal', 'spherical'];

export function modelOf(rows: Rows, k: number, structure: Structure, choice: Partial<PriorChoice> = {}): Model {
  const moments = finish(columnMoments(rows));
  return { k, d: rows.d, structure, prior: finish(priorOf(rows, moments, k, structure, { ...usualChoice, ...choice })) };
}

/** Labels 1…K by k-means on standardised columns. */
export const clusters = (rows: Rows, k: number, seed = 1): Int32Array =>
  finish(kMeans(standardise(rows, finish(columnMoments(rows))), k, 10, createRandom(seed, 'labels')));

/** The posterior given a hard partition. */
export function fromPartition(rows: Rows, model: Model, labels: Int32Array): Posterior {
  const means = new Float64Array(model.k * rows.d);
  const family = familyOf(shapeOf(model.structure) === 'full' ? 'VVV' : 'VVI');
  return update(model, finish(partitionStatistics(rows, labels, model.k, family, means)), means);
}

export const fittedTo = (rows: Rows, model: Model, labels: Int32Array, gait: Gait = 'accelerated', tolerance = 1e-10) =>
  finish(
    ascend(
      createPass(rows, model.k, shapeOf(model.structure)),
      rows.n,
      model,
      fromPartition(rows, model, labels),
      { tolerance: tolerance * rows.n, gain: tolerance * rows.n, maxIterations: 5000 },
      gait,
    ),
  );
