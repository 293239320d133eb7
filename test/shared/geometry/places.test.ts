import { describe, expect, test } from 'vitest';
import { placesIn } from '../../../src/shared/geometry/places.ts';
import { separatingProjection } from '../../../src/shared/geometry/projection.ts';

const mixture = {
  weights: [0.5, 0.5],
  means: [
    [0, 0, 0],
    [4, 1, -1],
  ],
  covariances: [0, 1].map(() => [
    [1, 0.5, 0],
    [0.5, 1, 0],
    [0, 0, 1],
  ]),
};
const projection = separatingProjection(mixture, { lambda: 0.5 })!;
const columns = [
  Float64Array.of(0, 4, Number.NaN, Number.NaN),
  Float64Array.of(0, 1, 1, Number.NaN),
  Float64Array.of(0, -1, -1, Number.NaN),
];

describe('rows on two directions of a projection', () => {
  test('stand where the sums of their coefficients put them', () => {
    const { xs, ys } = placesIn(columns, projection, [0, 1], null);
    const on = (direction: number, row: number) =>
      projection.directions[direction]!.coefficients.reduce(
        (sum, c, j) => sum + c * (columns[j]![row]! - projection.centre[j]!),
        0,
      );
    expect(xs[1]).toBeCloseTo(on(0, 1), 12);
    expect(ys[1]).toBeCloseTo(on(1, 1), 12);
  });

  test('have no place where a cell is missing, unless a mixture says what to expect there', () => {
    expect(placesIn(columns, projection, [0, 1], null)).toMatchObject({ filled: 0, placeless: 2 });
    const filled = placesIn(columns, projection, [0, 1], mixture);
    expect(filled).toMatchObject({ filled: 1, placeless: 1 });
    expect(filled.xs[2]).toEqual(expect.any(Number));
    expect(filled.xs[2]).not.toBeNaN();
    expect(filled.xs[3]).toBeNaN();
  });
});
