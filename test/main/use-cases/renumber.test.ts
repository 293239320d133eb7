import { expect, test } from 'vitest';
import { placesOf, renumbered } from '../../../src/main/use-cases/renumber.ts';
import type { CandidateDetail } from '../../../src/shared/model/mixture.ts';

const match = (component: number) => ({ component, overlap: 0.5 });

test('each place goes to the component that is matched with it, what is free to the others', () => {
  expect(placesOf([match(2), match(3), match(1)])).toEqual([2, 0, 1]);
  expect(placesOf([match(0), match(1), match(0)])).toEqual([1, 0, 2]);
});

test('mixture, sizes, labels and responsibilities change their order together', () => {
  const detail = {
    sizes: [5, 7],
    mixture: { weights: [0.4, 0.6], means: [[1], [2]], covariances: [[[3]], [[4]]] },
  } as unknown as CandidateDetail;
  const rows = {
    k: 2,
    labels: Int32Array.of(1, 2, 0, -1),
    uncertainty: new Float64Array(4),
    logDensity: new Float64Array(4),
    responsibilities: Float32Array.of(1, 0, 0.25, 0.75, 0.5, 0, Number.NaN, Number.NaN),
  };
  const turned = renumbered(detail, rows, [1, 0]);
  expect(turned.detail).toMatchObject({ sizes: [7, 5], mixture: { weights: [0.6, 0.4], means: [[2], [1]] } });
  expect(Array.from(turned.rows.labels)).toEqual([2, 1, 0, -1]);
  expect(Array.from(turned.rows.responsibilities.subarray(0, 6))).toEqual([0, 1, 0.75, 0.25, 0, 0.5]);
});
