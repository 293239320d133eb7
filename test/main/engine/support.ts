import { readFileSync } from 'node:fs';
import { createRandom, type Random } from '../../../src/main/engine/random/generator.ts';
import type { Rows } from '../../../src/main/engine/rows.ts';
import type { FamilyCode } from '../../../src/shared/model/mixture.ts';

/** Runs a generator to its end and gives what it returns. */
export function finish<R>(work: Generator<unknown, R>): R {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Rows from a list of lists. */
export function rowsOf(list: readonly (readonly number[])[]): Rows {
  const n = list.length;
  const d = list[0].length;
  const data = new Float64Array(n * d);
  list.forEach((row, i) => {
    row.forEach((value, j) => {
      data[j * n + i] = value;
    });
  });
  return { n, d, data };
}

export const listOf = ({ n, d, data }: Rows): number[][] =>
  Array.from({ length: n }, (_, i) => Array.from({ length: d }, (_, j) => data[j * n + i]));

const sample = (name: string, columns: number): Rows => {
  const text = readFileSync(new URL(`../../../resources/samples/${name}.csv`, import.meta.url), 'utf8');
  const lines = text.trim().split(/\r?\n/).slice(1);
  return rowsOf(lines.map((line) => line.split(',').slice(0, columns).map(Number)));
};

/** 272 × 2: eruption and waiting time, minutes. */
export const faithful = sample('old-faithful', 2);
/** 150 × 4, centimetres. */
export const iris = sample('iris', 4);

/** The same rows with each column multiplied by its factor. */
export const rescaled = (rows: Rows, factors: readonly number[]): Rows => ({
  ...rows,
  data: rows.data.map((value, index) => value * factors[Math.floor(index / rows.n)]),
});

/** A standard normal deviate (Box & Muller 1958). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());

/** n × d rows around `clusters` centres `distance` apart along different columns. */
export function blobs(n: number, d: number, clusters: number, distance: number, seed: number): Rows {
  const random = createRandom(seed, 'blobs');
  return rowsOf(
    Array.from({ length: n }, (_, i) =>
      Array.from(
        { length: d },
        (_, j) => normal(random) + (j === (i % clusters) % d ? distance * (1 + Math.floor((i % clusters) / d)) : 0),
      ),
    ),
  );
}

export interface SeededFit {
  readonly dataset: 'faithful' | 'iris';
  readonly model: string;
  readonly G: number;
  readonly init: readonly number[];
  readonly loglik: number;
  readonly bic: number;
  readonly icl: number;
  readonly pro: readonly number[];
  readonly mean: readonly (readonly number[])[];
}

const reference = (name: string): string => readFileSync(new URL(`../../reference/${name}`, import.meta.url), 'utf8');

export const seededFits = (): SeededFit[] => JSON.parse(reference('mixture-seeded-fits.json'));

export interface PriorFit extends Pick<SeededFit, 'dataset' | 'G' | 'loglik' | 'pro' | 'mean'> {
  readonly model: FamilyCode;
  readonly sigma: readonly (readonly (readonly number[])[])[];
}

/** Fits with mclust's default prior; `oneColumn`: the first column of faithful alone. */
export const priorFits = (): {
  readonly fits: readonly PriorFit[];
  readonly oneColumn: readonly { readonly model: 'E' | 'V'; readonly loglik: number }[];
} => JSON.parse(reference('mclust-prior.json'));

export interface TableCell {
  readonly dataset: 'faithful' | 'iris';
  readonly k: number;
  readonly model: string;
  readonly logLikelihood: number;
  readonly parameters: number;
  readonly bic: number;
  readonly icl: number;
  readonly aic: number;
}

export const bicTables = (): TableCell[] =>
  reference('mixture-bic-tables.csv')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(','))
    .map(([dataset, , , k, model, logLikelihood, parameters, bic, icl, aic]) => ({
      dataset: dataset === 'faithful' ? 'faithful' : 'iris',
      k: Number(k),
      model,
      logLikelihood: Number(logLikelihood),
      parameters: Number(parameters),
      bic: Number(bic),
      icl: Number(icl),
      aic: Number(aic),
    }));

export const dataOf = (name: 'faithful' | 'iris'): Rows => (name === 'faithful' ? faithful : iris);
