import { LensError } from '../../shared/errors.ts';
import type { Scoreboard, ScoreboardOptions } from '../../shared/model/scoreboard.ts';
import { comparableColumns } from '../datasets/comparable.ts';
import { foldsOf } from '../engine/doubt/folds.ts';
import { createRandom } from '../engine/random/generator.ts';
import { sampleIndices } from '../engine/random/sample.ts';
import { type Rows, takeRows } from '../engine/rows.ts';
import type { Context } from './context.ts';
import { excludedRows } from './exclusion.ts';
import { prepared } from './prepared.ts';
import type { Session } from './session.ts';

/** Of columns in which values repeat. */
const repeated =
  'Where values repeat, a density can rise without bound: a model that narrows down on them scores high without foretelling more. Compare without such columns, too.';

/** The rows that all models are held against each other on. */
export interface ScoreSubject {
  /** In scaled units. */
  readonly rows: Rows;
  /** Indices into the data set. */
  readonly used: Int32Array;
  /** Nats: what to take from a log density in the units of the rows. */
  readonly logScale: number;
  readonly about: Pick<Scoreboard, 'columns' | 'leftOut' | 'rows' | 'complete' | 'excluded' | 'incomplete' | 'cautions'>;
}

/**
 * Complete rows only, the same ones for every model; of many a sample by the seed. Columns that a model cannot take, and those
 * that have one value in what a fold trains on, are left out for all.
 */
export async function scoreSubject(context: Context, session: Session, options: ScoreboardOptions): Promise<ScoreSubject> {
  const { folds, seed, mostRows, exclusion } = options;
  const excluded = excludedRows(session, exclusion);
  const total = session.dataset().rows;
  const leftOut: Scoreboard['leftOut'] = [];
  let names: readonly string[] = [...new Set(options.columns)];
  for (;;) {
    const found = comparableColumns(
      names.map((name) => ({ name, cells: session.cells(name), profile: session.column(name) })),
      total,
      excluded,
    );
    leftOut.push(...found.leftOut);
    names = found.columns;
    const ready = await prepared(
      context,
      session,
      { columns: [...names], missing: 'drop', weights: null, exclusion },
      'standard',
    );
    const complete = ready.rows.n;
    const chosen = sampleIndices(complete, mostRows, createRandom(seed, 'scoreboard'));
    const rows = chosen.length < complete ? takeRows(ready.rows, chosen) : ready.rows;
    if (rows.n < 2 * folds)
      throw new LensError(
        'input',
        `${rows.n} complete ${rows.n === 1 ? 'row is' : 'rows are'} too few for ${folds} folds: each needs two rows at least.`,
        'Ask for fewer folds, or leave out columns with many missing cells.',
      );
    const flat = flatColumns(rows, folds, seed);
    if (flat.length > 0 && flat.length < names.length) {
      const without = names;
      leftOut.push(...flat.map((j) => ({ name: without[j], reason: 'has one value in the rows that a fold trains on' })));
      names = names.filter((_, j) => !flat.includes(j));
      continue;
    }
    const left = excluded?.reduce((sum, each) => sum + each, 0) ?? 0;
    return {
      rows,
      used: Int32Array.from(chosen, (i) => ready.used[i]),
      logScale: ready.logScale,
      about: {
        columns: [...names],
        leftOut,
        rows: rows.n,
        complete,
        excluded: left,
        incomplete: total - left - complete,
        cautions: ready.cautions.length > 0 ? [...ready.cautions, repeated] : [],
      },
    };
  }
}

/** Columns that do not vary in what some fold trains on. */
function flatColumns({ n, d, data }: Rows, folds: number, seed: number): number[] {
  const fold = foldsOf(n, folds, seed);
  const flat: number[] = [];
  for (let j = 0; j < d; j++) {
    for (let held = 0; held < folds; held++) {
      let first = Number.NaN;
      let differ = false;
      for (let i = 0; i < n && !differ; i++) {
        if (fold[i] === held) continue;
        if (Number.isNaN(first)) first = data[j * n + i];
        else differ = data[j * n + i] !== first;
      }
      if (differ) continue;
      flat.push(j);
      break;
    }
  }
  return flat;
}
