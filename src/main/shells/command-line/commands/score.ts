import { resolve } from 'node:path';
import { readTable } from '../client.ts';
import type { Console } from '../console.ts';
import { pathTarget, refuseOverwriting, tableFormat } from '../outputs.ts';
import { type ReadFlags, readOptions } from '../read-options.ts';
import { tellRejected } from '../rejected.ts';
import { withApp } from '../with-app.ts';

export type ScoreFlags = ReadFlags & { readonly labels: string };

export function score(model: string, file: string, flags: ScoreFlags, console: Console): Promise<number> {
  refuseOverwriting([model, file], [flags.labels]);
  return withApp({ memory: true, threads: 1 }, console, async ({ client }) => {
    const dataset = await readTable(client, resolve(file), readOptions(flags));
    tellRejected(dataset, console);
    const written = { model: resolve(model), target: pathTarget(flags.labels), format: tableFormat(flags.labels) };
    const { title, notes = [] } = await client.run(() => client.call('export.score', written));
    for (const note of notes) console.err.write(`${dataset.source.name}: ${note}\n`);
    const what = title.startsWith('Codes')
      ? 'codes, their spreads and ELBO'
      : 'cluster, uncertainty, log density and probabilities';
    console.err.write(`${flags.labels}: ${dataset.rows} rows with ${what}\n`);
    return 0;
  });
}
