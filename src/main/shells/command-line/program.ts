import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { LensError } from '../../../shared/errors.ts';
import { addCluster } from './cluster-options.ts';
import { type ClusterFlags, cluster } from './commands/cluster.ts';
import { compare } from './commands/compare.ts';
import { type InspectFlags, inspect } from './commands/inspect.ts';
import { open } from './commands/open.ts';
import { type ScoreFlags, score } from './commands/score.ts';
import { type ServeFlags, serve } from './commands/serve.ts';
import { vae } from './commands/vae.ts';
import { addCompare, type CompareFlags } from './compare-options.ts';
import type { Console } from './console.ts';
import { tablePath } from './outputs.ts';
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
        tablePath,
      ),
  ).action(async (model: string, file: string, flags: ScoreFlags) => exit(await commands.score(model, file, flags)));

  addVae(program).action(async (file: string, flags: VaeFlags) => exit(await commands.vae(file, flags)));

  addCompare(program).action(async (file: string, flags: CompareFlags) => exit(await commands.compare(file, flags)));

  return program;
}
