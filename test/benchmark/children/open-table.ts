import { call, ended, startApp } from './app.ts';

/** Opens a table in a fresh process: seconds until the first histogram is there, and the process's peak memory. */
const [file, dataFolder] = process.argv.slice(2);
const app = startApp(dataFolder);
const since = performance.now();
await ended(app, () => call(app, 'dataset.read', { source: { kind: 'path', path: file }, options: {} }));
const { dataset, path } = await call(app, 'project.read', {});
if (!dataset?.columns[0].histogram) throw new Error('There is no histogram.');
const seconds = (performance.now() - since) / 1000;
const peak = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ seconds, peak, project: path }));
await app.close();
