import { criterionNames } from '../../../shared/model/criteria.ts';
import { defaultFamilies, type FitOptions, familyCodes } from '../../../shared/model/mixture.ts';
import { bytes, counted, duration, figure, whole } from '../../../shared/words/format.ts';
import { escaped } from './html.ts';
import type { ReportInput } from './input.ts';

const scalings = {
  none: 'none',
  standard: 'mean 0 and standard deviation 1',
  robust: 'median 0 and interquartile range of a standard Gaussian',
} as const;

function range(ks: readonly number[]): string {
  const [first, last] = [ks[0], ks[ks.length - 1]];
  return ks.length > 2 && last - first === ks.length - 1 ? `${first}-${last}` : ks.join(',');
}

const shellWord = (text: string): string => (/^[\w.,/:=+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const flag = (name: string, value: number | string | null | undefined): string[] => (value == null ? [] : [name, String(value)]);

/** As the command line reads names: one that holds a comma or a quote, or begins or ends with a space, in quotes. */
const nameWord = (name: string): string => (/[",]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);

/** The same search on the command line. Rows that were excluded by hand, and corrections to how the file was read, it does not know. */
export function commandLine(file: string, options: FitOptions): string {
  const isDefault =
    options.families.length === defaultFamilies.length && defaultFamilies.every((code) => options.families.includes(code));
  const list = options.families.length === familyCodes.length ? 'all' : options.families.join(',');
  // What would change nothing is refused there.
  const searches = options.method === 'em' && options.startLabels === null;
  const words = [
    ...['latent-lens', 'cluster', file, '--columns', options.columns.map(nameWord).join(','), '--k', range(options.ks)],
    ...(isDefault ? [] : ['--families', list]),
    ...(options.method === 'em' ? [] : ['--method', options.method]),
    ...(options.bayesian ? ['--prior', options.bayesian.weights] : []),
    ...flag('--concentration', options.bayesian?.concentration),
    ...(options.criterion === 'bic' || options.method !== 'em' ? [] : ['--criterion', options.criterion]),
    ...(options.scaling === 'none' ? [] : ['--scale', options.scaling]),
    ...['--starts', String(options.starts), '--missing', options.missing],
    ...(searches ? [...flag('--max-starts', options.mostStarts), ...flag('--budget', options.budget)] : []),
    ...flag('--mean-precision', options.bayesian?.meanPrecision),
    ...flag('--degrees-of-freedom', options.bayesian?.degreesOfFreedom),
    ...(options.startLabels === null ? [] : ['--start-labels', options.startLabels]),
    ...(options.noise ? ['--noise', ...flag('--noise-volume', options.noiseVolume)] : []),
    ...(options.weights === null ? [] : ['--weights', options.weights]),
    ...(options.proportions === 'free' ? [] : ['--proportions', options.proportions]),
    ...(options.prior ? ['--conjugate-prior'] : []),
    ...['--seed', String(options.seed)],
  ];
  return words.map(shellWord).join(' ');
}

const missing = {
  model: 'rows with missing cells take part by exact EM, missing at random',
  drop: 'only complete rows take part',
} as const;

/** Of a Bayesian mixture: what the answer leans on beside the rows. */
function priorWords({ mixture }: ReportInput): string {
  const prior = mixture.variational?.prior;
  if (!prior) return '';
  const kind = prior.weights === 'process' ? 'Dirichlet process' : 'Dirichlet distribution';
  return `${kind} on the weights, concentration ${figure(prior.concentration, 4)}; of each component mean precision ${figure(prior.meanPrecision, 4)}, degrees of freedom ${figure(prior.degreesOfFreedom, 4)}`;
}

/** How the page came about: what must be known to do it again. */
export function howMade(input: ReportInput): string {
  const { dataset, fit, version, created } = input;
  const { source, report } = dataset;
  const { options } = fit;
  const { dialect } = report;
  const facts: [string, string][] = [
    [
      'Source',
      `${source.name}, ${bytes(source.size)}, ${counted(dataset.rows, 'row')}, ${counted(dataset.columns.length, 'column')}`,
    ],
    ['SHA-256', source.hash],
    ...(dialect.format === 'csv'
      ? [
          [
            'Read as',
            `fields separated by ${dialect.delimiter === '\t' ? 'tabs' : `'${dialect.delimiter}'`}, decimal '${dialect.decimal}', ${dialect.encoding.toUpperCase()}, ${dialect.header ? 'with' : 'without'} a header`,
          ] as [string, string],
        ]
      : []),
    ...(report.rejectedRows > 0 || report.rejectedValues > 0
      ? [
          [
            'Not read',
            `${counted(report.rejectedRows, 'row')} left out, ${counted(report.rejectedValues, 'value')} taken as missing`,
          ] as [string, string],
        ]
      : []),
    [
      'Rows',
      `${whole(fit.rows)} used, ${whole(fit.excluded)} left out, ${whole(fit.incomplete)} with missing cells (${options.method === 'em' || options.missing === 'drop' ? missing[options.missing] : 'rows with missing cells take part, missing at random'})`,
    ],
    ['Columns', options.columns.join(', ')],
    ['Scaling', scalings[options.scaling]],
    [
      'Search',
      `K = ${range(options.ks).replace('-', '–')}; ${options.families.join(', ')}; ${counted(options.starts, 'start')} of each; ${options.method === 'em' ? `${criterionNames[options.criterion]} chooses` : 'variational inference, the ELBO chooses'}; ${duration(fit.seconds)}`,
    ],
    [
      'Beside',
      [
        options.noise ? 'a uniform noise component' : '',
        options.prior ? 'a conjugate prior' : '',
        options.proportions === 'equal' ? 'equal mixing weights' : '',
        options.weights === null ? '' : `rows weighed by ${options.weights}`,
        options.startLabels === null ? '' : `starts from the labels in ${options.startLabels}`,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    ['Prior', priorWords(input)],
    ['Seed', `${options.seed}: the same seed and options give the same bits on any number of threads`],
    ['Fitted', new Date(fit.created).toISOString().slice(0, 16).replace('T', ' ')],
    ['Written', `${created.slice(0, 16).replace('T', ' ')} (UTC) by Latent Lens ${version}`],
  ];
  const known = facts.filter(([, value]) => value !== '');
  const rows = known.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`).join('\n');
  return `<dl class="facts">${rows}</dl>\n<p class="soft">The same search on the command line${options.exclusion === null ? '' : ', which does not know the rows that were excluded by hand'}:</p>\n<pre>${escaped(commandLine(source.name, options))}</pre>`;
}
