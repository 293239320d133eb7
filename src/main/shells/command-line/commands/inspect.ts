import { resolve } from 'node:path';
import type { Dataset } from '../../../../shared/model/dataset.ts';
import { type Client, readTable } from '../client.ts';
import type { Console } from '../console.ts';
import { inspectJson, inspectText, type WholeLevels } from '../inspect-answer.ts';
import { toJson } from '../json.ts';
import { type ReadFlags, readOptions } from '../read-options.ts';
import { withApp } from '../with-app.ts';

export type InspectFlags = ReadFlags & { readonly json?: boolean };

function byFrequency(codes: Int32Array, levels: readonly string[]): string[] {
  const counts = new Float64Array(levels.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  return [...levels.keys()].sort((a, b) => counts[b] - counts[a]).map((code) => levels[code]);
}

/** A profile lists the 50 most frequent levels. A category's are told all; a text's, which may be one a row, are not. */
async function wholeLevels(client: Client, { columns }: Dataset): Promise<WholeLevels> {
  const names = columns
    .filter(({ type, levels, levelCount }) => type === 'category' && (levelCount ?? 0) > (levels?.length ?? 0))
    .map(({ name }) => name);
  if (names.length === 0) return new Map();
  const { cells } = await client.call('dataset.cells', { columns: names });
  return new Map(cells.map((column, i) => [names[i], column.kind === 'codes' ? byFrequency(column.codes, column.levels) : []]));
}

export function inspect(file: string, flags: InspectFlags, console: Console): Promise<number> {
  return withApp({ memory: true, threads: 1 }, console, async ({ client }) => {
    const dataset = await readTable(client, resolve(file), readOptions(flags));
    console.out.write(flags.json ? toJson(inspectJson(dataset, await wholeLevels(client, dataset))) : inspectText(dataset));
    const { rejected, rejectedRows, rejectedValues } = dataset.report;
    if (flags.json && rejectedRows + rejectedValues > rejected.length)
      console.err.write(
        `${rejectedRows + rejectedValues} rows and values were rejected; the first ${rejected.length} are listed.\n`,
      );
    return 0;
  });
}
