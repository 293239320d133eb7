import { call, ended, startApp } from './app.ts';

export interface JobAsked {
  readonly csv: string;
  readonly home: string;
  readonly ks: readonly number[];
  readonly seed: number;
}

export interface JobTold {
  /** Wall seconds from the start of the search to its end: the table is there already. */
  readonly seconds: number;
  readonly cores: number;
  readonly processCpu: number;
  /** One a K, null where there is no usable fit. */
  readonly logLikelihoods: readonly (number | null)[];
  /** Where a fit is not usable or not converged, what the application says of it. */
  readonly faults: readonly string[];
}

/** Compares K, full covariance, by the application with its built workers and its defaults, in a fresh process. */
const { csv, home, ks, seed } = JSON.parse(process.argv[2]) as JobAsked;
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const app = startApp(home);
await ended(app, () => call(app, 'dataset.read', { source: { kind: 'path', path: csv }, options: {} }));
const { dataset } = await call(app, 'project.read', {});
const columns = (dataset?.columns ?? []).map(({ name }) => name);
const before = { cpu: cpu(), time: performance.now() };
await ended(app, () => call(app, 'fit.start', { columns, ks: [...ks], families: ['VVV'], seed }));
const seconds = (performance.now() - before.time) / 1000;
const cores = (cpu() - before.cpu) / seconds;
const { fits } = await call(app, 'project.read', {});
const candidates = ks.map((k) => fits.at(-1)?.candidates.find((one) => one.k === k));
await app.close();
const told: JobTold = {
  seconds,
  cores,
  processCpu: cpu(),
  logLikelihoods: candidates.map((one) => (one && !one.degenerate ? one.logLikelihood : null)),
  faults: candidates.flatMap((one) => (one?.failure ? [`K = ${one.k}: ${one.failure}`] : [])),
};
process.stdout.write(JSON.stringify(told));
