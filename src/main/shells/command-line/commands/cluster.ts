import { resolve } from 'node:path';
import { LensError } from '../../../../shared/errors.ts';
import type { Dataset } from '../../../../shared/model/dataset.ts';
import type { CandidateDetail, Criterion, FamilyCode, Fit, Scaling } from '../../../../shared/model/mixture.ts';
import { assessmentsText } from '../assessment-answer.ts';
import { type AssessmentFlags, assess, assessmentsJson } from '../assessments.ts';
import { type Client, readTable } from '../client.ts';
import { clusterJson, clusterText } from '../cluster-answer.ts';
import { columnsToFit, ksToFit } from '../cluster-columns.ts';
import type { Console } from '../console.ts';
import { toJson } from '../json.ts';
import { refuseOverwriting } from '../outputs.ts';
import { type ReadFlags, readOptions } from '../read-options.ts';
import { tellRejected } from '../rejected.ts';
import { withApp } from '../with-app.ts';

export interface ClusterFlags extends ReadFlags, AssessmentFlags {
  readonly columns?: string[];
  readonly k?: number[];
  readonly families: FamilyCode[];
  readonly criterion: Criterion;
  readonly scale: Scaling;
  readonly starts: number;
  readonly startLabels?: string;
  readonly method: 'em' | 'variational';
  readonly missing: 'drop' | 'model';
  readonly noise?: boolean;
  readonly weights?: string;
  readonly proportions: 'free' | 'equal';
  readonly conjugatePrior?: boolean;
  readonly seed: number;
  readonly threads?: number;
  readonly labels?: string;
  readonly model?: string;
  readonly json?: boolean;
}

function refuseWhatIsNotThereYet({ method }: ClusterFlags): void {
  if (method !== 'em') throw new LensError('usage', `--method ${method} is not there yet.`, 'Use --method em.');
}

async function fitAll(client: Client, dataset: Dataset, flags: ClusterFlags): Promise<Fit> {
  const startLabels = flags.startLabels ?? null;
  const weights = flags.weights ?? null;
  const columns = columnsToFit(dataset, flags.columns, { 'starting labels': startLabels, 'row weights': weights });
  const {
    families,
    criterion,
    scale: scaling,
    starts,
    seed,
    missing,
    noise = false,
    proportions,
    conjugatePrior: prior = false,
  } = flags;
  const ks = await ksToFit(client, dataset, { columns, missing }, flags.k, startLabels);
  const data = { columns, scaling, missing, weights };
  const options = { ...data, ks, families, criterion, starts, startLabels, noise, proportions, prior, seed };
  let id = 0;
  await client.run(async () => {
    const started = await client.call('fit.start', options);
    id = started.fit;
    return started;
  });
  const { fits } = await client.call('project.read', {});
  const fit = fits.find((one) => one.id === id);
  if (!fit) throw new LensError('internal', 'The fit was done, but is not there.');
  return fit;
}

async function detailOfBest(client: Client, fit: Fit): Promise<CandidateDetail | null> {
  if (fit.best === null) return null;
  const { k, family } = fit.candidates[fit.best];
  return client.call('fit.detail', { fit: fit.id, k, family });
}

async function writeOutputs(client: Client, fit: Fit, { labels, model }: ClusterFlags, { candidate }: CandidateDetail) {
  const key = { fit: fit.id, k: candidate.k, family: candidate.family };
  const target = (path: string) => ({ kind: 'path', path: resolve(path) }) as const;
  if (labels) await client.run(() => client.call('export.labels', { candidate: key, target: target(labels) }));
  if (model) await client.run(() => client.call('export.model', { candidate: key, target: target(model) }));
}

export function cluster(file: string, flags: ClusterFlags, console: Console): Promise<number> {
  refuseWhatIsNotThereYet(flags);
  refuseOverwriting([file], [flags.labels, flags.model]);
  return withApp({ memory: true, threads: flags.threads }, console, async ({ client }) => {
    const dataset = await readTable(client, resolve(file), readOptions(flags));
    tellRejected(dataset, console);
    const fit = await fitAll(client, dataset, flags);
    const { rows } = dataset;
    const best = await detailOfBest(client, fit);
    if (best) await writeOutputs(client, fit, flags, best);
    const done = await assess(client, fit, flags);
    console.out.write(
      flags.json
        ? toJson({ ...clusterJson(rows, fit, best), ...assessmentsJson(done) })
        : `${clusterText(rows, fit, best)}${assessmentsText(done, best, fit.options.columns)}`,
    );
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
