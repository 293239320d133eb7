import { bestOf } from '../../../shared/model/best.ts';
import {
  type Candidate,
  type CandidateDetail,
  criteria,
  type FamilyCode,
  type Fit,
  families,
  inOneColumn,
} from '../../../shared/model/mixture.ts';
import type { ColumnLeftOut } from '../../../shared/model/scoreboard.ts';
import { candidateList } from '../../../shared/words/candidate-list.ts';
import { smallComponents } from '../../../shared/words/small-components.ts';
import { duration } from './progress-bar.ts';
import { type Align, count, digits, digitsAmong, textTable } from './text-table.ts';
import { variationalJson, variationalText } from './variational-answer.ts';

const figures = ({ seconds: _, ...figures }: Candidate) => figures;

/** What `cluster --json` prints. `rows` are those of the input; `excluded` of them were not fitted; `leftOut` are columns that nobody named. */
export function clusterJson(
  rows: number,
  fit: Fit,
  best: CandidateDetail | null,
  noiseRows: number | null,
  leftOut: readonly ColumnLeftOut[] = [],
) {
  const small = best ? smallComponents(best, fit.options.columns.length) : [];
  return {
    rows,
    columns: fit.options.columns,
    ...(leftOut.length > 0 && { leftOut }),
    excluded: fit.excluded,
    ...(fit.cautions?.length && { cautions: fit.cautions }),
    seed: fit.options.seed,
    seconds: fit.seconds,
    ...(fit.options.method === 'variational'
      ? { method: fit.options.method, criterion: 'elbo' }
      : { criterion: fit.options.criterion }),
    candidates: fit.candidates.map(figures),
    best: best && {
      ...figures(best.candidate),
      weights: best.mixture?.weights,
      means: best.mixture?.means,
      covariances: best.mixture?.covariances,
      ...(best.mixture?.noise && {
        noise: { weight: best.mixture.noise.weight, logDensity: best.mixture.noise.logDensity, rows: noiseRows },
      }),
      sizes: best.sizes,
      ...(small.length > 0 && { cautions: small }),
      ...variationalJson(best),
    },
  };
}

/** K down, families across, difference of the criterion from the best. */
function grid({ candidates, options, best }: Fit): string {
  const lowest = best === null ? null : candidates[best][options.criterion];
  const cell = (candidate: Candidate | undefined): string => {
    const value = candidate?.[options.criterion] ?? null;
    if (!candidate || value === null || lowest === null || candidate.degenerate) return '–';
    const mark = candidate === candidates[best ?? -1] ? '*' : ' ';
    return `${(value - lowest).toFixed(1)}${candidate.converged ? mark : '~'}`;
  };
  const codes = options.families;
  const ks = [...new Set(candidates.map(({ k }) => k))];
  const lines = ks.map((k) => [
    String(k),
    ...codes.map((code) => cell(candidates.find((one) => one.k === k && one.family === code))),
  ]);
  return textTable(['K', ...codes], lines, ['right', ...codes.map((): Align => 'right')]);
}

const meanText = (mean: number, sd: number): string => `${digitsAmong(mean, sd)} ± ${digits(sd, 3)}`;

/** Components down and columns across, or the other way round where there are more columns than components. */
function components({ mixture, sizes }: CandidateDetail, columns: readonly string[], noiseRows: number | null): string {
  if (!mixture) return '';
  const lines = [
    ['cluster', 'rows', 'weight', ...columns],
    ...mixture.weights.map((weight, component) => [
      String(component + 1),
      String(sizes[component]),
      digits(weight, 4),
      ...mixture.means[component].map((mean, column) =>
        meanText(mean, Math.sqrt(mixture.covariances[component][column][column])),
      ),
    ]),
    ...(mixture.noise ? [['noise', String(noiseRows ?? ''), digits(mixture.noise.weight, 4), ...columns.map(() => '')]] : []),
  ];
  const turned = columns.length > mixture.weights.length;
  const [header, ...rows] = turned ? lines[0].map((_, field) => lines.map((line) => line[field])) : lines;
  return textTable(
    header,
    rows,
    header.map((_, field): Align => (turned && field === 0 ? 'left' : 'right')),
  );
}

/** Candidates that cannot be used: a line for each reason, which many may share. */
function withoutFit(candidates: readonly Candidate[]): string[] {
  const unusable = candidates.filter(({ degenerate, failure }) => degenerate || failure !== null);
  if (unusable.length === 0) return [];
  const lines = [...Map.groupBy(unusable, ({ failure }) => failure)].map(
    ([failure, alike]) => `  ${candidateList(alike)}${failure ? `: ${failure}` : ''}`,
  );
  return [['Without a usable fit (–):', ...lines].join('\n')];
}

/** What to distrust about the choice, a sentence each. */
export function doubts({ candidates, options, best, cautions = [] }: Fit): string[] {
  if (best === null) return [...cautions];
  const chosen = candidates[best];
  const others = criteria
    .filter((criterion) => criterion !== options.criterion)
    .map((criterion) => ({ criterion, index: bestOf(candidates, criterion) }))
    .filter(({ index }) => index !== null && index !== best)
    .map(
      ({ criterion, index }) => `${criterion.toUpperCase()} K = ${candidates[index ?? 0].k}, ${candidates[index ?? 0].family}`,
    );
  const largest = Math.max(...options.ks);
  return [
    ...(others.length > 0 ? [`The criteria disagree: ${others.join('; ')}.`] : []),
    ...(chosen.k === largest && options.ks.length > 1 ? [`The best K is the largest tried; try more than ${largest}.`] : []),
    ...(chosen.starts > 1 && chosen.startsAtBest === 1 ? ['Only one start reached this optimum; try more --starts.'] : []),
    ...cautions,
    ...withoutFit(candidates),
  ];
}

/** What the family says of the covariances; in one column, of the variances. */
const wordsFor = (family: FamilyCode, columns: readonly string[]): string => {
  if (columns.length === 1) return inOneColumn(family) === 'E' ? 'one variance for all' : 'each its own variance';
  return families.find(({ code }) => code === family)?.words ?? '';
};

/** Rows of weight 0 are in no cluster's count. */
function weightless({ options, rows }: Fit, best: CandidateDetail | null, noiseRows: number | null): string {
  if (options.weights === null || !best) return '';
  const counted = best.sizes.reduce((sum, size) => sum + size, noiseRows ?? 0);
  return counted < rows ? `, ${rows - counted} of weight 0` : '';
}

/** What `cluster` prints for a person. */
export function clusterText(rows: number, fit: Fit, best: CandidateDetail | null, noiseRows: number | null): string {
  if (fit.options.method === 'variational') return variationalText(rows, fit, best);
  const { columns, criterion, seed } = fit.options;
  const partly = fit.incomplete > 0 ? `, ${fit.incomplete} with missing cells` : '';
  const head = `${count(rows, 'row')}, ${fit.excluded} excluded${partly}${weightless(fit, best, noiseRows)}; ${columns.join(', ')}; seed ${seed}; ${duration(fit.seconds)}\n`;
  const table = `\nΔ${criterion.toUpperCase()} from the best (*), ~ not converged, – no usable fit\n${grid(fit)}`;
  const notes = [...(best ? smallComponents(best, columns.length) : []), ...doubts(fit)].map((doubt) => `${doubt}\n`).join('');
  if (!best) return `${head}${table}`;
  const { candidate: one } = best;
  const words = wordsFor(one.family, columns);
  const [bic, aic, icl] = [one.bic, one.aic, one.icl].map((value) => digits(value, 8));
  return `${head}${table}
Best: K = ${one.k}, ${one.family} (${words}): log-likelihood ${digits(one.logLikelihood, 9)}, BIC ${bic}, AIC ${aic}, ICL ${icl}
${one.parameters} parameters; ${one.iterations} iterations; ${one.startsAtBest} of ${one.starts} starts reached it. Means ± standard deviations:

${components(best, columns, noiseRows)}${notes && `\n${notes}`}`;
}
