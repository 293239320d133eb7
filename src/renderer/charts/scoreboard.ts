import type { Range } from '../../shared/geometry/nice.ts';
import type { Scoreboard, ScoreModel } from '../../shared/model/scoreboard.ts';
import { differenceText, natsText } from '../../shared/words/scoreboard.ts';
import { type Frame, frameOf } from './frame.ts';

/** What the dot plot of the scoreboard shows and where: everything but how it is drawn. */

export type ScoreFace = 'scores' | 'differences';

export interface ScoreDot {
  readonly model: ScoreModel;
  readonly name: string;
  readonly group: number;
  readonly lowerBound: boolean;
  readonly value: number;
  readonly error: number;
  /** The same of each fold by itself. */
  readonly folds: readonly number[];
  /** It lies farther left than the axis goes. */
  readonly beyond: boolean;
  readonly text: string;
}

export interface ScoreGroup {
  readonly group: number;
  /** Places of its first and last dot, from the top. */
  readonly from: number;
  readonly to: number;
}

export interface ScorePlot {
  readonly dots: readonly ScoreDot[];
  readonly groups: readonly ScoreGroup[];
  readonly frame: Frame;
}

const lineHeight = 32;
const bottom = 44;
export const scorePlotHeight = (models: number): number => 8 + models * lineHeight + bottom;

/** Room for the names at the left and the figures at the right, px; where the plot is narrow, less. */
const margins = (width: number) => ({ left: width < 620 ? 188 : 216, top: 8, right: width < 620 ? 112 : 136, bottom });

/** Nats at which a difference is no longer drawn to scale: so many of its typical errors. */
const farthest = 24;

/** Ranked models from the top: their scores ± standard error, or their differences from the first ± that of the difference. */
export function scorePlot(
  { ranking, scores }: Pick<Scoreboard, 'ranking' | 'scores'>,
  face: ScoreFace,
  size: { readonly width: number; readonly height: number },
): ScorePlot {
  const first = scores.find(({ model }) => model === ranking[0]?.model);
  const found = ranking.flatMap(({ model, group, difference, differenceError }) => {
    const score = scores.find((one) => one.model === model);
    if (!score || score.nats === null) return [];
    const [value, error] = face === 'scores' ? [score.nats, score.standardError ?? 0] : [difference, differenceError];
    const text = face === 'scores' ? natsText(score) : differenceText({ difference, differenceError });
    const isFirst = face === 'differences' && score === first;
    const folds = score.folds.flatMap(({ nats }, f) => {
      if (isFirst) return [];
      const from = face === 'scores' ? 0 : (first?.folds[f]?.nats ?? null);
      return nats === null || from === null ? [] : [nats - from];
    });
    return [
      {
        score,
        group,
        folds,
        value,
        error,
        text: face === 'differences' && score.lowerBound && text !== '' ? `≥ ${text}` : text || 'the first',
      },
    ];
  });
  const range = rangeOf(found, face);
  const dots = found.map(({ score, group, folds, value, error, text }): ScoreDot => {
    const { model, name, lowerBound } = score;
    return { model, name, group, lowerBound, value, error, folds, beyond: value < range[0], text };
  });
  const groups = [...new Set(dots.map(({ group }) => group))].map((group) => ({
    group,
    from: dots.findIndex((dot) => dot.group === group),
    to: dots.findLastIndex((dot) => dot.group === group),
  }));
  const frame = frameOf(size, margins(size.width), range, [-0.5, Math.max(0.5, dots.length - 0.5)]);
  return { dots, groups, frame };
}

/**
 * Every dot with its bar and its single folds; of differences no more than `farthest` typical errors, so that those near 0
 * can be told apart.
 */
function rangeOf(found: readonly Pick<ScoreDot, 'value' | 'error' | 'folds'>[], face: ScoreFace): Range {
  if (found.length === 0) return [-1, 0];
  const low = Math.min(...found.flatMap(({ value, error, folds }) => [value - error, ...folds]));
  const high = Math.max(...found.flatMap(({ value, error, folds }) => [value + error, ...folds]));
  const errors = found.map(({ error }) => error).filter((error) => error > 0).sort((a, b) => a - b); // biome-ignore format: one chain
  const typical = errors[Math.floor(errors.length / 2)] ?? 0;
  // Where even the next lies farther off there is nothing near 0 to be told apart.
  const next = Math.max(...found.map(({ value }) => value).filter((value) => value < 0));
  const least = face === 'differences' && typical > 0 ? Math.max(low, Math.min(-farthest * typical, 2 * next)) : low;
  const span = Math.max(high - least, 1e-9 * Math.max(1, Math.abs(high)));
  return [least - 0.04 * span, high + 0.06 * span];
}
