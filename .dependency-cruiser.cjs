/** The arrows of ARCHITECTURE.md: shells → app → datasets, jobs, store, exports → engine → shared; renderer → shared. */
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    only('no-circles', 'Two files that need each other are one idea, or one too many.', {}, { circular: true }),
    only(
      'shared-stands-alone',
      'shared knows no Node, DOM or Electron.',
      { path: '^src/shared' },
      { pathNot: ['^src/shared', '^node_modules/zod/'] },
    ),
    only(
      'renderer-knows-shared-only',
      'The renderer reaches the rest through the contract.',
      { path: '^src/renderer' },
      { path: '^src/(?!renderer|shared)|^test' },
    ),
    only('main-knows-no-renderer', 'Nothing in main draws.', { path: '^src/main' }, { path: '^src/renderer' }),
    only(
      'engine-is-numbers',
      'No Electron, SQLite, threads, files or anything else of main.',
      { path: '^src/main/engine' },
      { pathNot: ['^src/main/engine', '^src/shared'] },
    ),
    only(
      'rooms-know-no-app',
      'datasets, jobs, store and exports are used by the app, not the other way round.',
      { path: '^src/main/(datasets|jobs|store|exports|tensorflow)' },
      { path: '^src/main/(app|dispatch|use-cases|shells)' },
    ),
    only(
      'app-knows-no-shell',
      'A shell connects; the app does not know which.',
      { path: '^src/main/(app|dispatch|use-cases)' },
      { path: '^src/main/shells' },
    ),
    only(
      'shells-are-apart',
      'Three doors, no passage between them.',
      { path: '^src/main/shells/([^/]+)/' },
      { path: '^src/main/shells/([^/]+)/', pathNot: ['^src/main/shells/$1/', '^src/main/shells/browser/(serve|open)[.]ts$'] },
    ),
    only(
      'electron-in-its-shell',
      'electron is imported only in shells/electron.',
      { path: '^src', pathNot: '^src/main/shells/electron' },
      { path: '^(node_modules/)?electron($|/)' },
    ),
    only(
      'sqlite-in-the-store',
      'SQLite only in store.',
      { path: '^src', pathNot: '^src/main/store' },
      { path: 'better-sqlite3' },
    ),
    only('duckdb-in-datasets', 'DuckDB only in datasets.', { path: '^src', pathNot: '^src/main/datasets' }, { path: '@duckdb' }),
    only(
      'tensorflow-in-its-room',
      'TensorFlow.js only in tensorflow.',
      { path: '^src', pathNot: '^src/main/tensorflow' },
      { path: '@tensorflow' },
    ),
    only(
      'tensorflow-is-a-backend',
      'It computes what the engine defines.',
      { path: '^src/main/tensorflow' },
      { path: '^src/main/(?!tensorflow|engine)' },
    ),
    only(
      'threads-in-jobs',
      'Threads only in jobs.',
      { path: '^src', pathNot: '^src/main/jobs' },
      { path: '^(node:)?worker_threads$' },
    ),
    only(
      'echarts-in-charts',
      'ECharts only in charts.',
      { path: '^src', pathNot: '^src/renderer/charts' },
      { path: '^node_modules/echarts|^echarts|zrender' },
    ),
    only(
      'no-orphans',
      'A file that nothing reaches is to be deleted.',
      { orphan: true, path: '^src', pathNot: ['[.]d[.]ts$', 'tsconfig'] },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // AssemblyScript: a language and a module of its own.
    exclude: { path: '^src/main/engine/(latent/)?kernel/assembly' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'svelte'],
      extensions: ['.ts', '.js', '.svelte', '.mjs', '.cjs'],
    },
  },
};
