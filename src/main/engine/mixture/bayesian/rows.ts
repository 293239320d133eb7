import type { Rows } from '../../rows.ts';
import { createPass } from '../pass/create.ts';
import { chunkRows } from '../pass/pass.ts';
import { expectedComponents } from './expected.ts';
import type { Model, Posterior } from './model.ts';
import { predictiveLogDensity } from './predictive.ts';

/** As the posterior of a mixture (posterior.ts); no noise component stands beside a Bayesian mixture. */
export interface VariationalRows {
  readonly labels: Int32Array;
  readonly uncertainty: Float64Array;
  readonly responsibilities: Float32Array;
  readonly logDensity: Float64Array;
  readonly noise: null;
}

/**
 * What a variational posterior says of each row: labels and responsibilities by q(z), from expected log densities, as the fit
 * has them; the log density is the predictive one. Yields the share done.
 */
export function* variationalRows(rows: Rows, model: Model, posterior: Posterior): Generator<number, VariationalRows> {
  const { n, d } = rows;
  const components = expectedComponents(model, posterior);
  const pass = createPass(rows, model.k, components.shape);
  const outputs = {
    labels: new Int32Array(n),
    uncertainty: new Float64Array(n),
    responsibilities: new Float32Array(n * model.k),
  };
  const chunk = chunkRows(model.k, d, components.shape);
  for (let from = 0; from < n; from += chunk) {
    if (from > 0) yield (0.5 * from) / n;
    pass.run(components, from, Math.min(n, from + chunk), null, outputs);
  }
  const density = predictiveLogDensity(rows, model, posterior);
  for (;;) {
    const step = density.next();
    if (step.done) return { ...outputs, logDensity: step.value, noise: null };
    yield 0.5 + 0.5 * step.value;
  }
}
