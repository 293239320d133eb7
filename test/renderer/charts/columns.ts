import type { MatrixColumn } from '../../../src/renderer/charts/matrix.ts';
import { finiteRange } from '../../../src/shared/geometry/nice.ts';

/** A column as charts get it, with what its profile would say. */
export const tableColumn = (name: string, values: ArrayLike<number>, at = -1, whole = false): MatrixColumn => ({
  name,
  whole,
  values: Float64Array.from(values),
  at,
  extent: finiteRange(values),
  finite: Array.from(values).filter(Number.isFinite).length,
});
