import { resolve } from 'node:path';
import { LensError } from '../../../../shared/errors.ts';
import type { Dataset } from '../../../../shared/model/dataset.ts';
import type { CandidateDetail, Criterion, FamilyCode, Fit, Scaling } from '../../../../shared/model/mixture.ts';
import type { Method, PriorOptions, WeightsPrior } from '../../../../shared/model/variational.ts';
import { assessmentsText } from '../assessment-answer.ts';
import { type AssessmentFlags, type Assessments, assess, assessmentsJson, groupsOf } from '../assessments.ts';
import { type Client, readTable } from '../client.ts';
import { clusterJson, clusterText } from '../cluster-answer.ts';
import { columnsToFit, familiesToFit, ksToFit } from '../cluster-columns.ts';
import type { Console } from '../console.ts';
import { toJson } from '../json.ts';
import { pathTarget, refuseOverwriting, scriptLanguage, tableFormat } from '../outputs.ts';
import { type ReadFlags, readOptions } from '../read-options.ts';
import { tellRejected } from '../rejected.ts';
import { leftOutText, type Varying, varyingColumns } from '../varying-columns.ts';
import { withApp } from '../with-app.ts';

export interface ClusterFlags extends ReadFlags, AssessmentFlags {
  readonly columns?: string[];
  readonly k?: number[];
  readonly families: FamilyCode[];
  /** Without it BIC chooses among mixtures by EM. */
  readonly criterion?: Criterion;
  readonly scale: Scaling;
  readonly starts: number;
  readonly maxStarts?: number;
  readonly budget?: number;
  readonly startLabels?: string;
  readonly method: Method;
  /** Of the variational fit; each is refused beside EM. */
  readonly prior?: WeightsPrior;
  readonly concentration?: number;
  readonly meanPrecision?: number;
  readonly degreesOfFreedom?: number;
  readonly missing: 'drop' | 'model';
  readonly noise?: boolean;
  readonly noiseVolume: 'box' | 'hull';
  readonly weights?: string;
  readonly proportions: 'free' | 'equal';
  readonly conjugatePrior?: boolean;
  readonly seed: number;
  readonly threads?: number;
  readonly labels?: string;
  readonly model?: string;
  readonly report?: string;
  readonly script?: readonly string[];
  readonly json?: boolean;
}

/** The prior asked for; null with EM, which has none of it. */
function bayesian({ method, prior, concentration, meanPrecision, degreesOfFreedom }: ClusterFlags): Partial<PriorOptions> | null {
  const asked = { weights: prior, concentration, meanPrecision, degreesOfFreedom };
  const given = Object.entries(asked).filter(([, value]) => value !== undefined);
  if (method === 'variational') return Object.fromEntries(given);
  if (given.length === 0) return null;
  throw new LensError(
    'usage',
    '--prior, --concentration, --mean-precision and --degrees-of-freedom are of the variational fit.',
    'Add --method variational, or leave them out.',
  );
}

/** What only mixtures by EM have is refused before the fit, neither after it nor passed over. */
function refuseOfEm({ method, lrt, stability, standardErrors, criterion, maxStarts, budget }: ClusterFlags): void {
  if (method !== 'variational') return;
  if (criterion !== undefined)
    throw new LensError(
      'usage',
      `--criterion ${criterion} is of mixtures by EM: a variational fit has no BIC, AIC or ICL.`,
      'Leave it out: the evidence lower bound (ELBO) chooses.',
    );
  if (maxStarts !== undefined || budget !== undefined)
    throw new LensError(
      'usage',
      '--max-starts and --budget are of mixtures by EM: a variational fit makes no more starts than it is asked for.',
      'Say how many with --starts.',
    );
  if (!(lrt || stability || standardErrors)) return;
  throw new LensError(
    'usage',
    '--lrt, --stability and --standard-errors are of mixtures by EM.',
    'Leave them out: a variational fit has credible intervals and the number of components in use. --held-out is there for both.',
  );
}

/** A Bayesian mixture spares what the data do not need: one K is enough. */
const variationalKs = [10];

async function fitAll(
  client: Client,
  dataset: Dataset,
  flags: ClusterFlags,
  bayesian: Partial<PriorOptions> | null,
): Promise<{ readonly fit: Fit; readonly leftOut: Varying['leftOut'] }> {
  const { method } = flags;
  const startLabels = flags.startLabels ?? null;
  const weights = flags.weights ?? null;
  const {
    criterion = 'bic',
    scale: scaling,
    starts,
    seed,
    missing,
    noise = false,
    proportions,
    conjugatePrior: prior = false,
  } = flags;
  const named = columnsToFit(dataset, flags.columns, { 'starting labels': startLabels, 'row weights': weights });
  const { columns, leftOut }: Varying = flags.columns
    ? { columns: named, leftOut: [] }
    : await varyingColumns(client, dataset, named, missing);
  const families = familiesToFit(flags.families, columns);
  const usualKs = method === 'variational' && startLabels === null ? variationalKs : undefined;
  const ks = await ksToFit(client, dataset, { columns, missing }, flags.k ?? usualKs, startLabels);
  const data = { columns, scaling, missing, weights };
  const limits = {
    ...(noise && flags.noiseVolume === 'hull' && { noiseVolume: flags.noiseVolume }),
    ...(flags.maxStarts !== undefined && { mostStarts: flags.maxStarts }),
    ...(flags.budget !== undefined && { budget: flags.budget }),
  };
  const options = {
    ...data,
    ks,
    families,
    criterion,
    starts,
    ...limits,
    startLabels,
    noise,
    proportions,
    prior,
    method,
    bayesian,
    seed,
  };
  let id = 0;
  await client.run(async () => {
    const started = await client.call('fit.start', options);
    id = started.fit;
    return started;
  });
  const { fits } = await client.call('project.read', {});
  const fit = fits.find((one) => one.id === id);
  if (!fit) throw new LensError('internal', 'The fit was done, but is not there.');
  return { fit, leftOut };
}

async function detailOfBest(client: Client, fit: Fit): Promise<CandidateDetail | null> {
  if (fit.best === null) return null;
  const { k, family } = fit.candidates[fit.best];
  return client.call('fit.detail', { fit: fit.id, k, family });
}

/** How many rows are likelier noise than of any cluster; those of weight 0 count in neither. */
async function rowsOfNoise(client: Client, fit: Fit, { candidate: { k, family } }: CandidateDetail): Promise<number> {
  const { labels } = await client.call('fit.rows', { fit: fit.id, k, family });
  const { weights } = fit.options;
  const { cells } = await client.call('dataset.cells', { columns: weights === null ? [] : [weights] });
  const counts = (row: number) => cells.length === 0 || (cells[0].kind === 'values' && cells[0].values[row] !== 0);
  return labels.reduce((count, label, row) => count + Number(label === 0 && counts(row)), 0);
}

const keyOf = (fit: Fit, { candidate: { k, family } }: CandidateDetail) => ({ fit: fit.id, k, family });

async function writeOutputs(client: Client, fit: Fit, flags: ClusterFlags, best: CandidateDetail) {
  const { labels, model, script = [], mergeTo } = flags;
  const candidate = keyOf(fit, best);
  if (labels) {
    const groups = mergeTo === undefined ? null : await groupsOf(client, fit, mergeTo);
    const written = { candidate, target: pathTarget(labels), format: tableFormat(labels), groups };
    await client.run(() => client.call('export.labels', written));
  }
  if (model) await client.run(() => client.call('export.model', { candidate, target: pathTarget(model) }));
  for (const path of script) {
    const language = scriptLanguage(path) ?? 'python';
    await client.run(() => client.call('export.script', { candidate, language, target: pathTarget(path) }));
  }
}

export function cluster(file: string, flags: ClusterFlags, console: Console): Promise<number> {
  const prior = bayesian(flags);
  refuseOfEm(flags);
  refuseOverwriting([file], [flags.labels, flags.model, flags.report, ...(flags.script ?? [])]);
  return withApp({ memory: true, threads: flags.threads }, console, async ({ client }) => {
    const dataset = await readTable(client, resolve(file), readOptions(flags));
    tellRejected(dataset, console);
    const { fit, leftOut } = await fitAll(client, dataset, flags, prior);
    const { rows } = dataset;
    const best = await detailOfBest(client, fit);
    if (best) await writeOutputs(client, fit, flags, best);
    const noiseRows = best?.mixture?.noise ? await rowsOfNoise(client, fit, best) : null;
    let done: Assessments = {};
    try {
      await assess(client, fit, flags, (found) => {
        done = { ...done, ...found };
      });
    } finally {
      // An interrupt does not take away what is finished.
      console.out.write(
        flags.json
          ? toJson({ ...clusterJson(rows, fit, best, noiseRows, leftOut), ...assessmentsJson(done) })
          : `${clusterText(rows, fit, best, noiseRows)}${leftOutText(leftOut)}${assessmentsText(done, best, fit.options.columns)}`,
      );
    }
    const { report } = flags;
    // After the assessments: it tells of them.
    if (best && report)
      await client.run(() => client.call('export.report', { candidate: keyOf(fit, best), target: pathTarget(report) }));
    if (best) return 0;
    throw new LensError('unconverged', 'Nothing converged to a fit that can be used.', whyNot(fit));
  });
}

/** The reason that most candidates gave. */
function whyNot({ candidates }: Fit): string {
  const reasons = new Map<string, number>();
  for (const { failure } of candidates) if (failure) reasons.set(failure, (reasons.get(failure) ?? 0) + 1);
  const [most] = [...reasons].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? 'Try fewer components, another family or more starts.';
}
