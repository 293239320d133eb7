import { describe, expect, test } from 'vitest';
import { ascend } from '../../../../../src/main/engine/mixture/bayesian/ascend.ts';
import { boundAfterE, hold, termsAfterE, termsAfterM } from '../../../../../src/main/engine/mixture/bayesian/bound.ts';
import { type Model, type Posterior, shapeOf } from '../../../../../src/main/engine/mixture/bayesian/model.ts';
import { update } from '../../../../../src/main/engine/mixture/bayesian/update.ts';
import { about, copyStatistics } from '../../../../../src/main/engine/mixture/extrapolate.ts';
import { createPass } from '../../../../../src/main/engine/mixture/pass/create.ts';
import { passOver } from '../../../../../src/main/engine/mixture/pass/pass.ts';
import { createStatistics } from '../../../../../src/main/engine/mixture/pass/statistics.ts';
import { createRandom } from '../../../../../src/main/engine/random/generator.ts';
import { type Rows, takeRows } from '../../../../../src/main/engine/rows.ts';
import { logGamma, logMultivariateGamma } from '../../../../../src/main/engine/special-functions/gamma.ts';
import { weightsPriors } from '../../../../../src/shared/model/variational.ts';
import { blobs, faithful, finish, iris, rowsOf } from '../../support.ts';
import { clusters, fittedTo, fromPartition, modelOf, structures } from './fitted.ts';

const holed = (rows: Rows): Rows => {
  const random = createRandom(5, 'holes');
  return { ...rows, missing: true, data: rows.data.map((x) => (random.next() < 0.15 ? Number.NaN : x)) };
};
const weighted = (rows: Rows): Rows => {
  const random = createRandom(6, 'weights');
  return { ...rows, weights: Float64Array.from({ length: rows.n }, () => random.below(4) / 2) };
};

const everyRow: readonly (readonly [string, Rows, number])[] = [
  ['Old Faithful', faithful, 6],
  ['iris', iris, 5],
  ['one column', takeColumns(faithful, 1), 4],
  ['three blobs in five columns', blobs(300, 5, 3, 4, 1), 8],
  ['one blob', blobs(200, 2, 1, 0, 2), 6],
  ['rows with weights', weighted(faithful), 4],
  ['rows with missing cells', holed(iris), 4],
];

function takeColumns(rows: Rows, d: number): Rows {
  return { ...rows, d, data: rows.data.slice(0, d * rows.n) };
}

const cases = everyRow.flatMap(([name, rows, k]) =>
  structures.flatMap((structure) => weightsPriors.map((weights) => ({ name, rows, k, structure, weights }))),
);

describe.each(cases)('$structure precisions, a Dirichlet $weights, $name', ({ rows, k, structure, weights }) => {
  test.each([0.01, 1, 30])('at concentration %d neither update lets the ELBO fall', (concentration) => {
    const model = modelOf(rows, k, structure, { weights, concentration });
    const filled = rows.missing ? { ...rows, missing: false, data: rows.data.map((x) => (Number.isNaN(x) ? 0 : x)) } : rows;
    const pass = createPass(rows, k, shapeOf(structure));
    let held = hold(model, fromPartition(filled, model, clusters(filled, k)));
    let before = Number.NEGATIVE_INFINITY;
    for (let iteration = 0; iteration < 40; iteration++) {
      const statistics = createStatistics(k, rows.d, shapeOf(structure));
      finish(passOver(pass, rows.n, held.components, statistics, null));
      const afterE = termsAfterE(held, statistics);
      const slack = 1e-10 * Math.abs(afterE.elbo);
      expect(afterE.elbo).toBeGreaterThanOrEqual(before - slack);
      expect(Math.abs(afterE.elbo - boundAfterE(held, statistics))).toBeLessThan(slack);
      const { reconstruction, assignments, weights: w, means, precisions, elbo } = afterE;
      expect(Math.abs(reconstruction - assignments - w - means - precisions - elbo)).toBeLessThan(slack);
      for (const cost of [rows.missing ? 0 : assignments, w, means, precisions]) expect(cost).toBeGreaterThan(-slack);

      const next = hold(model, update(model, statistics, held.posterior.means));
      const moved = createStatistics(k, rows.d, shapeOf(structure));
      copyStatistics(statistics, moved);
      about(moved, held.posterior.means, next.posterior.means);
      const afterM = termsAfterM(held, statistics, next, moved);
      expect(afterM.elbo).toBeGreaterThanOrEqual(afterE.elbo - slack);
      before = afterM.elbo;
      held = next;
    }
  });
});

/** log p(X) of one Gaussian with this prior: what the normal-Wishart (normal-gamma) integral gives (Bishop 2006; Murphy 2007). */
function evidence(rows: Rows, model: Model): number {
  const { d, structure, prior } = model;
  const { n } = rows;
  const posterior = fromPartition(rows, model, new Int32Array(n).fill(1));
  const logDet = (scale: Float64Array) => (d === 1 ? Math.log(scale[0]) : Math.log(scale[0] * scale[3] - scale[1] * scale[2]));
  const common = (-n * d * Math.log(Math.PI)) / 2 + (d / 2) * Math.log(prior.meanPrecision / (prior.meanPrecision + n));
  const [before, after] = [prior.degrees, prior.degrees + n];
  const gamma = (nu: number) => {
    if (structure === 'diagonal') return d * logGamma(nu / 2);
    if (structure === 'spherical') return logGamma((d * nu) / 2) - (d / 2) * nu * Math.log(d);
    return logMultivariateGamma(nu / 2, d);
  };
  const dets = (before / 2) * logDet(prior.scale) - (after / 2) * logDet(posterior.scales);
  const stick = prior.weights === 'process' ? logGamma(1 + n) + logGamma(1 + prior.concentration) - logGamma(1 + n + prior.concentration) : 0; // biome-ignore format: one formula
  return common + gamma(after) - gamma(before) + dets + stick;
}

describe.each(structures)('with one component, where nothing is hidden, %s', (structure) => {
  test.each(weightsPriors)('the ELBO is the log evidence (%s)', (weights) => {
    for (const rows of [faithful, takeColumns(faithful, 1)]) {
      const model = modelOf(rows, 1, structure, { weights, concentration: 0.7, meanPrecision: 0.3, degrees: 3.5 });
      const { trace } = fittedTo(rows, model, new Int32Array(rows.n).fill(1));
      expect(trace.at(-1)).toBeCloseTo(evidence(rows, model), 7);
    }
  });
});

test('with two components the ELBO stays below the log evidence, which a sum over all assignments gives', () => {
  const rows = rowsOf([[0.1], [0.3], [0.2], [4], [4.3], [3.9], [0.15], [4.1]]);
  for (const weights of weightsPriors) {
    const model = modelOf(rows, 2, 'full', { weights, concentration: 0.8 });
    const one: Model = { ...model, k: 1, prior: { ...model.prior, weights: 'distribution' } };
    const parts: number[] = [];
    for (let bits = 0; bits < 2 ** rows.n; bits++) {
      const members = [0, 1].map((side) => Array.from({ length: rows.n }, (_, i) => i).filter((i) => ((bits >> i) & 1) === side));
      const data = members.reduce((sum, of) => sum + (of.length === 0 ? 0 : evidence(takeRows(rows, of), one)), 0);
      const [a, b] = members.map(({ length }) => length);
      const alpha = model.prior.concentration;
      // Dirichlet–multinomial; or the sticks' Beta–Bernoulli, the second stick's too.
      const labels =
        weights === 'distribution'
          ? logGamma(2 * alpha) - logGamma(2 * alpha + rows.n) + logGamma(alpha + a) + logGamma(alpha + b) - 2 * logGamma(alpha)
          : beta(1 + a, alpha + b) - beta(1, alpha) + beta(1 + b, alpha) - beta(1, alpha);
      parts.push(data + labels);
    }
    const largest = Math.max(...parts);
    const exact = largest + Math.log(parts.reduce((sum, part) => sum + Math.exp(part - largest), 0));
    const { trace } = fittedTo(rows, model, Int32Array.of(1, 1, 1, 2, 2, 2, 1, 2));
    const elbo = trace.at(-1) ?? 0;
    expect(elbo).toBeLessThan(exact);
    // The two numberings of the components are two modes, of which mean-field takes one; the rest is what it loses by its factors.
    expect(elbo).toBeGreaterThan(exact - 2);
  }
});

const beta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

test.each(structures)('at the end no posterior near by is better, %s', (structure) => {
  const model = modelOf(faithful, 3, structure, { weights: 'process', concentration: 0.5 });
  const { held } = fittedTo(faithful, model, clusters(faithful, 3));
  const pass = createPass(faithful, 3, shapeOf(structure));
  const elboOf = (posterior: Posterior): number => {
    const statistics = createStatistics(3, 2, shapeOf(structure));
    const other = hold(model, posterior);
    finish(passOver(pass, 272, other.components, statistics, null));
    return boundAfterE(other, statistics);
  };
  const best = elboOf(held.posterior);
  for (const field of ['concentration', 'rest', 'meanPrecision', 'means', 'degrees', 'scales'] as const) {
    if (structure === 'tied' && (field === 'degrees' || field === 'scales')) continue;
    for (const factor of [0.99, 1.01]) {
      const nudged = { ...held.posterior, [field]: held.posterior[field].map((value) => value * factor) };
      expect(elboOf(nudged)).toBeLessThan(best);
    }
  }
});

test.each(structures)('jumps lead to the limit that plain iterations lead to, %s', (structure) => {
  for (const concentration of [0.1, 10]) {
    const model = modelOf(faithful, 5, structure, { weights: 'distribution', concentration });
    const plain = fittedTo(faithful, model, clusters(faithful, 5), 'plain');
    const quick = fittedTo(faithful, model, clusters(faithful, 5));
    expect([plain.converged, quick.converged]).toEqual([true, true]);
    expect(quick.trace.at(-1)).toBeCloseTo(plain.trace.at(-1) ?? 0, 5);
    for (let i = 1; i < quick.trace.length; i++) expect(quick.trace[i]).toBeGreaterThan(quick.trace[i - 1]);
  }
});

test('a unit is a unit: a rescaled column moves the ELBO by its Jacobian alone', () => {
  for (const structure of ['full', 'tied', 'diagonal'] as const) {
    const scaled: Rows = { ...faithful, data: faithful.data.map((x, i) => (i < 272 ? x * 1000 : x / 7)) };
    const labels = clusters(faithful, 4);
    const here = fittedTo(faithful, modelOf(faithful, 4, structure), labels);
    const there = fittedTo(scaled, modelOf(scaled, 4, structure), labels);
    expect(there.trace.at(-1)).toBeCloseTo((here.trace.at(-1) ?? 0) - 272 * Math.log(1000 / 7), 6);
  }
});

test('a row of weight 3 is three rows', () => {
  const weights = Float64Array.from({ length: iris.n }, (_, i) => i % 4);
  const repeated = takeRows(
    iris,
    Array.from(weights.keys()).flatMap((i) => new Array<number>(weights[i]).fill(i)),
  );
  const model = modelOf(repeated, 3, 'full');
  const labels = clusters(iris, 3);
  const many = Int32Array.from(Array.from(weights.keys()).flatMap((i) => new Array<number>(weights[i]).fill(labels[i])));
  const one = fittedTo({ ...iris, weights }, modelOf({ ...iris, weights }, 3, 'full'), labels);
  const other = fittedTo(repeated, model, many);
  expect(one.trace.at(-1)).toBeCloseTo(other.trace.at(-1) ?? 0, 6);
});

test('cells that are all there are no missing cells', () => {
  const model = modelOf(iris, 3, 'full');
  const start = fromPartition(iris, model, clusters(iris, 3));
  const options = { tolerance: 1e-8, gain: 1e-8, maxIterations: 500 };
  const runs = [iris, { ...iris, missing: true }].map((rows) =>
    finish(ascend(createPass(rows, 3, 'full'), 150, model, start, options)),
  );
  expect(runs[1].trace.at(-1)).toBeCloseTo(runs[0].trace.at(-1) ?? 0, 7);
});
