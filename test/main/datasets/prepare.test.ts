import { describe, expect, test } from 'vitest';
import type { NamedCells } from '../../../src/main/datasets/cells.ts';
import { prepare, toOriginalUnits, toScaledUnits } from '../../../src/main/datasets/prepare.ts';
import { quantile } from '../../../src/main/datasets/scaling.ts';
import { LensError } from '../../../src/shared/errors.ts';
import type { Scaling } from '../../../src/shared/model/mixture.ts';

const { NaN: missing, POSITIVE_INFINITY: infinity } = Number;
const column = (name: string, ...values: number[]): NamedCells => ({
  name,
  cells: { kind: 'values', values: Float64Array.from(values) },
});

function failing(columns: readonly NamedCells[], scaling: Scaling = 'none'): LensError {
  try {
    prepare(columns, scaling);
  } catch (thrown) {
    if (thrown instanceof LensError) return thrown;
  }
  throw new Error('prepare did not fail');
}

describe('rows', () => {
  test('those with a missing cell among the chosen columns are left out', () => {
    const prepared = prepare([column('a', 1, 2, missing, 4), column('b', 5, missing, 7, 8)], 'none');
    expect(prepared.rows).toMatchObject({ n: 2, d: 2 });
    expect([...prepared.rows.data]).toEqual([1, 4, 5, 8]);
    expect([...prepared.used]).toEqual([0, 3]);
    expect(prepared.excluded).toBe(2);
  });

  test('those that are excluded are left out, whatever they hold', () => {
    const columns = [column('a', infinity, 2, missing, 4, 5), column('b', 5, 6, missing, 8, missing)];
    const excluded = Uint8Array.of(1, 0, 0, 1, 0);
    const complete = prepare(columns, 'none', { excluded });
    expect([...complete.used]).toEqual([1]);
    expect(complete.excluded).toBe(4);
    const modelled = prepare(columns, 'none', { excluded, missing: 'model' });
    expect([...modelled.used]).toEqual([1, 4]);
    expect(modelled).toMatchObject({ excluded: 3, incomplete: 1 });
  });

  test('they and their indices lie in shared memory', () => {
    for (const b of [6, missing]) {
      const { rows, used } = prepare([column('a', 1, 2), column('b', 5, b)], 'none');
      expect(rows.data.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(used.buffer).toBeInstanceOf(SharedArrayBuffer);
    }
  });
});

describe('scaling', () => {
  test('none leaves the values', () => {
    const { rows, center, scale, logScale } = prepare([column('a', 1, 2, 4)], 'none');
    expect([...rows.data]).toEqual([1, 2, 4]);
    expect([center[0], scale[0], logScale]).toEqual([0, 1, 0]);
  });

  test('standard gives mean 0 and population variance 1 over the rows used', () => {
    const { rows, center, scale, logScale } = prepare(
      [column('a', 2, 4, 4, 4, 5, 5, 7, 9, 1000), column('b', 1, 1, 1, 1, 2, 1, 1, 1, missing)],
      'standard',
    );
    expect(center[0]).toBe(5);
    expect(scale[0]).toBe(2);
    expect([...rows.data.subarray(0, 8)]).toEqual([-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2]);
    expect(logScale).toBeCloseTo(Math.log(2) + Math.log(scale[1]), 14);
  });

  test('robust takes median and interquartile range / 1.349', () => {
    const { center, scale } = prepare([column('a', 1, 2, 3, 4, 5, 6, 7, 8, 1e6)], 'robust');
    expect(center[0]).toBe(5);
    expect(scale[0]).toBeCloseTo(4 / 1.349, 14);
  });

  test("quantiles are R's type 7", () => {
    const sorted = Float64Array.of(1, 2, 4, 8);
    expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile(sorted, p))).toEqual([1, 1.75, 3, 5, 8]);
  });

  for (const unit of [1e-9, 1e9])
    test(`a unit of ${unit} changes nothing in the scaled rows`, () => {
      const values = [1, 2, 3.5, 10, -4];
      for (const scaling of ['standard', 'robust'] as const) {
        const plain = prepare([column('a', ...values)], scaling).rows.data;
        const other = prepare([column('a', ...values.map((x) => x * unit))], scaling).rows.data;
        for (const [i, x] of plain.entries()) expect(other[i]).toBeCloseTo(x, 10);
      }
    });
});

describe('missing cells, when they are modelled', () => {
  const columns = [column('a', 1, 2, missing, 4, missing), column('b', 5, missing, 7, 8, missing)];
  const model = { missing: 'model' } as const;

  test('stay as NaN, and only rows without any cell are left out', () => {
    const { rows, used, excluded, incomplete } = prepare(columns, 'none', model);
    expect([...rows.data]).toEqual([1, 2, missing, 4, 5, missing, 7, 8]);
    expect([...used]).toEqual([0, 1, 2, 3]);
    expect([excluded, incomplete, rows.missing]).toEqual([1, 2, true]);
  });

  test('leave no mark on complete rows', () => {
    const { rows, incomplete } = prepare([column('a', 1, 2)], 'none', model);
    expect([rows.missing, incomplete]).toEqual([false, 0]);
  });

  test('are left out of the scale, and of the Jacobian cell by cell', () => {
    const { rows, center, scale, jacobian, logScale } = prepare(columns, 'standard', model);
    expect(center[0]).toBeCloseTo(7 / 3, 14);
    expect(scale[1]).toBeCloseTo(Math.sqrt(14 / 9), 14);
    expect(rows.data[4]).toBeCloseTo((5 - 20 / 3) / scale[1], 14);
    expect(jacobian).toBeCloseTo(3 * logScale, 14);
    expect(prepare(columns, 'robust', model).center[0]).toBe(2);
  });

  test('are dropped with their rows unless it is asked', () => {
    expect(prepare(columns, 'none').excluded).toBe(3);
    expect(prepare(columns, 'standard', { missing: 'drop' }).jacobian).toBeCloseTo(2 * prepare(columns, 'standard').logScale, 14);
  });
});

describe('row weights', () => {
  const weighted = (weights: NamedCells, scaling: Scaling = 'none') =>
    prepare([column('a', 1, 2, 4, missing)], scaling, { weights });
  const fault = (...weights: number[]): string => {
    try {
      weighted(column('w', ...weights));
    } catch (thrown) {
      if (thrown instanceof LensError) return thrown.message;
    }
    return 'none';
  };

  test('are those of the rows used, in shared memory', () => {
    const { rows } = weighted(column('w', 0.5, 0, 3, -1));
    expect([...(rows.weights ?? [])]).toEqual([0.5, 0, 3]);
    expect(rows.weights?.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test('count in the scale as so many rows', () => {
    const { rows, center, scale, jacobian } = weighted(column('w', 1, 0, 3, 1), 'standard');
    const repeated = prepare([column('a', 1, 4, 4, 4)], 'standard');
    expect(center[0]).toBeCloseTo(repeated.center[0], 14);
    expect(scale[0]).toBeCloseTo(repeated.scale[0], 14);
    expect(jacobian).toBeCloseTo(repeated.jacobian, 14);
    expect(rows.data[2]).toBeCloseTo(repeated.rows.data[1], 14);
  });

  test('must be there, finite and not negative, somewhere above 0', () => {
    expect(fault(1, -2, 1, 1)).toBe("Column 'w' cannot weigh rows: in row 2 the weight is -2.");
    expect(fault(1, 1, missing, 1)).toBe("Column 'w' cannot weigh rows: in row 3 the weight is missing.");
    expect(fault(1, infinity, 1, 1)).toContain('in row 2 the weight is Infinity');
    expect(fault(0, 0, 0, 1)).toContain('all rows used have weight 0');
    const text: NamedCells = { name: 'w', cells: { kind: 'codes', codes: Int32Array.of(0), levels: ['x'] } };
    expect(() => weighted(text)).toThrow("Column 'w' cannot weigh rows: it holds text, not numbers.");
  });
});

describe('what cannot be prepared is named', () => {
  test('a column of text', () => {
    const text: NamedCells = { name: 'species', cells: { kind: 'codes', codes: Int32Array.of(0), levels: ['x'] } };
    expect(failing([column('a', 1), text]).message).toBe("Column 'species' holds text, not numbers.");
  });

  test('infinities, with their number and the first row', () => {
    const error = failing([column('a', 1, missing, infinity, -infinity)]);
    expect(error).toMatchObject({ code: 'input', message: "Column 'a' holds 2 infinite values, the first in row 3." });
    expect(error.hint).toContain('missing codes');
  });

  test('a column without a value', () => {
    expect(failing([column('a', missing, missing)]).message).toBe("Column 'a' has no value: every cell is missing.");
  });

  test('columns that have no row in common, with the one to leave out', () => {
    const error = failing([column('a', 1, missing, 2), column('b', missing, 2, missing)]);
    expect(error.message).toBe("No row has a value in all of the chosen columns 'a', 'b'.");
    expect(error.hint).toContain("'b' has most (2 of 3)");
  });

  test('a constant column, but only where it is to be scaled', () => {
    expect(prepare([column('a', 3, 3, 3)], 'none').rows.n).toBe(3);
    expect(failing([column('a', 3, 3, 3)], 'standard').message).toContain("Column 'a' is constant (3)");
    expect(failing([column('a', 0.1, 0.1, 0.1)], 'robust').message).toContain('is constant (0.1)');
    expect(failing([column('a', 1)], 'standard').message).toContain('is constant (1)');
  });

  test('a column whose middle half is one value cannot be scaled robustly', () => {
    const error = failing([column('a', 0, 0, 0, 0, 0, 0, 0, 9)], 'robust');
    expect(error.message).toBe("Column 'a' cannot be scaled (robust): its interquartile range is 0.");
    expect(error.hint).toContain('standard scaling');
  });

  test('no column at all', () => {
    expect(failing([]).message).toBe('No column is chosen.');
  });
});

describe('a mixture between the units', () => {
  const mixture = {
    k: 2,
    d: 2,
    weights: Float64Array.of(0.25, 0.75),
    means: Float64Array.of(0, 1, -1, 2),
    covariances: Float64Array.of(1, 0.5, 0.5, 2, 3, 0, 0, 4),
  };
  const units = { center: Float64Array.of(10, 20), scale: Float64Array.of(2, 3) };

  test('means and covariances go to the original units', () => {
    const original = toOriginalUnits(mixture, units);
    expect([...original.weights]).toEqual([0.25, 0.75]);
    expect([...original.means]).toEqual([10, 23, 8, 26]);
    expect([...original.covariances]).toEqual([4, 3, 3, 18, 12, 0, 0, 36]);
  });

  test('and back', () => {
    expect(toScaledUnits(toOriginalUnits(mixture, units), units)).toEqual(mixture);
  });
});
