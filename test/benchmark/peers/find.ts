import { join } from 'node:path';
import { runForJson, runProgram } from '../programs.ts';

/** The first Python that can import the module; several may be installed, and the first on the PATH need not be the one. */
export async function findPython(module: string): Promise<string | null> {
  for (const executable of ['python3', '/usr/bin/python3', 'python'])
    if ((await runProgram(executable, ['-c', `import ${module}`])).code === 0) return executable;
  return null;
}

/** Rscript, when R has the packages. */
export async function findR(...packages: readonly string[]): Promise<string | null> {
  const ask = packages.map((name) => `stopifnot(requireNamespace('${name}', quietly = TRUE))`).join('; ');
  return (await runProgram('Rscript', ['-e', ask])).code === 0 ? 'Rscript' : null;
}

/** Runs a script of this folder and answers with the object that it prints. */
export const runPeer = <T>(executable: string, script: string, ...words: readonly (string | number)[]): Promise<T> =>
  runForJson<T>(executable, [join(import.meta.dirname, script), ...words.map(String)]);

export const install = {
  'scikit-learn': 'Debian: apt-get install python3-sklearn; elsewhere: python3 -m pip install scikit-learn',
  mclust: "Debian: apt-get install r-cran-mclust; elsewhere, in R: install.packages('mclust')",
  pytorch: 'Debian: apt-get install python3-torch; elsewhere: python3 -m pip install torch',
  ggplot2: "Debian: apt-get install r-cran-ggplot2; elsewhere, in R: install.packages('ggplot2')",
} as const;
