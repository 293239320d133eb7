import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findPython } from '../peers/find.ts';
import type { Line } from '../report.ts';
import { child, python, root, type Setting } from '../setting.ts';
import { inTurn } from '../statistics.ts';

const scikit = `
import sys, time, warnings, numpy
from sklearn.mixture import GaussianMixture
warnings.simplefilter('ignore')
rows = numpy.loadtxt(sys.argv[1], delimiter=',', skiprows=1)
since = time.perf_counter()
for k in range(1, 10):
    for shape in ('full', 'tied', 'diag', 'spherical'):
        GaussianMixture(k, covariance_type=shape, n_init=10, tol=1e-6, max_iter=1000, random_state=1).fit(rows)
print(time.perf_counter() - since)
`;

/** The whole search on Old Faithful: K = 1–9, four families, ten starts each. */
export async function fit({ runs, folder }: Setting): Promise<Line[]> {
  const csv = join(root, 'resources', 'samples', 'old-faithful.csv');
  const withScikit = (await findPython('sklearn')) !== null;
  const { ours, theirs } = await inTurn(runs, {
    ours: async () => {
      const home = await mkdtemp(join(folder, 'fit-'));
      const { seconds } = await child<{ seconds: number }>('fit.ts', csv, home);
      await rm(home, { recursive: true });
      return seconds;
    },
    theirs: async () => (withScikit ? ((await python('sklearn', scikit, csv)) ?? Number.NaN) : Number.NaN),
  });
  return [
    {
      what: 'fit old-faithful, K = 1–9, 4 families, 10 starts',
      unit: 's',
      ours,
      against: 'scikit-learn GaussianMixture (n_init=10, tol=1e-6)',
      theirs: withScikit ? theirs : null,
      install: 'python3 -m pip install scikit-learn (Debian: apt-get install python3-sklearn)',
    },
  ];
}
