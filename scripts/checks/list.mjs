import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../setup/build.mjs';
import { tool } from '../setup/paths.mjs';
import { projectEnvironment, runNode } from '../setup/run.mjs';
import { add, asOne, countsFrom, playwrightCounts, vitestCounts } from './counts.mjs';

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

/** Lines that a runner prints for skipped tests' reasons must be seen even where all is well. */
const notices = (output) =>
  output
    .split('\n')
    .filter((line) => line.includes('SKIPPED'))
    .join('\n');

async function runner(args, environment, read) {
  const folder = mkdtempSync(join(tmpdir(), 'latent-lens-checks-'));
  const report = join(folder, 'report.json');
  try {
    const { code, output } = await runNode(args(report), { capture: true, env: projectEnvironment(environment(report)) });
    const counts = countsFrom(report, read, code === 0);
    return { counts, output: counts.failed > 0 ? output : '', notice: notices(output) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const checks = [
  {
    name: 'types',
    run: () =>
      programs(
        [tool('@typescript/native', 'tsc'), '-p', 'tsconfig.json'],
        [tool('@typescript/native', 'tsc'), '-p', 'src/shared/tsconfig.json'],
        [tool('svelte-check'), '--tsgo', '--tsconfig', 'src/renderer/tsconfig.json'],
      ),
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
      ),
  },
];
