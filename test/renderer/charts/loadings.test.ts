import { describe, expect, test } from 'vitest';
import { loadingsOf, meaningOf, signedFigure } from '../../../src/renderer/charts/loadings.ts';

const direction = (...loadings: number[]) => ({ eigenvalue: 1, share: 1, between: 0.5, coefficients: loadings, loadings });

describe('what a direction means', () => {
  test('is said with the columns that make up most of it', () => {
    const said = meaningOf(['sepal length', 'petal length', 'petal width'], direction(-0.1, 0.82, 0.56));
    expect(said).toBe('mostly petal length (+0.82) and petal width (+0.56)');
  });
  test('may be one column', () => {
    expect(meaningOf(['a', 'b'], direction(0.05, -0.99))).toBe('mostly b (−0.99)');
    expect(meaningOf(['a'], direction(1))).toBe('a alone');
  });
  test('may be too many to name', () => {
    const names = Array.from({ length: 16 }, (_, i) => `x${i}`);
    expect(meaningOf(names, direction(...names.map(() => 0.25)))).toBe(
      'many columns, foremost x0 (+0.25), x1 (+0.25) and x2 (+0.25)',
    );
  });
  test('lists the largest loading first, whatever its sign', () => {
    expect(loadingsOf(['a', 'b', 'c'], direction(0.3, -0.9, 0.1)).map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });
  test('has no sign where it rounds to nothing', () => {
    expect([0.004, -0.004, 0.5, -0.5].map(signedFigure)).toEqual(['0.00', '0.00', '+0.50', '−0.50']);
  });
});
