import type { DoubtOf, LikelihoodRatio, Merge, StandardErrors } from '../../../shared/model/doubt-results.ts';
import { heldOutSentence, stabilitySentence } from '../../../shared/model/doubt-words.ts';
import type { CandidateDetail } from '../../../shared/model/mixture.ts';
import type { Assessments } from './assessments.ts';
import { digits, textTable } from './text-table.ts';

const fixed = (value: number | null, places: number): string => (value === null ? '–' : value.toFixed(places));
const plusMinus = (value: number | null, error: number | null, places: number): string =>
  value === null ? '–' : `${fixed(value, places)} ± ${fixed(error, places)}`;
const right = (header: readonly string[]) => header.map(() => 'right' as const);
const table = (header: string[], lines: string[][]): string => textTable(header, lines, right(header));

/** The sentences of what failed, one a line. */
const why = (failures: readonly (string | null)[]): string =>
  failures
    .filter((failure) => failure !== null)
    .map((failure) => `${failure}\n`)
    .join('');

function heldOutText(doubt: DoubtOf<'held-out'>): string {
  const { candidates, best, simplest } = doubt.result;
  const lines = candidates.map(({ k, family, nats, standardError, difference, differenceError }, index) => [
    String(k),
    `${family}${index === best ? ' *' : index === simplest ? ' +' : ''}`,
    plusMinus(nats, standardError, 4),
    index === best ? '' : plusMinus(difference, differenceError, 4),
  ]);
  const failures = candidates.map(({ k, family, failure }) => failure && `K = ${k}, ${family}: ${failure}`);
  const head = `Held-out log-likelihood, ${doubt.options.folds} folds: nats per row ± standard error (* the best, + the simplest within one standard error)`;
  return `${head}\n${table(['K', 'family', 'nats', 'from the best'], lines)}${best === null ? '' : `${heldOutSentence(doubt)}\n`}${why(failures)}`;
}

function likelihoodRatioText({ tests, k, failure, stopped }: LikelihoodRatio, family: string, level: number): string {
  const lines = tests.map((test) => [
    `${test.k} against ${test.k + 1}`,
    fixed(test.statistic, 2),
    digits(test.pValue, 3),
    String(test.bootstrap.length),
  ]);
  const verdict =
    k !== null
      ? `K = ${k}: one more is no better at the level ${level}.\n`
      : stopped
        ? `The tests were stopped after K = ${tests.at(-1)?.k}.\n`
        : failure === null
          ? `Every test was significant at the level ${level}; try larger K.\n`
          : '';
  const head = `Likelihood-ratio tests of K in ${family}, by parametric bootstrap`;
  const figures = lines.length === 0 ? '' : table(['K', '2 Δ log L', 'p', 'samples'], lines);
  return `${head}\n${figures}${verdict}${why([failure])}`;
}

function stabilityText(doubt: DoubtOf<'stability'>): string {
  const { family, subsamples } = doubt.options;
  const { candidates } = doubt.result;
  const lines = candidates.map(({ k, ari, ariSd, clusters }) => [
    String(k),
    plusMinus(ari, ariSd, 3),
    clusters.map(({ jaccard }) => fixed(jaccard, 2)).join(' '),
  ]);
  const failures = candidates.map(({ k, failure }) => failure && `K = ${k}: ${failure}`);
  const head = `Stability of labels in ${family}, ${subsamples} subsamples of half the rows: adjusted Rand index ± sd, Jaccard of each cluster`;
  return `${head}\n${table(['K', 'ARI', 'Jaccard'], lines)}${candidates.some(({ ari }) => ari !== null) ? `${stabilitySentence(doubt)}\n` : ''}${why(failures)}`;
}

function mergeText({ levels, suggested }: Merge): string {
  const lines = levels.map(({ clusters, groups, entropy }) => [
    `${clusters}${clusters === suggested ? ' *' : ''}`,
    fixed(entropy, 2),
    groups.map((group) => group.join('+')).join(' '),
  ]);
  return `Components merged by entropy (* where it bends)\n${table(['clusters', 'entropy', 'components'], lines)}`;
}

function standardErrorsText(errors: StandardErrors, best: CandidateDetail, columns: readonly string[]): string {
  const { weights = [], means = [] } = best.mixture ?? {};
  const pair = (value: number, error: number) => `${digits(value, 4)} ± ${digits(error, 2)}`;
  const lines = weights.map((weight, c) => [
    String(c + 1),
    pair(weight, errors.weights.standardErrors[c]),
    ...means[c].map((mean, j) => pair(mean, errors.means.standardErrors[c][j])),
  ]);
  const head = `Weights and means ± standard errors, by weighted-likelihood bootstrap, ${errors.replicates} refits`;
  return `${head}\n${table(['cluster', 'weight', ...columns], lines)}${why([errors.failure])}`;
}

/** What the assessments say, for a person: a table each. */
export function assessmentsText(done: Assessments, best: CandidateDetail | null, columns: readonly string[]): string {
  const { heldOut, likelihoodRatio: ratio, stability, merge, standardErrors } = done;
  const parts = [
    heldOut && heldOutText(heldOut),
    ratio && likelihoodRatioText(ratio.result, ratio.options.family, ratio.options.level),
    stability && stabilityText(stability),
    merge && mergeText(merge.result),
    standardErrors && best && standardErrorsText(standardErrors.result, best, columns),
  ];
  return parts
    .filter((part) => part)
    .map((part) => `\n${part}`)
    .join('');
}
