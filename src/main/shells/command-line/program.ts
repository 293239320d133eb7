import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { LensError } from '../../../shared/errors.ts';
import { criteria, defaultFamilies, scalings } from '../../../shared/model/mixture.ts';
import { methods, weightsPriors } from '../../../shared/model/variational.ts';
import { type ClusterFlags, cluster } from './commands/cluster.ts';
import { compare } from './commands/compare.ts';
import { type InspectFlags, inspect } from './commands/inspect.ts';
import { open } from './commands/open.ts';
import { type ScoreFlags, score } from './commands/score.ts';
import { type ServeFlags, serve } from './commands/serve.ts';
import { vae } from './commands/vae.ts';
import { addCompare, type CompareFlags } from './compare-options.ts';
import type { Console } from './console.ts';
import { numberBetween, numberWithin, oneOf, parseFamilies, parseKs, parseNames, wholeNumber } from './lists.ts';
import { collectScripts } from './outputs.ts';
import { withReadOptions } from './read-options.ts';
import { addVae, type VaeFlags } from './vae-options.ts';

/** What each command does: the program parses, these run. Each answers with an exit code. */
export interface Commands {
  open(file: string | undefined): Promise<number>;
  serve(file: string | undefined, flags: ServeFlags): Promise<number>;
  inspect(file: string, flags: InspectFlags): Promise<number>;
  cluster(file: string, flags: ClusterFlags): Promise<number>;
  score(model: string, file: string, flags: ScoreFlags): Promise<number>;
  vae(file: string, flags: VaeFlags): Promise<number>;
  compare(file: string, flags: CompareFlags): Promise<number>;
}

export const commandsOn = (console: Console): Commands => ({
  open: (file) => open(file, console),
  serve: (file, flags) => serve(file, flags, console),
  inspect: (file, flags) => inspect(file, flags, console),
  cluster: (file, flags) => cluster(file, flags, console),
  score: (model, file, flags) => score(model, file, flags, console),
  vae: (file, flags) => vae(file, flags, console),
  compare: (file, flags) => compare(file, flags, console),
});

const names = ['open', 'serve', 'inspect', 'cluster', 'score', 'vae', 'compare'] as const;

/** A bare word in the place of a file is a mistyped command; more than one word is no use of `open`. */
function refuseMistyped(file: string | undefined, rest: readonly string[], explicit: boolean): void {
  const hint = `The commands are ${names.join(', ')}.`;
  if (rest.length > 0) throw new LensError('usage', `'${explicit ? rest[0] : file}' is one word too many, or no command.`, hint);
  if (!explicit && file !== undefined && /^[a-z]+$/i.test(file) && !existsSync(file))
    throw new LensError('usage', `'${file}' is neither a command nor a file.`, hint);
}

const port = (text: string): number => {
  const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= 65_535)) throw new InvalidArgumentError('A port is 0 (any) to 65535.');
  return value;
};

function addCluster(program: Command): Command {
  const command = program.command('cluster').argument('<file>', 'a table: CSV, TSV, Parquet or JSON');
  command.description('Fit Gaussian mixtures over K and covariance families, and choose by a criterion');
  command
    .option('--columns <a,b>', 'columns to fit (default: all numeric)', parseNames)
    .option('--k <1-9>', 'numbers of components: 1-9, 3 or 2,4,6 (default: 1-9)', parseKs)
    .addOption(
      new Option('--families <names>', 'all fourteen, mclust’s codes, or scikit-learn’s names (full,tied,diag,spherical)')
        .argParser(parseFamilies)
        .default([...defaultFamilies], 'VVV,EEE,VVI,VII'),
    )
    .option('--criterion <name>', `what chooses: ${criteria.join(', ')}; smaller is better`, oneOf(criteria), 'bic')
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
    )
    .option('--model <out.json>', 'write the best mixture, for `score`')
    .option('--report <out.html>', 'write a page about the best mixture, its alternatives and what to distrust')
    .option(
      '--script <out.py|out.R>',
      'write a script that reproduces the fit in scikit-learn or mclust (repeatable)',
      collectScripts,
    )
    .option('--json', 'print one JSON object and nothing else');
  return withReadOptions(command);
}

/** The command line's grammar. Wrong use throws a CommanderError or a LensError 'usage'; nothing exits by itself. */
export function createProgram(version: string, commands: Commands, console: Console, exit: (code: number) => void): Command {
  const program = new Command('latent-lens');
  program
    .description('Exploratory data analysis with latent-variable models')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.out.write(text),
      writeErr: (text) => console.err.write(text),
      outputError: (text, write) =>
        write(
          text
            .replace(/^error: /, 'latent-lens: ')
            .replace(/\s*\n\s*/g, ' ')
            .trimEnd()
            .concat('\n'),
        ),
    })
    .showSuggestionAfterError(true);

  program
    .command('open', { isDefault: true })
    .description('Open the window (Electron, or the browser), with a table or a .lens project')
    .argument('[file]')
    .allowExcessArguments()
    .action(async (file: string | undefined, _flags: object, command: Command) => {
      refuseMistyped(file, command.args.slice(1), program.args[0] === 'open');
      exit(await commands.open(file));
    });

  program
    .command('serve')
    .description('Serve the application to the browsers of this machine')
    .argument('[file]')
    .option('--port <n>', 'port on 127.0.0.1; 0 = any that is free', port, 0)
    .option('--no-open', 'only print the address')
    .action(async (file: string | undefined, flags: ServeFlags) => exit(await commands.serve(file, flags)));

  withReadOptions(
    program
      .command('inspect')
      .description('Say how a table is read: dialect, columns, types, missing cells, rejected rows')
      .argument('<file>', 'a table: CSV, TSV, Parquet or JSON')
      .option('--json', 'print one JSON object and nothing else'),
  ).action(async (file: string, flags: InspectFlags) => exit(await commands.inspect(file, flags)));

  addCluster(program).action(async (file: string, flags: ClusterFlags) => exit(await commands.cluster(file, flags)));

  withReadOptions(
    program
      .command('score')
      .description('Score the rows of a table with a model that `cluster --model` or `vae --model` wrote')
      .argument('<model>', 'the model file')
      .argument('<file>', 'a table with the same columns')
      .requiredOption(
        '--labels <out.csv>',
        'write the table with cluster, uncertainty, log density and probabilities, or with codes and ELBO; .parquet keeps the types',
      ),
  ).action(async (model: string, file: string, flags: ScoreFlags) => exit(await commands.score(model, file, flags)));

  addVae(program).action(async (file: string, flags: VaeFlags) => exit(await commands.vae(file, flags)));

  addCompare(program).action(async (file: string, flags: CompareFlags) => exit(await commands.compare(file, flags)));

  return program;
}
