import { call, ended, startApp } from './app.ts';

/** Fits a table in a fresh process with the defaults of the command line: seconds of the fit alone. */
const [file, dataFolder] = process.argv.slice(2);
const app = startApp(dataFolder);
await ended(app, () => call(app, 'dataset.read', { source: { kind: 'path', path: file }, options: {} }));
const { dataset } = await call(app, 'project.read', {});
const columns = (dataset?.columns ?? []).map(({ name }) => name);
const since = performance.now();
await ended(app, () =>
  call(app, 'fit.start', { columns, ks: [1, 2, 3, 4, 5, 6, 7, 8, 9], families: ['VVV', 'EEE', 'VVI', 'VII'] }),
);
const seconds = (performance.now() - since) / 1000;
process.stdout.write(JSON.stringify({ seconds }));
await app.close();
