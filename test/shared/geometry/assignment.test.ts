import { describe, expect, test } from 'vitest';
import { predictiveLogDensity } from '../../../src/main/engine/mixture/bayesian/predictive.ts';
import { variationalRows } from '../../../src/main/engine/mixture/bayesian/rows.ts';
import { expectedMixture } from '../../../src/main/engine/mixture/bayesian/summary.ts';
import type { Rows } from '../../../src/main/engine/rows.ts';
import { toLists } from '../../../src/main/use-cases/mixtures.ts';
import { assignmentMixture } from '../../../src/shared/geometry/assignment.ts';
import { densityCurves, marginalOf } from '../../../src/shared/geometry/density.ts';
import { presenceOf } from '../../../src/shared/geometry/presence.ts';
import { priorWeights } from '../../../src/shared/geometry/prior-weights.ts';
import { rowPosterior } from '../../../src/shared/geometry/responsibilities.ts';
import { weightsPriors } from '../../../src/shared/model/variational.ts';
import { clusters, fittedTo, modelOf, structures } from '../../main/engine/mixture/bayesian/fitted.ts';
import { faithful, finish } from '../../main/engine/support.ts';

function fitTo(rows: Rows, structure: (typeof structures)[number], weights: (typeof weightsPriors)[number]) {
  const model = modelOf(rows, 4, structure, { weights, concentration: 0.5 });
  const { posterior } = fittedTo(rows, model, clusters(rows, 4)).held;
  return { model, posterior, lists: toLists({ ...expectedMixture(model, posterior), variational: { model, posterior } }) };
}
const columnsOf = ({ n, d, data }: Rows) => Array.from({ length: d }, (_, j) => data.slice(j * n, (j + 1) * n));
const oneColumn: Rows = { ...faithful, d: 1, data: faithful.data.slice(0, 272) };

describe.each(structures)('a Bayesian mixture as the window draws it, %s', (structure) => {
  test.each(weightsPriors)('has the responsibilities of the engine’s q(z) (Dirichlet %s)', (weights) => {
    const { model, posterior, lists } = fitTo(faithful, structure, weights);
    const own = rowPosterior(columnsOf(faithful), assignmentMixture(lists));
    const engine = finish(variationalRows(faithful, model, posterior));
    for (const [i, r] of own.responsibilities.entries()) expect(r).toBeCloseTo(engine.responsibilities[i]!, 6);
    expect([...own.labels]).toEqual([...engine.labels]);
  });

  test('has the predictive density of the engine in one column', () => {
    const { model, posterior, lists } = fitTo(oneColumn, structure, 'process');
    const { x, total } = densityCurves(marginalOf(lists, 0), [1, 6]);
    const engine = finish(predictiveLogDensity({ n: x.length, d: 1, data: x }, model, posterior));
    for (const [i, density] of total.entries()) expect(density / Math.exp(engine[i]!)).toBeCloseTo(1, 10);
  });
});

test('a mixture without a posterior is drawn as it is', () => {
  const { lists } = fitTo(faithful, 'full', 'process');
  const plain = { ...lists, variational: null };
  expect(assignmentMixture(plain)).toBe(plain);
  expect(marginalOf(plain, 0)).not.toHaveProperty('degrees');
  expect(presenceOf(plain)).toEqual([1, 1, 1, 1]);
});

test('components fade with the rows that are expected in them', () => {
  const { lists } = fitTo(faithful, 'full', 'process');
  const posterior = { ...lists.variational!, counts: [200, 66, 3, 3e-9] };
  const presence = presenceOf({ ...lists, variational: posterior });
  expect(presence.slice(0, 2)).toEqual([1, 1]);
  expect(presence[2]).toBeCloseTo(3 / 269 / 0.02, 6);
  expect(presence[3]).toBe(0.04);
});

describe('the weights that the prior alone expects', () => {
  test('are alike under a Dirichlet distribution', () => {
    expect(priorWeights({ weights: 'distribution', concentration: 0.01 }, 4)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  test('fall stick by stick under a Dirichlet process, and sum to 1', () => {
    const weights = priorWeights({ weights: 'process', concentration: 1 }, 3);
    expect(weights).toEqual([4 / 7, 2 / 7, 1 / 7]);
    expect(priorWeights({ weights: 'process', concentration: 1e6 }, 3)[2]).toBeCloseTo(1 / 3, 5);
  });
});
