import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureKernels } from '../kernels/compile.mjs';
import { build } from '../setup/build.mjs';
import { inRoot, readJson, tool } from '../setup/paths.mjs';
import { projectEnvironment, runNode } from '../setup/run.mjs';
import { add, asOne, countsFrom, playwrightCounts, playwrightSkipped, vitestCounts, vitestSkipped } from './counts.mjs';

/** Every check, in order. `run` answers {counts, output}; output is shown when something failed. */

async function programs(...commands) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  let output = '';
  for (const args of commands) {
    const result = await runNode(args, { capture: true });
    counts = add(counts, asOne(result.code === 0));
    if (result.code !== 0) output += result.output;
  }
  return { counts, output };
}

async function runner(args, environment, read, skippedIn) {
  const folder = mkdtempSync(join(tmpdir(), 'latent-lens-checks-'));
  const report = join(folder, 'report.json');
  try {
    const { code, output } = await runNode(args(report), { capture: true, env: projectEnvironment(environment(report)) });
    const counts = countsFrom(report, read, code === 0);
    const skipped = existsSync(report) ? skippedIn(readJson(report)) : [];
    return { counts, output: counts.failed > 0 ? output : '', skipped };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const checks = [
  {
    name: 'types',
    run: async () => {
      // The engine imports what the kernels are made into.
      await ensureKernels();
      const tsc = tool('@typescript/native', 'tsc');
      // The workspace is the tsconfig's own folder: from elsewhere, the native compiler does not find imports ending in .ts.
      const svelte = [
        tool('svelte-check'),
        '--tsgo',
        '--fail-on-warnings',
        '--workspace',
        'src/renderer',
        '--tsconfig',
        './tsconfig.json',
      ];
      try {
        return await programs([tsc, '-p', 'tsconfig.json'], [tsc, '-p', 'src/shared/tsconfig.json'], svelte);
      } finally {
        rmSync(inRoot('src', 'renderer', '.svelte-check'), { recursive: true, force: true });
      }
    },
  },
  { name: 'lint', run: () => programs([tool('@biomejs/biome', 'biome'), 'ci', '--colors=off']) },
  { name: 'arrows', run: () => programs([tool('dependency-cruiser', 'depcruise'), 'src', '--output-type', 'err']) },
  {
    name: 'build',
    run: async () => {
      const { ok, output } = await build();
      return { counts: asOne(ok), output: ok ? '' : output };
    },
  },
  {
    name: 'unit',
    needsBuild: true,
    needsChromium: true,
    run: (chromium) =>
      runner(
        (report) => [tool('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
        () => ({ LENS_CHROMIUM: chromium, NO_COLOR: '1' }),
        vitestCounts,
        vitestSkipped,
      ),
  },
  {
    name: 'e2e',
    needsBuild: true,
    needsChromium: true,
    run: (chromium) =>
      runner(
        () => [tool('@playwright/test', 'playwright'), 'test', '--reporter=list,json'],
        (report) => ({ LENS_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report, NO_COLOR: '1' }),
        playwrightCounts,
        playwrightSkipped,
      ),
  },
];
