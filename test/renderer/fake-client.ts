import { levelsOf } from '../../src/main/datasets/levels.ts';
import { play } from '../../src/main/engine/mixture/player/play.ts';
import { comparisonOf } from '../../src/main/use-cases/comparison.ts';
import { matchesOf } from '../../src/main/use-cases/matching.ts';
import { toArrays, toLists } from '../../src/main/use-cases/mixtures.ts';
import type { Client } from '../../src/renderer/client.ts';
import { VariationalPlayOptions } from '../../src/shared/contract/variational.ts';
import {
  type CallName,
  type CandidateKey,
  type Input,
  type LensEvent,
  type Output,
  Settings,
} from '../../src/shared/contract.ts';
import { LensError } from '../../src/shared/errors.ts';
import type { ColumnCells, ColumnProfile } from '../../src/shared/model/column.ts';
import type { Dataset } from '../../src/shared/model/dataset.ts';
import { type Doubt, DoubtOptions, withDoubt } from '../../src/shared/model/doubt-results.ts';
import type { Job } from '../../src/shared/model/job.ts';
import { mergeRows } from '../../src/shared/model/merging.ts';
import { type Fit, FitOptions } from '../../src/shared/model/mixture.ts';
import { PlayOptions } from '../../src/shared/model/player.ts';
import { type Project, ViewState } from '../../src/shared/model/project.ts';
import { PriorOptions } from '../../src/shared/model/variational.ts';
import { fakeAlternatives } from './fake-alternatives.ts';
import { fakeDoubt } from './fake-doubts.ts';
import { fakeLatent } from './fake-latent.ts';
import { fakeCandidate } from './fake-mixture.ts';
import { fakeScoreboard } from './fake-scoreboard.ts';
import { fakeVariational, fakeVariationalPlay } from './fake-variational.ts';

/** An application in the page's own memory that knows one small table: for looking at views, and for tests. */
export function fakeClient(title: string, csv: string): Client & { readonly asked: readonly CallName[] } {
  const [names, ...lines] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
  const cells = names!.map((_, j): ColumnCells => cellsOf(lines.map((line) => line[j]!)));
  const dataset: Dataset = {
    id: 1,
    rows: lines.length,
    columns: names!.map((name, j) => profile(name, cells[j]!)),
    source: { name: `${title}.csv`, path: `/data/${title}.csv`, size: csv.length, hash: 'fake' },
    options: {},
    report: {
      dialect: {
        format: 'csv',
        delimiter: ',',
        quote: '"',
        decimal: '.',
        encoding: 'utf-8',
        header: true,
        missing: ['', 'NA', '-'],
      },
      notes: ['The delimiter was guessed: comma.', 'The first line was taken as column names.'],
      rejected: [{ line: 17, column: names![0]!, value: 'n.d.', reason: 'is no number' }],
      rejectedRows: 0,
      rejectedValues: 1,
    },
  };
  const empty: Project = { path: null, name: '', dataset: null, fits: [], view: ViewState.parse({}), notices: [] };
  const asked: CallName[] = [];
  const listeners = new Set<(event: LensEvent) => void>();
  const emit = (event: LensEvent) => {
    for (const listener of listeners) listener(event);
  };
  const cancelled = new Set<number>();
  let project = empty;
  let lastJob = 0;
  let doubts: readonly Doubt[] = [];
  let settings = Settings.parse({});
  let selected = new Uint8Array(0);

  const run = (kind: Job['kind'], name: string, steps: number, step: (i: number) => void, done: () => Job['result']): number => {
    const job: Job = {
      id: ++lastJob,
      kind,
      title: name,
      status: 'running',
      share: 0,
      eta: null,
      detail: '',
      error: null,
      result: null,
    };
    let i = 0;
    const next = () => {
      if (cancelled.has(job.id)) return emit({ name: 'job', value: { ...job, status: 'cancelled' } });
      if (i === steps) return emit({ name: 'job', value: { ...job, status: 'done', share: 1, result: done() } });
      step(i++);
      emit({ name: 'job', value: { ...job, share: i / steps, eta: (steps - i) * 0.05, detail: `step ${i} of ${steps}` } });
      setTimeout(next, 50);
    };
    emit({ name: 'job', value: job });
    setTimeout(next, 0);
    return job.id;
  };
  const numbers = (columns: readonly string[]) => {
    const chosen = columns.map((name) => cells[names!.indexOf(name)]!);
    return Array.from({ length: dataset.rows }, (_, i) =>
      chosen.map((one) => (one.kind === 'values' ? one.values[i]! : Number.NaN)),
    );
  };
  const rowsOf = (columns: readonly string[]) => {
    const rows = numbers(columns);
    return { n: rows.length, d: columns.length, data: Float64Array.from(columns.flatMap((_, j) => rows.map((row) => row[j]!))) };
  };
  const computed = ({ fit, k, family }: CandidateKey) =>
    fakeCandidate(numbers(project.fits.find((one) => one.id === fit)!.options.columns), k, family);

  const calls: { [N in CallName]: (input: Input<N>) => unknown } = {
    'app.about': () => ({ version: '0.0.0', threads: 2, projectsFolder: '/projects' }),
    'settings.read': () => settings,
    'settings.write': (input) => {
      settings = Settings.parse(input);
      return settings;
    },
    'samples.list': () => [
      {
        id: 'old-faithful',
        title: 'Old Faithful',
        description: '272 eruptions of a geyser: how long, and the wait before.',
        source: 'Azzalini and Bowman, 1990',
        licence: 'public',
      },
      {
        id: 'iris',
        title: 'Iris',
        description: '150 flowers of three species, four measurements each.',
        source: 'Anderson, 1935',
        licence: 'public domain',
      },
    ],
    'jobs.list': () => [],
    'jobs.cancel': ({ job }) => {
      cancelled.add(job);
      return {
        id: job,
        kind: 'fit',
        title: '',
        status: 'cancelled',
        share: null,
        eta: null,
        detail: '',
        error: null,
        result: null,
      };
    },
    'project.read': () => project,
    'project.recent': () => [{ path: '/projects/geyser.lens', name: 'geyser', modified: '2026-01-05T10:00:00Z', bytes: 240_000 }],
    'project.open': () => project,
    'project.adopt': () => project,
    'project.close': () => {
      project = empty;
      return project;
    },
    'project.saveAs': ({ path }) => ({
      job: run(
        'save',
        `Save as ${path}`,
        5,
        () => {},
        () => path,
      ),
    }),
    'project.delete': () => [],
    'project.remember': (view) => {
      project = { ...project, view: ViewState.parse(view) };
      return {};
    },
    'selection.read': () => ({ rows: selected }),
    'selection.write': ({ rows }) => {
      selected = new Uint8Array(rows);
      return {};
    },
    'dataset.read': () => ({
      job: run(
        'read',
        `Read ${title}.csv`,
        10,
        () => {},
        () => {
          const chosen = dataset.columns.filter((one) => one.type === 'number').map((one) => one.name);
          const view = ViewState.parse({ view: 'data', chosen, x: chosen[0] ?? null, y: chosen[1] ?? null });
          project = { ...empty, path: `/projects/${title}.lens`, name: title, dataset, view };
          emit({ name: 'project', value: project });
          return dataset.id;
        },
      ),
    }),
    'dataset.page': ({ from, count }) => ({
      from,
      columns: names!.map((_, j) => lines.slice(from, from + count).map((line) => line[j] || null)),
    }),
    'dataset.rows': ({ rows }) => ({ columns: names!.map((_, j) => Array.from(rows, (row) => lines[row]![j] || null)) }),
    'fit.compare': ({ candidate, groups, column }) => {
      const { results } = computed(candidate);
      const { labels, k } = groups ? mergeRows(results, groups) : results;
      return comparisonOf(column, levelsOf(cells[names!.indexOf(column)]!, 100)!, labels, k);
    },
    'fit.match': ({ candidate, before }) => ({ matches: matchesOf(computed(candidate).results, computed(before).results) }),
    ...fakeAlternatives(computed, run),
    'dataset.cells': ({ columns }) => ({ cells: columns.map((name) => cells[names!.indexOf(name)]) }),
    'column.add': ({ name, from }) => {
      const yes = from.kind === 'state' ? { selected: 1, hidden: 2, excluded: 4 }[from.state] : 0;
      const made: ColumnCells = {
        kind: 'codes',
        codes: Int32Array.from({ length: dataset.rows }, (_, i) => ((selected[i] ?? 0) & yes ? 1 : 0)),
        levels: ['no', 'yes'],
      };
      names!.push(name);
      cells.push(made);
      for (const [i, line] of lines.entries()) line.push(made.levels[made.codes[i]!]!);
      const columns = [...project.dataset!.columns, { ...profile(name, made), made: `rows that were ${from.kind}` }];
      project = { ...project, dataset: { ...project.dataset!, columns } };
      emit({ name: 'project', value: project });
      return {};
    },
    'column.remove': () => ({}),
    'fit.start': (input) => {
      const options = FitOptions.parse(input);
      const grid = options.ks.flatMap((k) => options.families.map((family) => ({ k, family })));
      const rows = numbers(options.columns);
      let fit: Fit = {
        id: project.fits.length + 1,
        created: '2026-01-05T10:00:00Z',
        options,
        rows: rows.length,
        excluded: 0,
        incomplete: 0,
        status: 'running',
        seconds: 0,
        candidates: [],
        best: null,
      };
      const tell = () => {
        project = { ...project, fits: [...project.fits.filter((one) => one.id !== fit.id), fit] };
        emit({ name: 'fit', value: fit });
      };
      tell();
      const job = run(
        'fit',
        `Fit ${title}`,
        grid.length,
        (i) => {
          const { candidate, trace } = fakeCandidate(rows, grid[i]!.k, grid[i]!.family);
          const candidates = [...fit.candidates, candidate];
          const bics = candidates.map((one) => (one.converged ? one.bic! : Number.POSITIVE_INFINITY));
          fit = { ...fit, candidates, best: bics.indexOf(Math.min(...bics)) };
          emit({ name: 'trace', value: { fit: fit.id, ...grid[i]!, start: 0, trace } });
          tell();
        },
        () => {
          fit = { ...fit, status: 'done', seconds: 1 };
          tell();
          return fit.id;
        },
      );
      return { job, fit: fit.id };
    },
    'fit.detail': (key) => {
      const { results: _, ...detail } = computed(key);
      return detail;
    },
    'fit.rows': (key) => computed(key).results,
    'variational.again': ({ candidate: { fit, k, family }, concentration, weights = 'process' }) => {
      const { columns } = project.fits.find((one) => one.id === fit)!.options;
      const prior = PriorOptions.parse({ weights, concentration });
      return { detail: fakeVariational(rowsOf(columns), k, family, prior), rows: null };
    },
    'variational.play': (input) => {
      const { start, columns, bayesian, ...options } = VariationalPlayOptions.parse(input);
      const from =
        start.kind === 'mixture'
          ? { kind: start.kind, mixture: toArrays(start.mixture) }
          : start.kind === 'means'
            ? { kind: start.kind, means: Float64Array.from(start.means.flat()) }
            : start;
      return fakeVariationalPlay(rowsOf(columns), { ...options, columns }, from, bayesian);
    },
    'em.play': (input) => {
      const { start, columns, ...options } = PlayOptions.parse(input);
      const rows = numbers(columns);
      const data = Float64Array.from(columns.flatMap((_, j) => rows.map((row) => row[j]!)));
      const from =
        start.kind === 'mixture'
          ? { kind: start.kind, mixture: toArrays(start.mixture) }
          : start.kind === 'means'
            ? { kind: start.kind, means: Float64Array.from(start.means.flat()) }
            : start;
      const run = play({ n: rows.length, d: columns.length, data }, { ...options, columns, floor: 1e-6, start: from });
      for (;;) {
        const { done, value } = run.next();
        if (done) return { ...value, mixtures: value.mixtures.map(toLists) };
      }
    },
    'fit.delete': () => ({}),
    'doubt.list': () => doubts,
    'doubt.start': (input) => {
      const options = DoubtOptions.parse(input);
      const fit = project.fits.find((one) => one.id === options.fit)!;
      const done = () => {
        const doubt = fakeDoubt(fit, options, (key) => computed({ fit: fit.id, ...key }));
        doubts = withDoubt(doubts, doubt);
        emit({ name: 'doubt', value: doubt });
        return fit.id;
      };
      return { job: run('doubt', `Assess ${title}`, 20, () => {}, done) };
    },
    'export.script': () => ({
      job: run(
        'export',
        'Script',
        3,
        () => {},
        () => 'download',
      ),
    }),
    'export.report': () => ({
      job: run(
        'export',
        'Report',
        3,
        () => {},
        () => 'download',
      ),
    }),
    'export.file': () => ({
      job: run(
        'export',
        'Picture',
        3,
        () => {},
        () => 'download',
      ),
    }),
    'export.labels': () => ({
      job: run(
        'export',
        'Labels',
        20,
        () => {},
        () => 'download',
      ),
    }),
    'export.model': () => ({
      job: run(
        'export',
        'Model',
        3,
        () => {},
        () => 'download',
      ),
    }),
    'export.score': () => ({
      job: run(
        'export',
        'Scores',
        20,
        () => {},
        () => 'download',
      ),
    }),
    'export.project': () => ({
      job: run(
        'export',
        'Copy',
        20,
        () => {},
        () => 'download',
      ),
    }),
    ...fakeScoreboard({ rowsOf, emit, run }),
    ...fakeLatent({
      columns: (wanted) =>
        wanted.map((name) => ({
          name,
          type: project.dataset?.columns.find((one) => one.name === name)?.type ?? 'number',
          cells: cells[names!.indexOf(name)]!,
        })),
      addColumn: (name, values, made) => {
        const column: ColumnCells = { kind: 'values', values };
        names!.push(name);
        cells.push(column);
        for (const [i, line] of lines.entries()) line.push(String(values[i]));
        const columns = [...project.dataset!.columns, { ...profile(name, column), made }];
        project = { ...project, dataset: { ...project.dataset!, columns } };
        emit({ name: 'project', value: project });
      },
      emit,
      run,
    }),
  };

  return {
    shell: 'browser',
    asked,
    async call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
      asked.push(name);
      if (!Object.hasOwn(calls, name)) throw new LensError('usage', `There is no call named '${name}'.`);
      return calls[name](input) as Output<N>;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    watchConnection(listener) {
      listener('open');
      return () => {};
    },
    onCommand: () => () => {},
    upload: async (file) => ({ kind: 'path', path: file.name }),
    chooseOpen: async () => ({ kind: 'path', path: `/data/${title}.csv` }),
    chooseSave: async (name) => ({ kind: 'download', name }),
    deliver: async () => {},
  };
}

function cellsOf(texts: readonly string[]): ColumnCells {
  const values = Float64Array.from(texts, (text) => (text === '' || text === 'NA' ? Number.NaN : Number(text)));
  if (texts.every((text, i) => text === '' || text === 'NA' || !Number.isNaN(values[i]!))) return { kind: 'values', values };
  const levels = [...new Set(texts)];
  return { kind: 'codes', codes: Int32Array.from(texts, (text) => levels.indexOf(text)), levels };
}

function profile(name: string, cells: ColumnCells): ColumnProfile {
  if (cells.kind === 'codes') {
    const levels = cells.levels.map((level, code) => ({ name: level, count: cells.codes.filter((one) => one === code).length }));
    return {
      name,
      type: 'category',
      missing: 0,
      infinite: 0,
      min: null,
      max: null,
      mean: null,
      sd: null,
      histogram: null,
      levelCount: levels.length,
      levels,
    };
  }
  const finite = cells.values.filter(Number.isFinite);
  const min = Math.min(...finite);
  const max = Math.max(...finite);
  const mean = finite.reduce((a, b) => a + b, 0) / finite.length;
  const counts = new Array<number>(24).fill(0);
  for (const value of finite) counts[Math.min(23, Math.floor(((value - min) / (max - min || 1)) * 24))]! += 1;
  const sd = Math.sqrt(finite.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (finite.length - 1));
  const missing = cells.values.length - finite.length;
  return {
    name,
    type: 'number',
    missing,
    infinite: 0,
    min,
    max,
    mean,
    sd,
    histogram: { min, max, counts },
    levelCount: null,
    levels: null,
  };
}
