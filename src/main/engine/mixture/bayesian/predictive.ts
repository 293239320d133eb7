import type { Rows } from '../../rows.ts';
import { logGamma } from '../../special-functions/gamma.ts';
import { scaleFactor } from './expected.ts';
import type { Model, Posterior } from './model.ts';
import { expectedWeights, studentOf } from './summary.ts';

/** Student's t of one component in the observed columns, ready to be evaluated. */
interface Student {
  /** log of weight and normalising constant. */
  readonly constant: number;
  /** Of the observed columns: lower triangle F with |F (x − m)|² = δ (full), or 1 / scale a column. */
  readonly factor: Float64Array;
  readonly degrees: number;
  /** −½ (τ + o), of all columns together or of each. */
  readonly power: number;
}

const rowsAStep = 8192;

/**
 * log p(x | data) of each row, nats in the units of the rows: the posterior predictive density of the variational posterior,
 * Σ_k E[π_k] St(x | m_k, Ψ_k (β_k + 1) / (β_k τ_k), τ_k), τ = ν − d + 1 where precisions are matrices (Bishop 2006, 10.81); along the
 * axes a product of univariate t with ν degrees, for spheres τ = d ν. With missing cells the margin of the observed ones,
 * which is a t with the same degrees; a row without any has log density 0. Yields the share done.
 */
export function* predictiveLogDensity(rows: Rows, model: Model, posterior: Posterior): Generator<number, Float64Array> {
  const { n, d, data } = rows;
  const { k, structure } = model;
  const result = new Float64Array(n);
  const logs = new Float64Array(k);
  const centred = new Float64Array(d);
  const known = new Map<string, { columns: number[]; students: Student[] }>();
  const all = Array.from({ length: d }, (_, j) => j);
  const of = (columns: number[]) => {
    const key = columns.join();
    const found = known.get(key) ?? { columns, students: studentsOf(model, posterior, columns) };
    known.set(key, found);
    return found;
  };
  const complete = of(all);
  for (let i = 0; i < n; i++) {
    if (i > 0 && i % rowsAStep === 0) yield i / n;
    const { columns, students } = rows.missing ? of(all.filter((j) => !Number.isNaN(data[j * n + i]))) : complete;
    const o = columns.length;
    if (o === 0) continue;
    let largest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < k; c++) {
      const { constant, factor, degrees, power } = students[c];
      for (let a = 0; a < o; a++) centred[a] = data[columns[a] * n + i] - posterior.means[c * d + columns[a]];
      let log = constant;
      if (structure === 'diagonal') {
        for (let a = 0; a < o; a++) {
          const square = (factor[a] * centred[a]) ** 2;
          log += power * (square <= largestSquare ? Math.log1p(square / degrees) : farKernel([factor[a]], [centred[a]], degrees));
        }
      } else {
        let squares = 0;
        for (let a = 0, at = 0; a < o; a++) {
          let z = 0;
          for (let b = 0; b <= a; b++) z += factor[at++] * centred[b];
          squares += z * z;
        }
        log +=
          power * (squares <= largestSquare ? Math.log1p(squares / degrees) : farKernel(factor, centred.subarray(0, o), degrees));
      }
      logs[c] = log;
      if (log > largest) largest = log;
    }
    let sum = 0;
    for (let c = 0; c < k; c++) sum += Math.exp(logs[c] - largest);
    result[i] = largest + Math.log(sum);
  }
  return result;
}

const largestSquare = Number.MAX_VALUE;

/** log(δ / ν), δ = |F x|² of a lower triangle F, where δ is beyond the numbers: with F and x in units of their largest entries. */
function farKernel(factor: ArrayLike<number>, x: ArrayLike<number>, degrees: number): number {
  const largest = (values: ArrayLike<number>): number =>
    Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const [coarse, unit] = [largest(factor), largest(x)];
  let squares = 0;
  for (let a = 0, at = 0; a < x.length; a++) {
    let z = 0;
    for (let b = 0; b <= a; b++) z += (factor[at++] / coarse) * (x[b] / unit);
    squares += z * z;
  }
  return 2 * (Math.log(coarse) + Math.log(unit)) + Math.log(squares) - Math.log(degrees);
}

function studentsOf(model: Model, posterior: Posterior, columns: readonly number[]): Student[] {
  const { k, d, structure } = model;
  const o = columns.length;
  if (o === 0) return [];
  const weights = expectedWeights(model, posterior);
  return Array.from({ length: k }, (_, c) => {
    const beta = posterior.meanPrecision[c];
    const { degrees, divisor } = studentOf(structure, posterior.degrees[c], d);
    const spread = (beta + 1) / (beta * divisor);
    const part = new Float64Array(o * o);
    columns.forEach((i, a) => {
      columns.forEach((j, b) => {
        part[a * o + b] = posterior.scales[(c * d + i) * d + j] * spread;
      });
    });
    const { inverse, logDet } = scaleFactor(part, 0, o);
    const own = (dimensions: number) =>
      logGamma((degrees + dimensions) / 2) - logGamma(degrees / 2) - (dimensions / 2) * Math.log(degrees * Math.PI);
    const apart = structure === 'diagonal';
    const factor = apart
      ? Float64Array.from({ length: o }, (_, a) => inverse[a * o + a])
      : Float64Array.from(columns.flatMap((_, a) => columns.slice(0, a + 1).map((__, b) => inverse[a * o + b])));
    return {
      constant: Math.log(weights[c]) + (apart ? o * own(1) : own(o)) - logDet / 2,
      factor,
      degrees,
      power: apart ? -(degrees + 1) / 2 : -(degrees + o) / 2,
    };
  });
}
