import type { LatentModel, LatentRows } from '../../../shared/contract/latent.ts';
import type { Dataset } from '../../../shared/model/dataset.ts';
import type { Trained } from '../../datasets/trained.ts';
import { type ScriptTable, tableOf } from './subject.ts';

/** All that a script must know to rebuild a network and to hold its codes against ours. */
export interface LatentScriptSubject {
  readonly project: string;
  readonly version: string;
  readonly table: ScriptTable;
  /** Where each column of the encoding stands in the file, from 0. */
  readonly positions: readonly number[];
  readonly model: LatentModel;
  readonly trained: Trained;
  /** Rows, from 0, and their codes. */
  readonly check: { readonly rows: readonly number[]; readonly codes: readonly (readonly number[])[] };
}

/** Rows whose codes the script holds against its own. */
const mostChecked = 200;

export function latentSubject({
  project,
  version,
  dataset,
  model,
  trained,
  rows,
}: Pick<LatentScriptSubject, 'project' | 'version' | 'model' | 'trained'> & {
  readonly dataset: Dataset;
  readonly rows: LatentRows;
}): LatentScriptSubject {
  const { columns } = trained.encoding;
  const { latent, means, part } = rows;
  const used: number[] = [];
  part.forEach((one, row) => {
    if (one >= 0) used.push(row);
  });
  const count = Math.min(mostChecked, used.length);
  const checked = Array.from({ length: count }, (_, i) => used[Math.floor((i * used.length) / count)]);
  return {
    project,
    version,
    table: tableOf(
      project,
      dataset,
      columns.map(({ name }) => name),
      'codes',
    ),
    positions: columns.map(({ name }) => dataset.columns.findIndex((column) => column.name === name)),
    model,
    trained,
    check: { rows: checked, codes: checked.map((row) => Array.from(means.subarray(row * latent, (row + 1) * latent))) },
  };
}
