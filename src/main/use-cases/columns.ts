import type { ColumnSource } from '../../shared/contract/columns.ts';
import type { Parsed } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import type { ColumnCells, ColumnType } from '../../shared/model/column.ts';
import { mergeRows } from '../../shared/model/merging.ts';
import { excludedBit, hiddenBit, selectedBit } from '../../shared/model/row-states.ts';
import { sharedCodes, sharedValues } from '../datasets/cells.ts';
import { profileColumn } from '../datasets/profile.ts';
import { clusterWords } from './cluster-words.ts';
import { type Context, openSession, standing } from './context.ts';
import { candidateRows } from './fits.ts';
import { tellProject } from './present.ts';
import type { Session } from './session.ts';

interface Made {
  readonly type: ColumnType;
  readonly cells: ColumnCells;
  /** In words. */
  readonly made: string;
}

export async function addColumn(context: Context, { name, from }: Parsed<'column.add'>): Promise<Record<string, never>> {
  const session = openSession(context);
  if (session.dataset().columns.some((column) => column.name === name))
    throw new LensError('usage', `There is a column '${name}' already.`, 'Choose another name.');
  const check = standing(context, session);
  const { type, cells, made } = await make(context, session, from);
  check();
  session.file.addColumn({ ...profileColumn(name, type, cells), made }, cells);
  session.columnsChanged();
  tellProject(context);
  return {};
}

export function removeColumn(context: Context, name: string): void {
  const session = openSession(context);
  if (!session.column(name).made)
    throw new LensError('usage', `Column '${name}' is of the file.`, 'Only columns that were added here can be removed.');
  const used = session.file
    .fits()
    .find(({ options }) => options.columns.includes(name) || options.startLabels === name || options.weights === name);
  if (used)
    throw new LensError('usage', `Fit ${used.id} was made with column '${name}'.`, 'Remove that fit first, or keep the column.');
  const model = session.file.latents.all().find(({ options }) => options.columns.includes(name));
  if (model)
    throw new LensError(
      'usage',
      `VAE ${model.id} was trained on column '${name}'.`,
      'Remove that VAE first, or keep the column.',
    );
  const compared = session.file.scoreboards.all().find(({ columns }) => columns.includes(name));
  if (compared)
    throw new LensError(
      'usage',
      `Models were compared on column '${name}'.`,
      'Remove that comparison first, or keep the column.',
    );
  session.file.removeColumn(name);
  session.columnsChanged();
  tellProject(context);
}

const bits = { selected: selectedBit, hidden: hiddenBit, excluded: excludedBit } as const;

async function make(context: Context, session: Session, from: ColumnSource): Promise<Made> {
  const { rows } = session.dataset();
  if (from.kind === 'state') {
    const flags = session.file.readSelection();
    const codes = sharedCodes(rows);
    for (let row = 0; row < rows; row++) codes[row] = (flags[row] ?? 0) & bits[from.state] ? 1 : 0;
    return { type: 'boolean', cells: { kind: 'codes', codes, levels: ['no', 'yes'] }, made: `rows that were ${from.state}` };
  }
  const { candidate } = from;
  const of = `K = ${candidate.k}, ${candidate.family}, fit ${candidate.fit}`;
  const { groups, names } = clusterWords(from);
  const each = await candidateRows(context, candidate);
  const { labels, uncertainty, k } = groups ? mergeRows(each, groups) : each;
  const merged = groups && groups.length < candidate.k ? ` merged into ${k}` : '';
  if (from.kind === 'uncertainty') {
    const values = sharedValues(rows);
    values.set(uncertainty);
    return { type: 'number', cells: { kind: 'values', values }, made: `uncertainty of ${of}${merged}` };
  }
  const levels = Array.from({ length: k }, (_, i) => [String(i + 1), names?.[i]].filter(Boolean).join(' '));
  const codes = sharedCodes(rows);
  for (let row = 0; row < rows; row++) codes[row] = labels[row] > 0 ? labels[row] - 1 : labels[row] === 0 ? k : -1;
  const withNoise = labels.includes(0) ? [...levels, 'noise'] : levels;
  return { type: 'category', cells: { kind: 'codes', codes, levels: withNoise }, made: `clusters of ${of}${merged}` };
}
