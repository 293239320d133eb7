import { usualChoice } from '../../src/main/engine/mixture/bayesian/default-prior.ts';
import { playVariational } from '../../src/main/engine/mixture/bayesian/play.ts';
import { searchVariational } from '../../src/main/engine/mixture/bayesian/search.ts';
import type { Start } from '../../src/main/engine/mixture/player/start.ts';
import type { Rows } from '../../src/main/engine/rows.ts';
import { toLists } from '../../src/main/use-cases/mixtures.ts';
import { priorInScaledUnits, variationalDetail } from '../../src/main/use-cases/variational-units.ts';
import type { FamilyCode } from '../../src/shared/model/mixture.ts';
import type { PriorOptions } from '../../src/shared/model/variational.ts';

/** The engine's own variational inference, for views in the page's memory. */

function finish<R>(work: Generator<unknown, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

const unscaled = ({ d }: Rows) => ({ center: new Float64Array(d), scale: new Float64Array(d).fill(1) });

export function fakeVariational(rows: Rows, k: number, family: FamilyCode, prior: PriorOptions | null) {
  const options = { k, family, starts: 3, seed: 1, startLabels: null };
  const chosen = prior ? priorInScaledUnits(prior, unscaled(rows)) : usualChoice;
  const result = finish(searchVariational(rows, { ...options, prior: chosen }));
  const prepared = {
    ...unscaled(rows),
    rows,
    used: new Int32Array(0),
    excluded: 0,
    incomplete: 0,
    logScale: 0,
    jacobian: 0,
    cautions: [],
  };
  return variationalDetail(result, prepared, 0.1);
}

export function fakeVariationalPlay(
  rows: Rows,
  input: {
    readonly k: number;
    readonly family: FamilyCode;
    readonly seed: number;
    readonly limit: number;
    readonly columns: string[];
  },
  start: Start,
  prior: PriorOptions | null,
) {
  const chosen = prior ? priorInScaledUnits(prior, unscaled(rows)) : usualChoice;
  const { model, posteriors, mixtures, ...played } = finish(playVariational(rows, { ...input, start, prior: chosen }));
  return {
    ...played,
    mixtures: mixtures.map((mixture, at) => toLists({ ...mixture, variational: { model, posterior: posteriors[at]! } })),
  };
}
