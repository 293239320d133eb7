import type { RowResults } from '../../shared/contract.ts';
import { LensError } from '../../shared/errors.ts';
import { isNumeric } from '../../shared/model/column.ts';
import type { FitOptions, GaussianMixture } from '../../shared/model/mixture.ts';
import type { NamedCells } from '../datasets/cells.ts';
import type { Prepared } from '../datasets/prepare.ts';
import type { JobHandle } from '../jobs/registry.ts';
import type { Context } from './context.ts';
import { excludedRows } from './exclusion.ts';
import { toArrays } from './mixtures.ts';
import type { Session } from './session.ts';

/** Which rows and cells take part, and how much each counts. */
export type Subject = Pick<FitOptions, 'columns' | 'missing' | 'weights' | 'exclusion'>;

const numeric = (session: Session, name: string): NamedCells => {
  const { type, missing } = session.column(name);
  if (missing === session.dataset().rows)
    throw new LensError('input', `Column '${name}' has no value in any row.`, 'Leave it out.');
  if (!isNumeric(type))
    throw new LensError('input', `Column '${name}' holds ${type}, not numbers.`, 'Leave it out, or read it again as a number.');
  return { name, cells: session.cells(name) };
};

/** The rows of the columns, scaled; kept for the next fit of the same columns. */
export async function prepared(
  context: Context,
  session: Session,
  subject: Subject,
  scaling: FitOptions['scaling'],
): Promise<Prepared> {
  const { columns: names, missing, weights, exclusion } = subject;
  const columns = names.map((name) => numeric(session, name));
  const options = {
    missing,
    weights: weights === null ? null : numeric(session, weights),
    excluded: excludedRows(session, exclusion),
  };
  return session.recall(`prepared ${scaling} ${JSON.stringify([names, missing, weights, exclusion])}`, () =>
    context.light.run('prepare', { columns, scaling, options }),
  );
}

/** What a mixture in the data's own units says of every row. */
export async function rowResults(
  context: Context,
  session: Session,
  subject: Subject,
  mixture: GaussianMixture,
  watch?: Pick<JobHandle, 'signal' | 'progress'>,
): Promise<RowResults> {
  const { rows, used } = await prepared(context, session, subject, 'none');
  const input = { rows, mixture: toArrays(mixture), used, total: session.dataset().rows };
  return context.light.run(
    'rows',
    input,
    watch && { signal: watch.signal, progress: (share) => watch.progress(share / 2, 'responsibilities') },
  );
}
