import type { Rows } from '../rows.ts';

/** The units of rows in 32 bits: (x − centre) / scale. */
export interface Units {
  readonly centres: Float64Array;
  readonly scales: Float64Array;
}

const known = new WeakMap<Float64Array, Units>();

/** Mean and standard deviation of each column; a column without spread has the scale 1. */
export function unitsOf({ n, d, data }: Rows): Units {
  const before = known.get(data);
  if (before) return before;
  const centres = new Float64Array(d);
  const scales = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    const first = data[j * n];
    let sum = 0;
    for (let i = j * n; i < (j + 1) * n; i++) sum += data[i] - first;
    const centre = first + sum / n;
    let squares = 0;
    for (let i = j * n; i < (j + 1) * n; i++) squares += (data[i] - centre) ** 2;
    centres[j] = centre;
    scales[j] = squares > 0 ? Math.sqrt(squares / n) : 1;
  }
  const units = { centres, scales };
  known.set(data, units);
  return units;
}
