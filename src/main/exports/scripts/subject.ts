import { basename } from 'node:path';
import { LensError } from '../../../shared/errors.ts';
import type { Dataset, Dialect } from '../../../shared/model/dataset.ts';
import type { CandidateDetail, FamilyCode, Fit, GaussianMixture } from '../../../shared/model/mixture.ts';

import { familyInScripts } from '../../../shared/words/script-plan.ts';

/** A column of the table: its name, and where it stands in the file when no header says it. */
export interface ScriptColumn {
  readonly name: string;
  /** From 0. */
  readonly position: number;
}

/** How the script comes by the rows. */
export interface ScriptTable {
  /** What the script opens unless it is told otherwise. */
  readonly file: string;
  /** source: the file that was read. labels: it cannot be read by the script; the table as Export writes it is read instead. */
  readonly kind: 'source' | 'labels';
  readonly dialect: Dialect;
  readonly rows: number;
  /** Lines of the file, from 1, that were left out in reading. */
  readonly rejectedLines: readonly number[];
  readonly hash: string;
}

/** All that a script must know to reproduce a candidate in another program. */
export interface ScriptSubject {
  readonly project: string;
  readonly version: string;
  readonly table: ScriptTable;
  readonly columns: readonly ScriptColumn[];
  readonly weights: ScriptColumn | null;
  readonly options: Fit['options'];
  readonly used: number;
  readonly incomplete: number;
  /** Rows, from 0, that were excluded by hand though they have values. */
  readonly excluded: readonly number[];
  /** As the data have it: in one column all families are one of two. */
  readonly family: FamilyCode;
  readonly k: number;
  readonly mixture: GaussianMixture;
  readonly logLikelihood: number;
  readonly bic: number;
  readonly sizes: readonly number[];
  /** Of the components, '' for none. */
  readonly names: readonly string[];
  /** EM stopped before its limit, or ended in a degenerate solution: another program would go on from there. */
  readonly unsettled: boolean;
}

export interface ScriptInput {
  readonly project: string;
  readonly version: string;
  readonly dataset: Dataset;
  readonly fit: Fit;
  readonly detail: CandidateDetail;
  readonly used: Int32Array;
  readonly names: readonly string[];
  /** Whether a row has what the fit asks of it: all its cells, or any of them where missing cells are modelled. */
  readonly fits: (row: number) => boolean;
}

export function scriptSubject({ project, version, dataset, fit, detail, used, names, fits }: ScriptInput): ScriptSubject {
  const { candidate, mixture } = detail;
  if (mixture?.variational)
    throw new LensError(
      'usage',
      'A fit by variational inference has no script: neither scikit-learn nor mclust can be begun from its posterior.',
      'Export its model as JSON instead (it holds the prior and the posterior), or a fit by EM.',
    );
  if (!mixture || candidate.logLikelihood === null || candidate.bic === null)
    throw new LensError(
      'missing',
      `K = ${candidate.k}, ${candidate.family} has no fit to reproduce: ${candidate.failure ?? 'it was not fitted.'}`,
      'Choose a candidate that was fitted.',
    );
  const column = (name: string): ScriptColumn => ({ name, position: dataset.columns.findIndex((one) => one.name === name) });
  return {
    project,
    version,
    table: tableOf(
      project,
      dataset,
      [...fit.options.columns, ...(fit.options.weights === null ? [] : [fit.options.weights])],
      'labels',
    ),
    columns: fit.options.columns.map(column),
    weights: fit.options.weights === null ? null : column(fit.options.weights),
    options: fit.options,
    used: used.length,
    incomplete: fit.incomplete,
    excluded: excludedByHand(dataset.rows, used, fits),
    family: familyInScripts(candidate.family, fit.options.columns.length),
    k: candidate.k,
    mixture,
    logLikelihood: candidate.logLikelihood,
    bic: candidate.bic,
    sizes: detail.sizes,
    names,
    unsettled: !candidate.converged || candidate.degenerate,
  };
}

/** Text files are read as they are; what a script cannot read the same way, or is not in the file, as Export writes it. */
export function tableOf(
  project: string,
  { source, report, rows, columns }: Dataset,
  needed: readonly string[],
  exported: 'labels' | 'codes',
): ScriptTable {
  const made = columns.some((one) => one.made && needed.includes(one.name));
  const { dialect, rejected, rejectedRows } = report;
  const lines = rejected.filter(({ column }) => column === '').map(({ line }) => line);
  const readable =
    !made &&
    dialect.format === 'csv' &&
    lines.length === rejectedRows &&
    !(columns.length === 1 && rows > 0 && anyMissing(columns));
  if (readable) {
    const file = /\.\w+$/.test(source.name) ? basename(source.name) : basename(source.path);
    return { file, kind: 'source', dialect, rows, rejectedLines: lines, hash: source.hash };
  }
  const plain: Dialect = {
    ...dialect,
    format: 'csv',
    delimiter: ',',
    quote: '"',
    decimal: '.',
    encoding: 'utf-8',
    header: true,
    missing: [''],
  };
  return {
    file: `${project || 'latent-lens'}-${exported}.csv`,
    kind: 'labels',
    dialect: plain,
    rows,
    rejectedLines: [],
    hash: '',
  };
}

/** Whether any of the components was given a name. */
export const isNamed = (names: readonly string[]): boolean => names.some((name) => name !== '');

/** In a file of one column a missing cell is an empty line, which other programs skip. */
const anyMissing = (columns: Dataset['columns']): boolean => columns.some(({ missing }) => missing > 0);

function excludedByHand(rows: number, used: Int32Array, fits: (row: number) => boolean): number[] {
  const found: number[] = [];
  let next = 0;
  for (let row = 0; row < rows; row++) {
    if (used[next] === row) next++;
    else if (fits(row)) found.push(row);
  }
  return found;
}
