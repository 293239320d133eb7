import { expect, test } from 'vitest';
import { createRandom } from '../../../../src/main/engine/random/generator.ts';
import { isNarrow } from '../../../../src/main/engine/scoreboard/narrow.ts';
import { spheres } from '../doubt/mixtures.ts';
import { faithful, normal, rowsOf } from '../support.ts';
import { foldOf } from './support.ts';

test('a component that holds rows and is narrow in a column, or across columns, is found', () => {
  const wide = spheres(
    [
      [0, 0],
      [1, 1],
    ],
    0.1,
  );
  expect(isNarrow(wide, 100)).toBe(false);
  expect(
    isNarrow(
      spheres(
        [
          [0, 0],
          [1, 1],
        ],
        1e-6,
      ),
      100,
    ),
  ).toBe(true);
  const across = { ...spheres([[0, 0]]), covariances: Float64Array.of(1, 1, 1, 1 + 1e-7) };
  expect(isNarrow(across, 100)).toBe(true);
  const idle = {
    ...spheres(
      [
        [0, 0],
        [1, 1],
      ],
      1e-6,
    ),
    weights: Float64Array.of(1e-4, 1e-4),
  };
  expect(isNarrow(idle, 100)).toBe(false);
});

test('columns that follow from one another are told of, and have no axes of probabilistic PCA without noise', () => {
  const random = createRandom(2, 'line');
  const rows = rowsOf(
    Array.from({ length: 80 }, () => {
      const x = normal(random);
      return [x, 2 * x + 1, normal(random)];
    }),
  );
  expect(foldOf(rows, 'bayesian', 0).caution).toMatch(/columns follow from one another/);
  expect(foldOf(rows, 'pca', 0).choice).toBe('1 dimension');
  expect(foldOf(faithful, 'bayesian', 0).caution).toBeNull();
});
