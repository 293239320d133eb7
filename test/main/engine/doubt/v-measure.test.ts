import { describe, expect, it } from 'vitest';
import { contingency } from '../../../../src/main/engine/doubt/contingency.ts';
import { vMeasure } from '../../../../src/main/engine/doubt/v-measure.ts';

const of = (a: readonly number[], b: readonly number[]) => vMeasure(contingency(a, Math.max(...a), b, Math.max(...b)));
const times = (label: number, count: number) => new Array<number>(count).fill(label);

describe('homogeneity, completeness and V-measure', () => {
  it('are those of scikit-learn 1.2', () => {
    const truth = [...times(1, 50), ...times(2, 50), ...times(3, 50)];
    const found = of(truth, [...times(1, 50), ...times(2, 48), ...times(3, 2), ...times(2, 14), ...times(3, 36)]);
    expect(found.homogeneity).toBeCloseTo(0.7514854021988339, 12);
    expect(found.completeness).toBeCloseTo(0.7649861514489816, 12);
    expect(found.vMeasure).toBeCloseTo(0.7581756800057786, 12);
    const other = of([2, 2, 2, 1, 1, 1, 3, 3, 3, 3, 2, 1], [1, 1, 2, 2, 3, 3, 3, 1, 2, 3, 1, 1]);
    expect(other.vMeasure).toBeCloseTo(0.18101915161943433, 12);
  });

  it('turn with the sides', () => {
    const [a, b] = [
      [1, 1, 2, 2, 3, 3, 3],
      [1, 2, 2, 2, 1, 1, 2],
    ];
    expect(of(a!, b!).homogeneity).toBeCloseTo(of(b!, a!).completeness, 12);
  });

  it('say 1 for the same groups under other numbers, and do not divide by nothing', () => {
    expect(of([1, 1, 2], [2, 2, 1])).toEqual({ homogeneity: 1, completeness: 1, vMeasure: 1 });
    expect(of([1, 1, 2, 2], [1, 1, 1, 1])).toEqual({ homogeneity: 0, completeness: 1, vMeasure: 0 });
    expect(vMeasure(contingency([], 2, [], 2)).vMeasure).toBe(1);
  });
});
