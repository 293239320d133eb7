import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Criterion, criteria, defaultFamilies, type FamilyCode } from '../../../shared/model/mixture.ts';
import { ScoreboardOptions, type ScoreModel, scoreModels } from '../../../shared/model/scoreboard.ts';
import { type Dependent, refuseIdle } from './dependent-options.ts';
import { oneOf, parseFamilies, parseKs, parseNames, wholeNumber } from './lists.ts';
import { type ReadFlags, withReadOptions } from './read-options.ts';

export interface CompareFlags extends ReadFlags {
  readonly columns?: string[];
  readonly models?: ScoreModel[];
  readonly folds: number;
  readonly k: number[];
  readonly families: FamilyCode[];
  readonly criterion: Criterion;
  readonly starts: number;
  readonly components: number;
  readonly latent: number;
  readonly samples: number;
  readonly rows: number;
  readonly seed: number;
  readonly threads?: number;
  readonly rowScores?: string;
  readonly json?: boolean;
}

/** Names by which models go elsewhere, too. */
const also: Readonly<Record<string, readonly ScoreModel[]>> = {
  gaussian: ['gaussian-full', 'gaussian-diagonal'],
  full: ['gaussian-full'],
  diagonal: ['gaussian-diagonal'],
  em: ['mixture'],
  variational: ['bayesian'],
  ppca: ['pca'],
  kde: ['kernel-density'],
};

/** 'mixture,vae' → models in the order of the table, each once. */
export function parseModels(text: string): ScoreModel[] {
  const asked = new Set(
    text.split(',').flatMap((part) => {
      const word = part.trim().toLowerCase();
      const own = scoreModels.filter((model) => model === word);
      const found = own.length > 0 ? own : also[word];
      if (found) return found;
      throw new InvalidArgumentError(`The models are ${scoreModels.join(', ')}.`);
    }),
  );
  return scoreModels.filter((model) => asked.has(model));
}

/** Counts only for these models. */
const onlyOf =
  (...of: readonly ScoreModel[]): Dependent<CompareFlags>['idle'] =>
  ({ models }) =>
    models === undefined || models.some((model) => of.includes(model))
      ? null
      : {
          why: `is of ${of.join(' and ')}, but --models leaves ${of.length > 1 ? 'them' : 'it'} out.`,
          hint: 'Leave one of them out.',
        };

const dependents: readonly Dependent<CompareFlags>[] = [
  { option: 'k', idle: onlyOf('mixture') },
  { option: 'families', idle: onlyOf('mixture', 'bayesian') },
  { option: 'criterion', idle: onlyOf('mixture', 'pca') },
  { option: 'starts', idle: onlyOf('mixture', 'bayesian') },
  { option: 'components', idle: onlyOf('bayesian') },
  { option: 'latent', idle: onlyOf('vae') },
  { option: 'samples', idle: onlyOf('vae') },
];

export function addCompare(program: Command): Command {
  const usual = ScoreboardOptions.parse({ columns: ['x'] });
  const command = program
    .command('compare')
    .argument('<file>', 'a table: CSV, TSV, Parquet or JSON')
    .description('Hold every model against the same held-out rows: log density in nats per row, original units')
    .option('--columns <a,b>', 'columns to compare on (default: all numeric)', parseNames)
    .option('--models <names>', `of ${scoreModels.join(', ')} (default: all that suit the columns)`, parseModels)
    .option('--folds <n>', 'folds of the cross-validation, the same for all models', wholeNumber(2, 100), usual.folds)
    .option('--k <1-9>', 'mixture: numbers of components to choose among in each fold', parseKs, usual.ks)
    .addOption(
      new Option('--families <names>', 'mixtures: families to choose among in each fold')
        .argParser(parseFamilies)
        .default([...defaultFamilies], 'VVV,EEE,VVI,VII'),
    )
    .option('--criterion <name>', `what chooses in each fold: ${criteria.join(', ')}`, oneOf(criteria), usual.criterion)
    .option('--starts <n>', 'mixtures: starts of each K and family', wholeNumber(1, 1000), usual.starts)
    .option('--components <n>', 'bayesian: components at most', wholeNumber(1, 100), usual.components)
    .option('--latent <n>', 'vae: latent dimensions', wholeNumber(1, 32), usual.latent)
    .option('--samples <n>', 'vae: draws a row of the importance-weighted bound', wholeNumber(1, 10_000), usual.samples)
    .option(
      '--rows <n>',
      'of more complete rows so many are drawn, the same for all models',
      wholeNumber(10, 1_000_000),
      usual.mostRows,
    )
    .option('--seed <n>', 'seed of every random draw', wholeNumber(0, 2 ** 32 - 1), usual.seed)
    .option('--threads <n>', 'worker threads; results are the same bits on any number', wholeNumber(1, 256))
    .option('--row-scores <out.csv>', 'write what each model says of each row: its number from 1, and nats by model')
    .option('--json', 'print one JSON object and nothing else');
  return refuseIdle(withReadOptions(command), dependents);
}
