import { resolve } from 'node:path';
import { LensError } from '../../../../shared/errors.ts';
import type { Dataset } from '../../../../shared/model/dataset.ts';
import type { Scoreboard } from '../../../../shared/model/scoreboard.ts';
import { type Client, readTable } from '../client.ts';
import { columnsToFit } from '../cluster-columns.ts';
import { compareJson, compareText, rowScoresCsv } from '../compare-answer.ts';
import type { CompareFlags } from '../compare-options.ts';
import type { Console } from '../console.ts';
import { toJson } from '../json.ts';
import { pathTarget, refuseOverwriting } from '../outputs.ts';
import { readOptions } from '../read-options.ts';
import { tellRejected } from '../rejected.ts';
import { withApp } from '../with-app.ts';

const optionsOf = (dataset: Dataset, flags: CompareFlags) => {
  const { models = null, folds, k: ks, families, criterion, starts, components, latent, samples, rows: mostRows, seed } = flags;
  const columns = columnsToFit(dataset, flags.columns, {});
  return { columns, models, folds, ks, families, criterion, starts, components, latent, samples, mostRows, seed };
};

async function writeRows(client: Client, board: Scoreboard, path: string): Promise<void> {
  const rows = await client.call('scoreboard.rows', { scoreboard: board.id });
  const content = new TextEncoder().encode(rowScoresCsv(rows));
  await client.run(() => client.call('export.file', { title: 'Row scores', content, target: pathTarget(path) }));
}

export function compare(file: string, flags: CompareFlags, console: Console): Promise<number> {
  refuseOverwriting([file], [flags.rowScores]);
  return withApp({ memory: true, threads: flags.threads }, console, async ({ client }) => {
    const dataset = await readTable(client, resolve(file), readOptions(flags));
    tellRejected(dataset, console);
    let id = 0;
    try {
      await client.run(async () => {
        const started = await client.call('scoreboard.start', optionsOf(dataset, flags));
        id = started.scoreboard;
        return started;
      });
    } finally {
      // An interrupt does not take away what is finished.
      const board = (await client.call('scoreboard.list', {})).find((one) => one.id === id);
      if (board) console.out.write(flags.json ? toJson(compareJson(dataset.rows, board)) : compareText(dataset.rows, board));
    }
    const board = (await client.call('scoreboard.list', {})).find((one) => one.id === id);
    if (!board || board.ranking.length === 0)
      throw new LensError('unconverged', 'No model could be scored.', board?.scores[0]?.failure ?? 'Ask for fewer folds.');
    if (flags.rowScores) await writeRows(client, board, flags.rowScores);
    return 0;
  });
}
