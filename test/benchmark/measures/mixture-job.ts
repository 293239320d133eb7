import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobAsked, JobTold } from '../children/mixture-job.ts';
import { disturbance, type Watched, watched } from '../load.ts';
import { writeMixtureCsv } from '../make-mixture.ts';
import { grid, list, section } from '../markdown.ts';
import { findR, install, runPeer } from '../peers/find.ts';
import { findPeers, missingPeers, type Peers } from '../peers/present.ts';
import { ratioOf } from '../ratio.ts';
import { diamonds, recordedTarget } from '../reference/diamonds.ts';
import { child, type Setting } from '../setting.ts';
import { summary } from '../statistics.ts';

interface Told extends Omit<JobTold, 'faults'> {
  readonly faults?: readonly string[];
  readonly versions?: string;
}
type Run = Watched<Told>;

/** Nats by which a fit may stand below a peer's and still equal it: programs stop a little before the limit. */
const equal = 0.05;
const scikitStarts = 5;

/** The table to compare K on: diamonds where R has it, otherwise as many rows and columns of our own making. */
async function writeTable(csv: string, n: number): Promise<'diamonds' | 'made'> {
  const r = await findR('ggplot2');
  if (r) await runPeer(r, 'diamonds.R', csv, n);
  else await writeMixtureCsv(csv, { n, d: diamonds.columns, k: 6 });
  return r ? 'diamonds' : 'made';
}

async function ours(csv: string, ks: readonly number[], seed: number, folder: string): Promise<Run> {
  const home = await mkdtemp(join(folder, 'job-'));
  const asked: JobAsked = { csv, home, ks, seed };
  const told = await watched(() => child<JobTold>('mixture-job.ts', JSON.stringify(asked)));
  await rm(home, { recursive: true });
  return told;
}

/** What every K must reach: the larger of the peers' log-likelihoods in this run, of those recorded where none ran; or null. */
function targets(ks: readonly number[], theirs: readonly Run[], recorded: boolean): (number | null)[] {
  return ks.map((k, at) => {
    const reached = theirs.map(({ logLikelihoods }) => logLikelihoods[at]).filter((value) => value !== null);
    if (reached.length > 0) return Math.max(...reached);
    return recorded ? recordedTarget(k) : null;
  });
}

const reaches = (value: number | null, target: number | null) => target === null || (value !== null && value >= target - equal);
const nats = (value: number | null | undefined) => (value === null || value === undefined ? '–' : value.toFixed(1));

/** Our runs around each of the peers': what slows the machine for a while slows both. */
async function runAll(csv: string, ks: readonly number[], peers: Peers, { seeds, folder, say }: Setting) {
  const runs: Run[] = [];
  const next = async () => {
    if (runs.length >= seeds) return;
    say(`  compare K: Latent Lens, seed ${runs.length + 1} …`);
    runs.push(await ours(csv, ks, runs.length + 1, folder));
    const [{ seconds }] = runs.slice(-1);
    say(`    ${seconds.toFixed(1)} s`);
  };
  const largest = ks[ks.length - 1];
  const theirs: { scikit?: Run; mclust?: Run } = {};
  const { 'scikit-learn': python, mclust: r } = peers;
  await next();
  if (python) {
    say('  compare K: scikit-learn (about two minutes on a quiet machine; --peers none leaves it out) …');
    theirs.scikit = await watched(() => runPeer<Told>(python, 'scikit_job.py', csv, largest, scikitStarts, 1));
  }
  await next();
  if (r) {
    say('  compare K: mclust (about two minutes on a quiet machine) …');
    theirs.mclust = await watched(() => runPeer<Told>(r, 'mclust-job.R', csv, largest));
  }
  while (runs.length < seeds) await next();
  return { runs, ...theirs };
}

/** The whole job, from a table in memory to K compared: time, and the log-likelihood of each K beside it. */
export async function mixtureJob(setting: Setting): Promise<string> {
  const { folder, quick } = setting;
  const n = quick ? 5_000 : diamonds.rows;
  const ks = Array.from({ length: quick ? 4 : 10 }, (_, i) => i + 1);
  const csv = join(folder, 'job.csv');
  const table = await writeTable(csv, n);
  const recorded = table === 'diamonds' && !quick;
  const peers = await findPeers(setting);
  const { runs, scikit, mclust } = await runAll(csv, ks, peers, setting);

  const programs = [
    ['Latent Lens', runs],
    [`scikit-learn (n_init = ${scikitStarts})`, scikit && [scikit]],
    ['mclust (VVV)', mclust && [mclust]],
  ] as const;
  const there = programs.flatMap(([name, each]) => (each ? [{ name, each }] : []));
  const times = there.map(({ name, each }) => [
    name,
    summary(each.map(({ seconds }) => seconds)).median.toFixed(1),
    summary(each.map(({ cores }) => cores)).median.toFixed(1),
    each === runs ? '1' : ratioOf(each, runs),
  ]);

  const target = targets(
    ks,
    [scikit, mclust].filter((one) => one !== undefined),
    recorded,
  );
  const fits = ks.map((k, at) => {
    const values = runs.map(({ logLikelihoods }) => logLikelihoods[at]);
    const sorted = values.map((value) => value ?? Number.NEGATIVE_INFINITY).sort((a, b) => a - b);
    const good = values.filter((value) => reaches(value, target[at])).length;
    const known = recorded ? diamonds.fits.find((one) => one.k === k) : undefined;
    return [
      `${k}`,
      nats(Number.isFinite(sorted[0]) ? sorted[0] : null),
      nats(Number.isFinite(sorted.at(-1)) ? sorted.at(-1) : null),
      nats(scikit?.logLikelihoods[at]),
      nats(mclust?.logLikelihoods[at]),
      ...(recorded ? [nats(known?.scikit), nats(known?.mclust), nats(known?.best)] : []),
      target[at] === null ? '–' : `${good} of ${values.length}`,
    ];
  });
  const all = runs.filter(({ logLikelihoods }) => ks.every((_, at) => reaches(logLikelihoods[at], target[at]))).length;
  const seeds = runs.map((run, at) => {
    const missed = ks.flatMap((k, i) => {
      const value = run.logLikelihoods[i];
      return reaches(value, target[i]) ? [] : [`K = ${k} at ${nats(value)}, not ${nats(target[i])}`];
    });
    const cpu = run.seconds * run.cores;
    const time = `${run.seconds.toFixed(1)} s, ${cpu.toFixed(1)} s of processors`;
    return `Seed ${at + 1}: ${time}; ${missed.length > 0 ? `misses ${missed.join('; ')}` : 'misses none'}.`;
  });
  const busy = there.flatMap(({ name, each }) => disturbance(each, name));
  const header = [
    'K',
    'worst seed',
    'best seed',
    'scikit-learn',
    'mclust',
    ...(recorded ? ['sk recorded', 'mclust recorded', 'best seen'] : []),
  ];
  return section(
    `Compare K = 1–${ks.length}, full covariance, ${n.toLocaleString('en')} × ${diamonds.columns} ${table === 'diamonds' ? 'of ggplot2’s diamonds, standardised' : 'made for this'}`,
    grid(['program', 's', 'cores used', 'its time ÷ ours'], times),
    `Log-likelihoods, nats; seeds 1–${runs.length}:`,
    grid([...header, 'seeds that reach the larger'], fits),
    list([
      ...(target.some((one) => one !== null)
        ? [`Every K at the larger of the peers’ (less ${equal} nats) in ${all} of ${runs.length} seeds.`]
        : []),
      ...seeds,
      ...(recorded ? ['Recorded: reference/diamonds.ts; mclust’s recorded figures are 3.5 nats higher for its scale.'] : []),
      ...there.flatMap(({ each: [first] }) => (first.versions ? [first.versions] : [])),
      ...new Set(runs.flatMap(({ faults }, seed) => (faults ?? []).map((fault) => `Seed ${seed + 1}: ${fault}`))),
      ...busy,
      ...(table === 'made' ? [`ggplot2 is not on this machine: ${install.ggplot2}`] : []),
      ...missingPeers(setting.peers, peers),
    ]),
  );
}
