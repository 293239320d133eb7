import { type Command, InvalidArgumentError, Option } from 'commander';
import { latentBackends } from '../../../shared/contract/latent.ts';
import { type Likelihood, likelihoods } from '../../../shared/model/latent.ts';
import { numberWithin, oneOf, parseNames, wholeNumber } from './lists.ts';
import { tablePath } from './outputs.ts';
import { type ReadFlags, withReadOptions } from './read-options.ts';

export interface VaeFlags extends ReadFlags {
  readonly columns?: string[];
  readonly likelihoods?: Record<string, Likelihood>;
  readonly latent: number;
  readonly layers?: number[];
  readonly noise: 'column' | 'shared';
  readonly noiseVariance?: number;
  readonly epochs?: number;
  readonly beta: number;
  readonly heldOut?: number;
  readonly batch?: number;
  readonly learningRate?: number;
  readonly warmUp?: number;
  readonly patience?: number;
  readonly boundSamples: number;
  readonly backend: (typeof latentBackends)[number];
  readonly seed: number;
  readonly threads?: number;
  readonly codes?: string;
  readonly reconstructions?: string;
  readonly sample?: number;
  readonly samples?: string;
  readonly model?: string;
  readonly script?: string;
  readonly json?: boolean;
}

/** '128,64' or 'linear' → the widths of the encoder's hidden layers. */
export function parseLayers(text: string): number[] {
  if (text.trim().toLowerCase() === 'linear') return [];
  const widths = text.split(',').map((part) => (/^\s*\d{1,4}\s*$/.test(part) ? Number(part) : Number.NaN));
  if (widths.length > 6 || widths.some((width) => !(width >= 1 && width <= 1024)))
    throw new InvalidArgumentError('Layers are one to six widths from 1 to 1024, written as 128,64; or linear.');
  return widths;
}

/** 'a=poisson,b=log-normal' → the likelihood of each column named. */
export function parseLikelihoods(text: string): Record<string, Likelihood> {
  const found: Record<string, Likelihood> = {};
  for (const part of parseNames(text)) {
    const at = part.lastIndexOf('=');
    const name = part.slice(0, at).trim();
    if (at < 1 || name === '')
      throw new InvalidArgumentError(`Likelihoods are written as column=name; the names are ${likelihoods.join(', ')}.`);
    const likelihood = likelihoods.find(
      (one) =>
        one ===
        part
          .slice(at + 1)
          .trim()
          .toLowerCase(),
    );
    if (!likelihood) throw new InvalidArgumentError(`The likelihoods are ${likelihoods.join(', ')}.`);
    found[name] = likelihood;
  }
  return found;
}

function script(path: string): string {
  if (/\.py$/i.test(path)) return path;
  throw new InvalidArgumentError('A PyTorch script ends in .py.');
}

export function addVae(program: Command): Command {
  const command = program.command('vae').argument('<file>', 'a table: CSV, TSV, Parquet or JSON');
  command.description('Train a variational autoencoder, and say how far its codes can be trusted');
  command
    .option('--columns <a,b>', 'columns to model, of any type but free text (default: all numeric)', parseNames)
    .option(
      '--likelihoods <a=name,b=name>',
      `of columns, where it is not the one that the type suggests: ${likelihoods.join(', ')}`,
      parseLikelihoods,
    )
    .option('--latent <n>', 'dimensions of the code', wholeNumber(1, 32), 2)
    .option('--layers <128,64>', 'widths of the hidden layers, or linear (default: 128,64; below 1,000 rows 64,32)', parseLayers)
    .option(
      '--noise <how>',
      'learned noise variance of each Gaussian column, or one shared by all',
      oneOf(['column', 'shared']),
      'column',
    )
    .option(
      '--noise-variance <v>',
      'hold it at this, in units of standardised columns (default: learned)',
      numberWithin(1e-4, 1e4),
    )
    .option(
      '--epochs <n>',
      'the most epochs (default: as many as make 40,000 steps); training ends sooner when it has converged',
      wholeNumber(1, 100_000),
    )
    .option('--beta <b>', 'weight of the KL divergence', numberWithin(0, 1000), 1)
    .option(
      '--held-out <share>',
      'share of the rows held out, 0 to 0.5 (default: 0.2; from 5,000 rows on 0.1)',
      numberWithin(0, 0.5),
    )
    .option('--batch <n>', 'rows of a step (default: 32 to 256, by the number of rows)', wholeNumber(1, 8192))
    .option('--learning-rate <r>', 'of Adam (default: 0.002; linear: 0.02)', numberWithin(1e-8, 1))
    .option('--warm-up <steps>', 'steps over which the weight of the KL grows (default: 400)', wholeNumber(0, 1e9))
    .option('--patience <epochs>', 'epochs without a better held-out ELBO before the rate falls', wholeNumber(1, 1e6))
    .option('--bound-samples <k>', 'samples of the importance-weighted bound', wholeNumber(1, 1000), 100)
    .addOption(
      new Option('--backend <name>', `what computes the steps: ${latentBackends.join(', ')}`)
        .argParser(oneOf(latentBackends))
        .default('fused'),
    )
    .option('--seed <n>', 'seed of every random draw', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--threads <n>', 'worker threads; results are the same bits on any number', wholeNumber(1, 256))
    .option(
      '--codes <out.csv>',
      'write the table with codes, their spreads, ELBO and reconstruction error; .parquet keeps the types',
      tablePath,
    )
    .option('--reconstructions <out.csv>', 'write every column as the network gives it back', tablePath)
    .option('--sample <n>', 'how many rows to draw from the model (default: as many as the table has)', wholeNumber(1, 1_000_000))
    .option('--samples <out.csv>', "write rows drawn from the model, with the columns' names, types and units", tablePath)
    .option('--model <out.json>', 'write the network, for `score`')
    .option('--script <out.py>', 'write a PyTorch script that rebuilds the network and checks its codes', script)
    .option('--json', 'print one JSON object and nothing else');
  return withReadOptions(command);
}
