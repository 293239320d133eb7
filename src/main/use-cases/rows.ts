import type { Output, Parsed } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { mostLevels } from '../../shared/model/comparison.ts';
import { isPartition, mergeRows } from '../../shared/model/merging.ts';
import { cellText } from '../datasets/cells.ts';
import { type Levels, levelsOf } from '../datasets/levels.ts';
import { comparisonOf } from './comparison.ts';
import { type Context, openSession } from './context.ts';
import { candidateRows } from './fits.ts';
import type { Session } from './session.ts';

export function readRows(context: Context, rows: Int32Array): Output<'dataset.rows'> {
  const session = openSession(context);
  const { rows: count, columns } = session.dataset();
  const outside = rows.find((row) => row < 0 || row >= count);
  if (outside !== undefined)
    throw new LensError('missing', `There is no row ${outside + 1}.`, `The table has ${count} rows; ask for these.`);
  return {
    columns: columns.map(({ name, type }) => {
      const cells = session.cells(name);
      return Array.from(rows, (row) => cellText(cells, type, row));
    }),
  };
}

export async function compareLabels(context: Context, asked: Parsed<'fit.compare'>): Promise<Output<'fit.compare'>> {
  const { candidate, groups, column } = asked;
  const session = openSession(context);
  const known = knownLabels(session, column);
  if (groups && !isPartition(groups, candidate.k))
    throw new LensError('usage', `The groups do not hold each of the ${candidate.k} components once.`, 'Combine them again.');
  const results = await candidateRows(context, candidate);
  const { k, labels } = groups ? mergeRows(results, groups) : results;
  return comparisonOf(column, known, labels, k);
}

function knownLabels(session: Session, column: string): Levels {
  const { type } = session.column(column);
  const refuse = (why: string) => {
    const hint = `Known labels are a column of at most ${mostLevels} different values: names, whole numbers, or yes and no.`;
    return new LensError('input', `Column '${column}' ${why}.`, hint);
  };
  if (type === 'number' || type === 'date') throw refuse(`holds a ${type}, which is no label`);
  const found = levelsOf(session.cells(column), mostLevels);
  if (!found) throw refuse(`has more than ${mostLevels} different values`);
  return found;
}
