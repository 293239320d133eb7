import { type Command, Option } from 'commander';
import { criteria, defaultFamilies, scalings } from '../../../shared/model/mixture.ts';
import { methods, weightsPriors } from '../../../shared/model/variational.ts';
import type { ClusterFlags } from './commands/cluster.ts';
import { type Dependent, onlyBeside, refuseIdle } from './dependent-options.ts';
import { numberBetween, numberWithin, oneOf, parseFamilies, parseKs, parseNames, wholeNumber } from './lists.ts';
import { collectScripts, tablePath } from './outputs.ts';
import { withReadOptions } from './read-options.ts';

/** Starting labels are one start, which nothing is added to. */
const notBesideLabels: Dependent<ClusterFlags>['idle'] = ({ startLabels }) =>
  startLabels === undefined
    ? null
    : { why: 'asks for more starts, but --start-labels is one start alone.', hint: 'Leave one of them out.' };

const dependents: readonly Dependent<ClusterFlags>[] = [
  { option: 'noiseVolume', idle: onlyBeside('says what the noise fills', ['noise', '--noise']) },
  { option: 'level', idle: onlyBeside('is a level of tests', ['lrt', '--lrt']) },
  { option: 'subsamples', idle: onlyBeside('is a number of subsamples', ['stability', '--stability']) },
  {
    option: 'replicates',
    idle: onlyBeside('is a number of bootstrap samples', ['lrt', '--lrt'], ['standardErrors', '--standard-errors']),
  },
  { option: 'mergeTo', idle: onlyBeside('makes a column of the labels', ['labels', '--labels']) },
  { option: 'maxStarts', idle: notBesideLabels },
  { option: 'budget', idle: notBesideLabels },
  {
    option: 'maxStarts',
    idle: ({ maxStarts = 0, starts, method }) =>
      maxStarts >= starts || method === 'variational'
        ? null
        : {
            why: `${maxStarts} is less than the ${starts} starts that are made at any rate.`,
            hint: `Add --starts ${maxStarts}, or allow more.`,
          },
  },
];

export function addCluster(program: Command): Command {
  const command = program.command('cluster').argument('<file>', 'a table: CSV, TSV, Parquet or JSON');
  command.description('Fit Gaussian mixtures over K and covariance families, and choose by a criterion');
  command
    .option('--columns <a,b>', 'columns to fit (default: all numeric)', parseNames)
    .option('--k <1-9>', 'numbers of components: 1-9, 3 or 2,4,6 (default: 1-9)', parseKs)
    .addOption(
      new Option(
        '--families <names>',
        'all fourteen, mclust’s codes (in one column E,V), or scikit-learn’s names (full,tied,diag,spherical)',
      )
        .argParser(parseFamilies)
        .default([...defaultFamilies], 'VVV,EEE,VVI,VII'),
    )
    .option('--criterion <name>', `what chooses: ${criteria.join(', ')}; smaller is better (default: bic)`, oneOf(criteria))
    .option('--scale <name>', `scaling before the fit: ${scalings.join(', ')}`, oneOf(scalings), 'none')
    .option('--starts <n>', 'starts of each K and family', wholeNumber(1, 1000), 10)
    .option('--max-starts <n>', 'the most starts while the best was reached only once (default: 100)', wholeNumber(1, 10_000))
    .option(
      '--budget <seconds>',
      'what more starts of each K and family may take, in seconds of one thread (counted, not measured; default: about half a second for those that could win)',
      numberWithin(0, 1e6),
    )
    .option('--start-labels <column>', 'start each fit by an M-step from the hard labels in this column')
    .option(
      '--method <name>',
      'em, or variational: a Bayesian mixture, of 10 components unless --k says otherwise',
      oneOf(methods),
      'em',
    )
    .option(
      '--prior <name>',
      'variational: Dirichlet process or distribution on the weights (default: process)',
      oneOf(weightsPriors),
    )
    .option('--concentration <c>', 'variational: concentration of that prior (default: 1 / K)', numberWithin(1e-9, 1e9))
    .option('--mean-precision <b>', 'variational: rows that the prior mean counts as (default: 1)', numberWithin(1e-9, 1e9))
    .option(
      '--degrees-of-freedom <n>',
      'variational: of the prior on precisions (default: number of columns)',
      numberWithin(1e-9, 1e9),
    )
    .option(
      '--missing <how>',
      'missing cells: model (exact EM, missing at random) or drop (only complete rows)',
      oneOf(['model', 'drop']),
      'model',
    )
    .option('--noise', 'a uniform noise component beside the clusters; its rows get the label 0')
    .option(
      '--noise-volume <what>',
      'what the noise fills: box, or hull (the convex hull: in 2 to 4 columns without missing cells; elsewhere the box)',
      oneOf(['box', 'hull']),
      'box',
    )
    .option('--weights <column>', 'a column of row weights (0 or more)')
    .option('--proportions <how>', 'mixing weights: free, or equal', oneOf(['free', 'equal']), 'free')
    .option('--conjugate-prior', 'a weak conjugate prior on means and covariances (Fraley and Raftery 2007)')
    .option('--held-out <folds>', 'held-out log-likelihood of each candidate, by so many folds', wholeNumber(2, 1000))
    .option('--lrt', 'likelihood-ratio tests of K against K + 1 in the best family, by parametric bootstrap')
    .option('--level <p>', 'level of --lrt: the first test with a larger p-value ends them', numberBetween(0, 1), 0.05)
    .option('--stability', 'stability of the labels in the best family, by subsampling')
    .option('--subsamples <n>', 'subsamples of half the rows for --stability', wholeNumber(1, 1000), 50)
    .option('--merge', 'combine the components of the best mixture into clusters, by entropy')
    .option('--merge-to <m>', 'the same, and --labels gets a column merged_cluster with so many clusters', wholeNumber(1, 100))
    .option('--standard-errors', 'standard errors of the best mixture, by weighted-likelihood bootstrap')
    .option('--replicates <n>', 'bootstrap samples of --lrt and --standard-errors', wholeNumber(2, 9999), 199)
    .option('--seed <n>', 'seed of every random draw', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--threads <n>', 'worker threads; results are the same bits on any number', wholeNumber(1, 256))
    .option(
      '--labels <out.csv>',
      'write the table with cluster, uncertainty, log density and probabilities; .parquet keeps the types',
      tablePath,
    )
    .option('--model <out.json>', 'write the best mixture, for `score`')
    .option('--report <out.html>', 'write a page about the best mixture, its alternatives and what to distrust')
    .option(
      '--script <out.py|out.R>',
      'write a script that reproduces the fit in scikit-learn or mclust (repeatable)',
      collectScripts,
    )
    .option('--json', 'print one JSON object and nothing else');
  return refuseIdle(withReadOptions(command), dependents);
}
