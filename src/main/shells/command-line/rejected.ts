import type { Dataset } from '../../../shared/model/dataset.ts';
import type { Console } from './console.ts';

/** Says on standard error what of a table is not among the rows that a command goes on with. */
export function tellRejected({ source, report: { rejectedRows, rejectedValues } }: Dataset, { err }: Console): void {
  if (rejectedRows + rejectedValues > 0)
    err.write(
      `${source.name}: ${rejectedRows} rows were left out and ${rejectedValues} values set to missing; \`latent-lens inspect\` lists them.\n`,
    );
}
