import type { Dataset } from '../../../shared/model/dataset.ts';
import type { Console } from './console.ts';
import { count } from './text-table.ts';

/** Says on standard error what of a table is not among the rows that a command goes on with. */
export function tellRejected({ source, report: { rejectedRows, rejectedValues } }: Dataset, { err }: Console): void {
  if (rejectedRows + rejectedValues > 0)
    err.write(
      `${source.name}: ${count(rejectedRows, 'row')} left out, ${count(rejectedValues, 'value')} set to missing; \`latent-lens inspect\` lists them.\n`,
    );
}
