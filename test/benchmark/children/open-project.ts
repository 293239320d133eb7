import { call, startApp } from './app.ts';

/** Reopens a project in a fresh process: seconds until its first histogram is there, and until all of its cells are. */
const [file, dataFolder] = process.argv.slice(2);
const app = startApp(dataFolder);
const since = performance.now();
const { dataset } = await call(app, 'project.open', { path: file });
if (!dataset?.columns[0].histogram) throw new Error('There is no histogram.');
const histogram = (performance.now() - since) / 1000;
const { cells } = await call(app, 'dataset.cells', { columns: dataset.columns.map(({ name }) => name) });
if (cells.length !== dataset.columns.length) throw new Error('Cells are missing.');
const all = (performance.now() - since) / 1000;
process.stdout.write(JSON.stringify({ histogram, all }));
await app.close();
