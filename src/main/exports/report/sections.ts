import { clusterColour, noiseColour } from '../../../shared/geometry/palette.ts';
import { criterionNames, deltas, smallest, sound } from '../../../shared/model/criteria.ts';
import type { Doubt } from '../../../shared/model/doubt-results.ts';
import { heldOutSentence, likelihoodRatioSentence, stabilitySentence } from '../../../shared/model/doubt-words.ts';
import { type Candidate, criteria, families } from '../../../shared/model/mixture.ts';
import { nats } from '../../../shared/words/chart-figures.ts';
import { among, counted, decimals, figure, percent, whole } from '../../../shared/words/format.ts';
import { escaped, table } from './html.ts';
import { inUse, type ReportInput } from './input.ts';

const dot = (colour: string): string => `<span class="dot" style="background:${colour}"></span>`;
export const familyWords = ({ family }: Pick<Candidate, 'family'>): string =>
  families.find(({ code }) => code === family)?.words ?? family;
const key = ({ k, family }: Pick<Candidate, 'k' | 'family'>): string => `${k} ${family}`;

/** Of a Bayesian mixture: below the expected weight and means the intervals that hold so much of their posterior. */
function credible({ detail, mixture }: Pick<ReportInput, 'detail' | 'mixture'>) {
  const { variational } = detail;
  const below = (low: number, high: number, write: (value: number) => string) =>
    `<span class="interval">${write(low)} to ${write(high)}</span>`;
  return {
    content: variational?.content ?? null,
    weight: (k: number) => (variational ? below(variational.weights.lower[k], variational.weights.upper[k], percent) : ''),
    mean: (k: number, j: number) => {
      if (!variational) return '';
      const [low, high] = [variational.means.lower[k][j], variational.means.upper[k][j]];
      const sd = Math.sqrt(mixture.covariances[k][j][j]);
      return below(low, high, (value) => among(value, Math.min(sd, high - low)));
    },
  };
}

/** The clusters: rows, weight, mean ± standard deviation of each column; of a Bayesian mixture with credible intervals. */
export function clusterTable({ appearance, fit, detail, mixture, results, weights }: ReportInput): string {
  const used = inUse({ mixture, detail });
  const idle = mixture.weights.length - used.length;
  const posterior = credible({ detail, mixture });
  const said = [
    ...(posterior.content === null
      ? []
      : [
          `Below weights and means the interval that holds ${percent(posterior.content)} of the posterior; ± is the standard deviation of the rows within the component.`,
        ]),
    ...(idle > 0 ? [`${counted(idle, 'further component')} ${idle === 1 ? 'holds' : 'hold'} no rows.`] : []),
  ];
  const note = said.length > 0 ? `<p class="caption">${said.join(' ')}</p>` : '';
  const names = fit.options.columns;
  const total = detail.sizes.reduce((sum, size) => sum + size, 0);
  // As in the sizes of the components, rows of weight 0 do not count.
  const isNoise = (label: number, row: number) => label === 0 && weights?.[row] !== 0;
  const noise = mixture.noise ? results.labels.reduce((sum, label, row) => sum + Number(isNoise(label, row)), 0) : 0;
  const share = (size: number) => percent(size / Math.max(1, total + noise));
  const cell = (k: number, j: number) => {
    const sd = Math.sqrt(mixture.covariances[k][j][j]);
    return `${among(mixture.means[k][j], sd)} <span class="soft">± ${figure(sd, 3)}</span>${posterior.mean(k, j)}`;
  };
  const weight = (k: number) => `${percent(mixture.weights[k])}${posterior.weight(k)}`;
  const sizes = (size: number) => `${whole(size)} <span class="soft">${share(size)}</span>`;
  const { places, names: given } = appearance;
  const head = (k: number) => `${dot(clusterColour(places[k], 'light'))}<strong>${k + 1}</strong> ${escaped(given[k])}`;
  // Many columns go downwards: a page is not wide.
  if (names.length > 5) {
    const rows = [
      ['Rows', ...used.map((k) => sizes(detail.sizes[k]))],
      ['Weight', ...used.map(weight)],
      ...names.map((name, j) => [escaped(name), ...used.map((k) => cell(k, j))]),
    ];
    const heads = used.map((k) => ({
      head: given[k] || `Cluster ${k + 1}`,
      before: dot(clusterColour(places[k], 'light')),
      number: true,
    }));
    return table([{ head: '' }, ...heads], rows) + note;
  }
  const rows = used.map((k) => [head(k), sizes(detail.sizes[k]), weight(k), ...names.map((_, j) => cell(k, j))]);
  const last = mixture.noise
    ? [
        [
          `${dot(noiseColour('light'))}<strong>Noise</strong>`,
          sizes(noise),
          percent(mixture.noise.weight),
          ...names.map(() => 'uniform'),
        ],
      ]
    : [];
  const columns = ['Rows', 'Weight', ...names].map((name) => ({ head: name, number: true }));
  return table([{ head: 'Cluster' }, ...columns], [...rows, ...last]) + note;
}

/** The best few by the criterion that chooses, one component, and the candidate of the page. */
export function alternativesTable({ fit, detail }: ReportInput): string {
  const { criterion } = fit.options;
  const ranked = deltas(fit.candidates, criterion)
    .filter(({ candidate }) => sound(candidate))
    .sort((a, b) => a.delta - b.delta);
  const one = ranked.find(({ candidate }) => candidate.k === 1);
  const own = deltas(fit.candidates, criterion).find(({ candidate }) => key(candidate) === key(detail.candidate));
  const kept = new Map(
    [...ranked.slice(0, 8), ...(own ? [own] : []), ...(one ? [one] : [])].map((each) => [key(each.candidate), each]),
  );
  const listed = [...kept.values()].sort((a, b) => a.delta - b.delta);
  if (listed.length < 2) return '';
  const least = criteria.map((name) => smallest(fit.candidates, name)?.[name] ?? null);
  const above = (candidate: Candidate, i: number) => {
    const value = candidate[criteria[i]];
    const best = least[i];
    if (value === null || best === null) return '–';
    return value - best === 0 ? '<strong>0</strong>' : decimals(value - best, 1);
  };
  const rows = listed.map(({ candidate }) => [
    `<strong>${candidate.k}</strong>`,
    `${escaped(familyWords(candidate))} <span class="soft">${candidate.family}</span>`,
    ...criteria.map((_, i) => above(candidate, i)),
    nats(candidate.logLikelihood),
    whole(candidate.parameters),
    `${whole(candidate.startsAtBest)} of ${whole(candidate.starts)}`,
  ]);
  const head = [
    { head: 'K' },
    { head: 'Shape of the components' },
    ...criteria.map((name) => ({ head: `Δ${criterionNames[name]}`, number: true })),
    { head: 'Log-likelihood', number: true },
    { head: 'Parameters', number: true },
    { head: 'Starts at best', number: true },
  ];
  return table(
    head,
    rows,
    listed.findIndex(({ candidate }) => key(candidate) === key(detail.candidate)),
  );
}

/** What the assessments that were done say. */
export function assessments({ doubts, detail }: ReportInput): string[] {
  const { k, family } = detail.candidate;
  return doubts.flatMap((doubt: Doubt) => {
    switch (doubt.kind) {
      case 'held-out':
        return [`Held-out log-likelihood, ${counted(doubt.options.folds, 'fold')}: ${heldOutSentence(doubt)}`];
      case 'likelihood-ratio':
        return [
          `Likelihood-ratio test, ${counted(doubt.options.replicates, 'bootstrap sample')}: ${likelihoodRatioSentence(doubt)}`,
        ];
      case 'stability':
        return [`Stability, ${counted(doubt.options.subsamples, 'subsample')}: ${stabilitySentence(doubt)}`];
      case 'standard-errors':
        return doubt.options.k === k && doubt.options.family === family
          ? [
              `Standard errors of this fit were estimated by ${counted(doubt.options.replicates, 'weighted-likelihood bootstrap sample')}.`,
            ]
          : [];
      default:
        return [];
    }
  });
}
