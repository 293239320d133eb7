import type { Scoreboard } from '../../../shared/model/scoreboard.ts';
import { choicesText, differenceText, natsText, scoreRules, scoreVerdict } from '../../../shared/words/scoreboard.ts';
import { escaped, list, table } from './html.ts';
import { ink, line, type Plot, picture, px, text, xAxis } from './svg.ts';

const lineHeight = 26;

/** The comparison to tell of on a page about these columns: the newest made on them, otherwise the newest of all. */
export function scoreboardFor(boards: readonly Scoreboard[], columns: readonly string[]): Scoreboard | null {
  const told = boards.filter(({ ranking }) => ranking.length > 0);
  const same = (board: Scoreboard) =>
    board.columns.length === columns.length && columns.every((name) => board.columns.includes(name));
  return told.findLast(same) ?? told.at(-1) ?? null;
}

/** What the scoreboard says, ranked models with their errors, and how to read it. Empty where there is none. */
export function scoreboardSection(board: Scoreboard | null, columns: readonly string[]): string {
  if (!board) return '';
  const { headline, remarks } = scoreVerdict(board);
  const other = columns.some((name) => !board.columns.includes(name)) || board.columns.length !== columns.length;
  const about = other ? [`It was made on other columns than this fit: ${board.columns.join(', ')}.`] : [];
  return `<p><strong>${escaped(headline)}</strong></p>
${dotPlot(board)}
${scoreTable(board)}
${list([...about, ...remarks], 'plain')}
<p class="caption">${escaped(scoreRules(board).join(' '))}</p>`;
}

/** Ranked from the top; every other group on a ground of its own; ▷ a lower bound. */
function dotPlot({ ranking, scores }: Scoreboard): string {
  const dots = ranking.flatMap(({ model, group }) => {
    const score = scores.find((one) => one.model === model);
    return score && score.nats !== null ? [{ ...score, nats: score.nats, error: score.standardError ?? 0, group }] : [];
  });
  const low = Math.min(...dots.map(({ nats, error }) => nats - error));
  const high = Math.max(...dots.map(({ nats, error }) => nats + error));
  const span = Math.max(high - low, 1e-9);
  const plot: Plot = {
    left: 196,
    top: 6,
    width: 400,
    height: dots.length * lineHeight,
    x: [low - 0.05 * span, high + 0.07 * span],
    y: [0, 1],
  };
  const drawn = dots.map(({ name, nats, error, group, lowerBound, standardError }, place) => {
    const y = plot.top + (place + 0.5) * lineHeight;
    const colour = group === 0 ? ink.accent : ink.muted;
    const x = px(plot, nats);
    const [from, to] = [px(plot, nats - error), px(plot, nats + error)];
    const ground =
      group % 2 === 0
        ? `<rect x="0" y="${y - lineHeight / 2}" width="740" height="${lineHeight}" fill="${ink.accent}" fill-opacity="0.06"/>`
        : '';
    const tip = Math.max(to, x) + 12;
    const mark = lowerBound
      ? `${line([[from, y], [tip, y]], colour)}${line([[tip - 4, y - 3.5], [tip, y], [tip - 4, y + 3.5]], colour)}<path d="M${x - 3} ${y - 4.5}L${x + 5} ${y}L${x - 3} ${y + 4.5}Z" fill="${colour}"/>`
      : `${line([[from, y], [to, y]], colour)}<circle cx="${x}" cy="${y}" r="4" fill="${colour}"/>`; // biome-ignore format: marks
    const look = { size: 12, colour: ink.text, weight: group === 0 ? 600 : 400 };
    const figure = text(plot.left + plot.width + 14, y + 4, natsText({ nats, standardError, lowerBound }), look);
    return `${ground}${text(plot.left - 12, y + 4, name, { ...look, anchor: 'end' })}${mark}${figure}`;
  });
  return picture(
    740,
    plot.top + plot.height + 44,
    'Held-out log density of each model in nats per row, with standard errors',
    `${drawn.join('')}${xAxis(plot, { name: 'Held-out log density, nats per row' })}`,
  );
}

function scoreTable({ ranking, scores }: Scoreboard): string {
  const rows = ranking.flatMap(({ model, group, difference, differenceError }) => {
    const score = scores.find((one) => one.model === model);
    if (!score) return [];
    const chosen = `<span class="soft">${escaped(choicesText(score))}</span>`;
    return [[String(group + 1), escaped(score.name), natsText(score), differenceText({ difference, differenceError }), chosen]];
  });
  return table(
    [
      { head: 'Group' },
      { head: 'Model' },
      { head: 'Nats per row', number: true },
      { head: 'From the first', number: true },
      { head: 'Chosen in the folds' },
    ],
    rows,
  );
}
