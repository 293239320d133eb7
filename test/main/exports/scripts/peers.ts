import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

function works(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore', timeout: 120_000 });
    return true;
  } catch {
    return false;
  }
}

const pythons = ['/usr/bin/python3', 'python3'];
/** A Python with pandas and scikit-learn; null where there is none. */
export const python = pythons.find((one) => works(one, ['-c', 'import pandas, sklearn'])) ?? null;
export const hasR = works('Rscript', ['-e', 'library(mclust)']);

/** Runs scripts one after the other in one process, in `folder`; what they print. Throws with what they say when one fails. */
export function runPython(folder: string, scripts: readonly string[]): string {
  const runner = join(folder, 'run.py');
  const lines = scripts.map(
    (name) => `print("== ${name}", flush=True)\nsys.argv = ["x"]\nrunpy.run_path("${name}", run_name="__main__")`,
  );
  writeFileSync(runner, `import runpy, sys, warnings\nwarnings.simplefilter("error")\n${lines.join('\n')}\n`);
  return run(python ?? 'python3', runner, folder);
}

export function runR(folder: string, scripts: readonly string[]): string {
  const runner = join(folder, 'run.R');
  const lines = scripts.map((name) => `cat("== ${name}\\n")\nsource("${name}", local = new.env(), encoding = "UTF-8")`);
  writeFileSync(runner, `${lines.join('\n')}\n`);
  return run('Rscript', runner, folder);
}

function run(program: string, runner: string, folder: string): string {
  try {
    return execFileSync(program, [runner], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (thrown) {
    const { stdout, stderr } = thrown as { readonly stdout: string; readonly stderr: string };
    throw new Error(`${program} failed:\n${stdout.slice(-1500)}\n${stderr.slice(-1500)}`);
  }
}
