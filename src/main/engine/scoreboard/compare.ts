import { type ModelScore, type Ranked, type ScoreModel, type ScorePair, scoreModels } from '../../../shared/model/scoreboard.ts';
import { meanAndError, type ScoredModel } from './score.ts';

/** So many standard errors of the paired difference are needed to tell two models apart. */
export const tellingApart = 2;
/** Nats per row: models that are the same but for rounding, as a Gaussian and probabilistic PCA with all its axes. */
const rounding = 1e-6;

/** Every model against every other over the same rows: the mean difference and sd over the rows / √rows. */
export function pairsOf(models: readonly ScoredModel[]): ScorePair[] {
  return models.flatMap(({ score: { model }, rows }, at) =>
    models.slice(at + 1).flatMap(({ score: { model: other }, rows: theirs }): ScorePair[] => {
      if (!rows || !theirs) return [];
      const { mean: difference, standardError } = meanAndError(rows.map((nats, i) => nats - theirs[i]));
      return [{ model, other, difference, standardError }];
    }),
  );
}

/**
 * Best first, in groups: the first of a group and all after it that cannot be told apart from it, their difference being
 * within two standard errors. A model with a lower bound is told to be worse only by what its bound may lie low more.
 */
export function rankingOf(scores: readonly ModelScore[], pairs: readonly ScorePair[]): Ranked[] {
  // Those that are the same but for rounding stay in the order of the table.
  const rank = ({ nats }: ModelScore) => Math.round((nats ?? 0) / rounding);
  const place = ({ model }: ModelScore) => scoreModels.indexOf(model);
  const left = scores.filter(({ nats }) => nats !== null).sort((a, b) => rank(b) - rank(a) || place(a) - place(b));
  const ranked: Ranked[] = [];
  const [best] = left;
  let leader = best;
  let group = 0;
  for (const score of left) {
    if (!isNear(leader, score, pairs)) {
      leader = score;
      group++;
    }
    const from = differenceOf(pairs, score.model, best.model);
    ranked.push({ model: score.model, group, difference: from.difference, differenceError: from.standardError });
  }
  return ranked;
}

function isNear(leader: ModelScore, score: ModelScore, pairs: readonly ScorePair[]): boolean {
  const { difference, standardError } = differenceOf(pairs, leader.model, score.model);
  return difference <= tellingApart * standardError + (score.looseness ?? 0) + rounding;
}

/** model − other, whichever way round it is kept. */
export function differenceOf(
  pairs: readonly ScorePair[],
  model: ScoreModel,
  other: ScoreModel,
): Pick<ScorePair, 'difference' | 'standardError'> {
  const same = pairs.find((pair) => pair.model === model && pair.other === other);
  if (same) return same;
  const turned = pairs.find((pair) => pair.model === other && pair.other === model);
  return turned ? { ...turned, difference: -turned.difference } : { difference: 0, standardError: 0 };
}
