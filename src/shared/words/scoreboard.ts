import { type ModelScore, type Ranked, type Scoreboard, type ScoreModel, scoreModelNames } from '../model/scoreboard.ts';
import { counted, decimals } from './format.ts';

/** In the middle of a sentence: names of people and abbreviations keep their capitals. */
const inSentence: Readonly<Record<ScoreModel, string>> = {
  'gaussian-full': 'the Gaussian with full covariance',
  'gaussian-diagonal': 'the Gaussian with diagonal covariance',
  pca: 'probabilistic PCA',
  'kernel-density': 'the kernel density estimate',
  mixture: 'the Gaussian mixture by EM',
  bayesian: 'the Bayesian Gaussian mixture',
  vae: 'the VAE',
};

export const modelInSentence = (model: ScoreModel): string => inSentence[model];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export function listed(models: readonly ScoreModel[]): string {
  const names = models.map(modelInSentence);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

/** '−4.217 ± 0.066', '≥ −4.29 ± 0.05' for a lower bound: digits by the error. */
export function natsText({ nats, standardError, lowerBound }: Pick<ModelScore, 'nats' | 'standardError' | 'lowerBound'>): string {
  if (nats === null) return '–';
  return `${lowerBound ? '≥ ' : ''}${withError(nats, standardError)}`;
}

/** A figure with its standard error, two digits of that. */
export function withError(value: number, error: number | null): string {
  const places = error === null || error <= 0 ? 3 : Math.min(6, Math.max(1, 1 - Math.floor(Math.log10(error))));
  return error === null ? decimals(value, places) : `${decimals(value, places)} ± ${decimals(error, places)}`;
}

/** Below so many nats it is rounding: models that are the same. */
const rounding = 1e-6;

/** '−0.077 ± 0.034'; 'the same' where two models differ by rounding alone; empty for the first itself. */
export function differenceText({ difference, differenceError }: Pick<Ranked, 'difference' | 'differenceError'>): string {
  if (difference === 0 && differenceError === 0) return '';
  if (Math.abs(difference) < rounding && differenceError < rounding) return 'the same';
  return withError(difference, differenceError);
}

export interface ScoreVerdict {
  readonly headline: string;
  /** What qualifies it, in sentences. */
  readonly remarks: readonly string[];
}

/** What a scoreboard says, beginning with what cannot be told apart. */
export function scoreVerdict(board: Scoreboard): ScoreVerdict {
  const { ranking, scores } = board;
  const remarks = [...qualified(board), ...board.cautions];
  if (ranking.length === 0)
    return { headline: board.status === 'running' ? 'No model is finished yet.' : 'No model could be scored.', remarks };
  const said = headline(ranking, scores);
  if (board.status === 'running') return { headline: `So far: ${said.charAt(0).toLowerCase()}${said.slice(1)}`, remarks };
  return { headline: said, remarks };
}

function headline(ranking: readonly Ranked[], scores: readonly ModelScore[]): string {
  const first = ranking.filter(({ group }) => group === 0).map(({ model }) => model);
  const next = ranking.find(({ group }) => group === 1);
  const best = scores.find(({ model }) => model === ranking[0]?.model);
  const at = best ? natsText(best) : '';
  if (ranking.length === 1) return `Only ${listed(first)} has a score, ${at} nats per row: there is nothing to hold it against.`;
  // Of a bound at either end the distance is one, too.
  const most = scores.find(({ model }) => model === next?.model)?.lowerBound ? 'at most ' : best?.lowerBound ? 'at least ' : '';
  const below = next
    ? `${modelInSentence(next.model)}, the next, is ${most}${withError(-next.difference, next.differenceError)} nats per row below`
    : '';
  if (first.length === 1) return `${capital(listed(first))} predicts rows that it has not seen best: ${below}.`;
  const together = `${capital(listed(first))} cannot be told apart, at ${at} nats per row`;
  return next ? `${together}; ${below}.` : `${together}.`;
}

function qualified({ scores, ranking, options, rows, complete, incomplete, leftOut }: Scoreboard): string[] {
  const found: string[] = [];
  const vae = scores.find(({ lowerBound, nats }) => lowerBound && nats !== null);
  if (vae) {
    const loose = vae.looseness ?? 0;
    found.push(
      `The VAE’s score is a lower bound (≥), its importance-weighted bound with ${options.samples} draws a row; it lies ${loose < 0.001 ? 'less than 0.001' : `about ${decimals(loose, 3)}`} nats per row low, and its draws add ± ${decimals(vae.monteCarloError ?? 0, 4)}.`,
    );
    const placed = ranking.find(({ model }) => model === vae.model);
    // Draws show a gap to be at least so much. Ten times that is granted; what lies farther off is not due to the bound.
    const reach = 10 * loose + 2 * (placed?.differenceError ?? 0);
    if (placed && placed.group > 0 && -placed.difference <= reach)
      found.push('That it comes after others may also be its bound: a better encoder could raise it.');
  }
  for (const { model, failure } of scores) if (failure) found.push(`${capital(modelInSentence(model))} has no score. ${failure}`);
  for (const [caution, models] of cautionsOf(scores)) found.push(`${capital(listed(models))}: ${caution}`);
  if (leftOut.length > 0)
    found.push(
      `${counted(leftOut.length, 'column')} left out for all models: ${leftOut.map(({ name, reason }) => `'${name}' ${reason}`).join('; ')}.`,
    );
  if (incomplete > 0)
    found.push(
      `${counted(incomplete, 'row')} with a missing cell ${incomplete === 1 ? 'is' : 'are'} left out: every model is held against the same complete rows.`,
    );
  if (rows < complete)
    found.push(
      `Of ${counted(complete, 'complete row')} ${counted(rows, 'row')} were drawn by the seed, the same for all models.`,
    );
  return found;
}

/** What was worth knowing of folds, once each with how many folds and which models it is of. */
function cautionsOf(scores: readonly ModelScore[]): Map<string, ScoreModel[]> {
  const found = new Map<string, ScoreModel[]>();
  for (const { model, folds } of scores) {
    const counts = new Map<string, number>();
    for (const { caution } of folds) if (caution) counts.set(caution, (counts.get(caution) ?? 0) + 1);
    for (const [caution, count] of counts) {
      const words = `in ${count} of ${folds.length} folds, ${caution}`;
      found.set(words, [...(found.get(words) ?? []), model]);
    }
  }
  return found;
}

/** How the figures came about, in one sentence each. */
export const scoreRules = ({ options, rows }: Pick<Scoreboard, 'options' | 'rows'>): readonly string[] => [
  `Each of ${counted(rows, 'row')} is scored once, by models that were trained on the other ${options.folds - 1} of ${options.folds} folds; the folds are the same for every model.`,
  'Nats per row are the mean log density in the columns’ own units: higher is better, and one nat more means e ≈ 2.7 times the density on the geometric mean.',
  'Standard errors are those of the mean over rows; differences are paired row by row.',
  'Models are in one group when their difference from the first of the group is within two standard errors; a lower bound is granted what it lies low.',
  'Every column is taken as continuous: the VAE has Gaussian noise in each, so that its density is of the same kind as the others’.',
];

/** What was chosen in the folds: 'K = 3, EEE (4 folds) · K = 2, EEE (1)'. */
export function choicesText({ folds }: Pick<ModelScore, 'folds'>): string {
  const counts = new Map<string, number>();
  for (const { choice } of folds) if (choice) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  const widths = sorted.flatMap(([choice]) => {
    const width = /^bandwidth (\S+) sd$/.exec(choice)?.[1];
    return width === undefined ? [] : [Number(width)];
  });
  if (widths.length > 1) return `bandwidth ${Math.min(...widths)} to ${Math.max(...widths)} sd`;
  return sorted.map(([choice, count]) => (sorted.length === 1 ? choice : `${choice} (${count})`)).join(' · ');
}

export const scoreName = (model: ScoreModel): string => scoreModelNames[model];
