import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { mixtureMoments, mostSeparating, separationOfColumns } from '../../../src/shared/geometry/mixture-moments.ts';
import { placesOn, projectedMixture } from '../../../src/shared/geometry/projected.ts';
import { type Projection, separatingProjection } from '../../../src/shared/geometry/projection.ts';
import type { GaussianMixture } from '../../../src/shared/model/mixture.ts';

interface Printed {
  readonly data: string;
  readonly model: string;
  readonly G: number;
  readonly mixture: GaussianMixture;
  readonly Sigma: readonly (readonly number[])[];
  readonly projections: readonly { lambda: number; evalues: number[]; basis: number[][] }[];
}

/** What MclustDR of R's mclust 6.0.0 printed: eigenvalues, and directions of length 1, one a row. */
const printed: readonly Printed[] = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'reference', 'mclust-dr.json'), 'utf8'),
);
const reference = (data: string, model: string) => printed.find((one) => one.data === data && one.model === model)!;
const iris = reference('iris', 'VVV').mixture;
const wine = reference('wine', 'EVE').mixture;

const project = (mixture: GaussianMixture, lambda = 0.5): Projection => separatingProjection(mixture, { lambda })!;
const sized = (values: readonly number[]) => values.map((value) => value / Math.hypot(...values));
const product = (a: readonly number[], matrix: ArrayLike<number>, b: readonly number[]) =>
  a.reduce((all, x, i) => all + b.reduce((sum, y, j) => sum + x * matrix[i * a.length + j]! * y, 0), 0);

/** The mixture of rows in other units: x_j · factor_j. */
const rescaled = (mixture: GaussianMixture, factors: readonly number[]): GaussianMixture => ({
  weights: mixture.weights,
  means: mixture.means.map((mean) => mean.map((value, j) => value * factors[j]!)),
  covariances: mixture.covariances.map((one) => one.map((row, i) => row.map((value, j) => value * factors[i]! * factors[j]!))),
});

describe('directions are those of MclustDR', () => {
  for (const { data, model, G, mixture, Sigma, projections } of printed)
    for (const { lambda, evalues, basis } of projections)
      test(`${data}, ${model}, ${G} components, lambda ${lambda}`, () => {
        const found = separatingProjection(mixture, { lambda, total: Float64Array.from(Sigma.flat()) })!;
        expect(found.separating).toBe(basis.length);
        evalues.forEach((eigenvalue, i) => {
          expect(found.directions[i]!.eigenvalue).toBeCloseTo(eigenvalue, 6);
          const mine = sized(found.directions[i]!.coefficients);
          const aligned = mine.reduce((sum, value, j) => sum + value * basis[i]![j]!, 0);
          expect(Math.abs(aligned)).toBeCloseTo(1, 9);
        });
      });

  test('a mixture of free shapes has the covariance of its rows, so that they need not be given', () => {
    const { evalues } = reference('iris', 'VVV').projections[0]!;
    expect(project(iris, 1).directions.map((one) => one.eigenvalue)).toEqual(evalues.map((one) => expect.closeTo(one, 6)));
  });
});

describe('any projection', () => {
  test('has directions of variance 1 that are uncorrelated', () => {
    const { total } = mixtureMoments(wine);
    const { directions } = project(wine);
    expect(directions.length).toBeGreaterThan(2);
    directions.forEach((a, i) => {
      directions.forEach((b, j) => {
        expect(product(a.coefficients, total, b.coefficients)).toBeCloseTo(i === j ? 1 : 0, 8);
      });
    });
  });

  test('does not depend on the units of the columns', () => {
    const [before, after] = [project(iris), project(rescaled(iris, [1, 1000, 1e-6, 25.4]))];
    before.directions.forEach((direction, i) => {
      const other = after.directions[i]!;
      expect(other.eigenvalue).toBeCloseTo(direction.eigenvalue, 10);
      direction.loadings.forEach((loading, j) => {
        expect(other.loadings[j]).toBeCloseTo(loading, 8);
      });
    });
  });

  test('begins with the direction whose share of variance between the means is largest, when only means count', () => {
    const { between, total } = mixtureMoments(iris);
    const [first] = project(iris, 1).directions;
    expect(first!.between).toBeCloseTo(product(first!.coefficients, between, first!.coefficients), 10);
    let seed = 1;
    const draw = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647 - 0.5;
    };
    for (let i = 0; i < 200; i++) {
      const w = [draw(), draw(), draw(), draw()];
      expect(product(w, between, w) / product(w, total, w)).toBeLessThanOrEqual(first!.between + 1e-12);
    }
  });

  test('has shares that add up to 1 and fall, and loadings of length 1 whose largest is positive', () => {
    const { directions } = project(wine);
    expect(directions.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 12);
    directions.forEach(({ share, loadings }, i) => {
      expect(share).toBeLessThanOrEqual(directions[i - 1]?.share ?? 1);
      expect(Math.hypot(...loadings)).toBeCloseTo(1, 12);
      expect(Math.max(...loadings)).toBe(Math.max(...loadings.map(Math.abs)));
    });
  });

  test('sees at most K − 1 directions by the means alone', () => {
    expect(project(iris, 1).separating).toBe(2);
    expect(project(reference('iris', 'VEV').mixture, 1).separating).toBe(1);
  });
});

describe('where there is little to separate', () => {
  const sphere = (means: number[][], d = means[0]!.length): GaussianMixture => ({
    weights: means.map(() => 1 / means.length),
    means,
    covariances: means.map(() => Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => (i === j ? i + 1 : 0)))),
  });

  test('one component has no direction that separates, and two to draw', () => {
    const { directions, separating } = project(sphere([[1, 2, 3]]));
    expect(separating).toBe(0);
    expect(directions.map((one) => [one.eigenvalue, one.share, one.between])).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('two components of one shape have one direction, and a second that shows nothing of them', () => {
    const { directions, separating } = project(
      sphere([
        [-3, 0, 0],
        [3, 0, 0],
      ]),
    );
    expect(separating).toBe(1);
    expect(directions[0]!.loadings).toEqual([1, expect.closeTo(0, 12), expect.closeTo(0, 12)]);
    expect(directions[0]!.between).toBeCloseTo(9 / 10, 12);
    expect(directions[1]!.between).toBeCloseTo(0, 12);
  });

  test('one column is its own direction', () => {
    const { directions } = project(sphere([[-3], [3]]));
    expect(directions).toHaveLength(1);
    expect(directions[0]!.loadings).toEqual([1]);
  });

  test('a column that follows from the others, or does not vary, costs a direction and nothing else', () => {
    const doubled: GaussianMixture = {
      weights: iris.weights,
      means: iris.means.map((mean) => [...mean, 2 * mean[0]! - mean[1]!, 7]),
      covariances: iris.covariances.map((one) => {
        const derived = one.map((row) => 2 * row[0]! - row[1]!);
        return [
          ...one.map((row, i) => [...row, derived[i]!, 0]),
          [...derived, 2 * derived[0]! - derived[1]!, 0],
          [0, 0, 0, 0, 0, 0],
        ];
      }),
    };
    const [with_, without] = [project(doubled), project(iris)];
    expect(with_.directions.length).toBe(without.directions.length);
    with_.directions.forEach((direction, i) => {
      expect(direction.eigenvalue).toBeCloseTo(without.directions[i]!.eigenvalue, 6);
    });
  });

  test('a mixture that is not finite has no projection', () => {
    expect(separatingProjection(sphere([[Number.NaN, 1]]), { lambda: 1 })).toBeNull();
  });
});

describe('rows and components on the directions', () => {
  test('a mean stands where a row in its place would', () => {
    const projection = project(iris);
    const columns = [0, 1, 2, 3].map((j) => Float64Array.from(iris.means, (mean) => mean[j]!));
    const seen = projectedMixture(iris, projection);
    projection.directions.forEach((direction, at) => {
      const places = placesOn(columns, projection, direction);
      expect([...places]).toEqual(seen.means.map((mean) => expect.closeTo(mean[at]!, 10)));
    });
  });

  test('the projected mixture has variance 1 along each direction', () => {
    const { d, total } = mixtureMoments(projectedMixture(wine, project(wine)));
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) expect(total[i * d + j]).toBeCloseTo(i === j ? 1 : 0, 8);
  });

  test('a row with a missing cell has no place', () => {
    const projection = project(iris);
    const columns = [[5], [3], [Number.NaN], [1]].map((one) => Float64Array.from(one));
    expect(placesOn(columns, projection, projection.directions[0]!)).toEqual(Float64Array.of(Number.NaN));
  });
});

describe('columns', () => {
  test('separate by the share of variance between the means', () => {
    const separation = separationOfColumns(iris);
    expect(separation[2]).toBeGreaterThan(0.9);
    expect(separation[1]).toBeLessThan(0.5);
  });

  test('are picked by how they separate and kept in their order', () => {
    expect(mostSeparating(iris, 2)).toEqual([2, 3]);
    expect(mostSeparating(iris, 9)).toEqual([0, 1, 2, 3]);
  });
});
