import { statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findPython } from '../peers/find.ts';
import type { Line } from '../report.ts';
import { child, python, type Setting } from '../setting.ts';
import { inTurn } from '../statistics.ts';

const pandas = `
import sys, time, pandas
since = time.perf_counter()
table = pandas.read_csv(sys.argv[1])
table.iloc[:, 0].to_numpy().mean()
print(time.perf_counter() - since)
`;

/** Opening a table until the first histogram is there, against reading its bytes and against pandas; and the peak memory. */
export async function openTable({ runs, rows, folder, csv }: Setting): Promise<Line[]> {
  const peaks: number[] = [];
  const withPandas = (await findPython('pandas')) !== null;
  const things = {
    ours: async () => {
      const home = await mkdtemp(join(folder, 'open-'));
      const { seconds, peak } = await child<{ seconds: number; peak: number }>('open-table.ts', csv, home);
      peaks.push(peak / 1e6);
      await rm(home, { recursive: true });
      return seconds;
    },
    bytes: async () => (await child<{ seconds: number }>('read-bytes.ts', csv)).seconds,
    pandas: async () => (withPandas ? ((await python('pandas', pandas, csv)) ?? Number.NaN) : Number.NaN),
  };
  const { ours, bytes, pandas: theirs } = await inTurn(runs, things);
  const megabytes = statSync(csv).size / 1e6;
  const what = `open ${rows.toLocaleString('en')} × 10 CSV (${megabytes.toFixed(0)} MB) to first histogram`;
  return [
    { what, unit: 's', ours, against: 'reading its bytes (fs)', theirs: bytes },
    {
      what,
      unit: 's',
      ours,
      against: 'pandas.read_csv',
      theirs: withPandas ? theirs : null,
      install: 'python3 -m pip install pandas (Debian: apt-get install python3-pandas)',
    },
    { what: 'peak memory of that', unit: 'MB', ours: peaks, against: 'size of the file', theirs: [megabytes] },
  ];
}
