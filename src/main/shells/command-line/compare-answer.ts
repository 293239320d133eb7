import type { ScoreRows } from '../../../shared/contract/scoreboard.ts';
import type { ModelScore, Scoreboard } from '../../../shared/model/scoreboard.ts';
import { choicesText, differenceText, natsText, scoreVerdict } from '../../../shared/words/scoreboard.ts';
import { duration } from './progress-bar.ts';
import { count, textTable } from './text-table.ts';

interface Line {
  readonly score: ModelScore;
  readonly group: number | null;
  readonly difference: number | null;
  readonly differenceError: number | null;
}

/** Ranked first, then those without a figure. */
function linesOf({ scores, ranking }: Scoreboard): Line[] {
  const ranked = ranking.flatMap(({ model, ...place }): Line[] => {
    const score = scores.find((one) => one.model === model);
    return score ? [{ score, ...place }] : [];
  });
  const others = scores.filter((score) => !ranking.some(({ model }) => model === score.model));
  return [...ranked, ...others.map((score) => ({ score, group: null, difference: null, differenceError: null }))];
}

/** What `compare --json` prints. */
export function compareJson(total: number, board: Scoreboard) {
  const { options, columns, leftOut, rows, complete, excluded, incomplete, cautions, pairs, status, seconds } = board;
  return {
    ...{ rows, columns, status, seconds },
    totalRows: total,
    ...{ completeRows: complete, incompleteRows: incomplete, excludedRows: excluded },
    leftOut,
    ...{ folds: options.folds, seed: options.seed, criterion: options.criterion },
    models: linesOf(board).map(({ score, group, difference, differenceError }) => ({
      name: score.name,
      model: score.model,
      nats_per_row: score.nats,
      standard_error: score.standardError,
      lower_bound: score.lowerBound,
      ...(score.lowerBound && { monte_carlo_error: score.monteCarloError, looseness: score.looseness }),
      ...{ group, difference, difference_error: differenceError },
      folds: score.folds.map(({ nats, seconds: _, ...fold }) => ({ nats_per_row: nats, ...fold })),
      failure: score.failure,
      seconds: score.seconds,
    })),
    pairs: pairs.map(({ standardError, ...pair }) => ({ ...pair, standard_error: standardError })),
    remarks: [scoreVerdict(board).headline, ...scoreVerdict(board).remarks],
    cautions,
  };
}

/** What `compare` prints for a person. */
export function compareText(total: number, board: Scoreboard): string {
  const { options, columns, rows, seconds } = board;
  const head = `${count(rows, 'row')} of ${total} compared; ${columns.join(', ')}; ${options.folds} folds; seed ${options.seed}; ${duration(seconds)}\n`;
  const lines = linesOf(board).map(({ score, group, difference, differenceError }) => [
    group === null ? '–' : String(group + 1),
    score.name,
    natsText(score),
    difference === null || differenceError === null ? '' : differenceText({ difference, differenceError }),
    choicesText(score),
  ]);
  const table = textTable(['group', 'model', 'nats per row', 'from the first', 'chosen in the folds'], lines, ['right', 'left', 'right', 'right', 'left']); // biome-ignore format: one call
  const { headline, remarks } = scoreVerdict(board);
  const notes = remarks.map((remark) => `${remark}\n`).join('');
  return `${head}\nHeld-out log density ± standard error; ≥ a lower bound; models of one group cannot be told apart\n${table}\n${headline}\n${notes}`;
}

/** A line for each row compared: its number in the table from 1, and the nats that each model gives it. */
export function rowScoresCsv({ used, models }: ScoreRows): string {
  const header = ['row', ...models.map(({ model }) => model)].join(',');
  const lines = Array.from(used, (row, i) => [row + 1, ...models.map(({ nats }) => nats[i])].join(','));
  return `${[header, ...lines].join('\n')}\n`;
}
