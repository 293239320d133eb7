import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { python, runPython } from '../../exports/scripts/peers.ts';
import { lens, sample, temporaryFolder } from './child.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const at = (name: string) => join(folder.path, name);
const words = ['cluster', sample('iris.csv'), '--k', '1-2', '--families', 'VVV', '--starts', '2', '--threads', '1'];

describe('what cluster writes beside labels and model', () => {
  test('is a report that tells of the assessments, scripts by their endings, and labels as Parquet', async () => {
    const outputs = ['--report', 'r.html', '--script', 'fit.py', '--script', 'fit.R', '--labels', 'l.parquet'];
    const { code, err } = await lens([...words, '--held-out', '2', ...outputs], { cwd: folder.path });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readFileSync(at('r.html'), 'utf8')).toContain('Held-out log-likelihood, 2 folds');
    expect(readFileSync(at('fit.R'), 'utf8')).toContain('library(mclust)');
    expect(readFileSync(at('l.parquet')).subarray(0, 4).toString()).toBe('PAR1');
    expect(readFileSync(at('fit.py'), 'utf8')).toContain('PATH = sys.argv[1] if len(sys.argv) > 1 else "iris.csv"');
    // What was written can be read again.
    const read = await lens(['inspect', 'l.parquet', '--json'], { cwd: folder.path });
    const { columns } = JSON.parse(read.out) as { columns: { name: string; type: string }[] };
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(
      expect.arrayContaining(['species category', 'cluster integer', 'probability_2 number']),
    );
  });

  test.skipIf(!python)('is a script that runs beside its table', async () => {
    await lens([...words, '--script', 'beside.py'], { cwd: folder.path });
    copyFileSync(sample('iris.csv'), at('iris.csv'));
    expect(runPython(folder.path, ['beside.py'])).toContain('after EM in scikit-learn');
  });

  test('is refused where a script is of no known language, or an output would take the place of another', async () => {
    const language = await lens([...words, '--script', 'fit.sas'], { cwd: folder.path });
    expect(language.code).toBe(2);
    expect(language.err).toContain('.py (scikit-learn) or .R (mclust)');
    const twice = await lens([...words, '--script', 'same.py', '--report', 'same.py'], { cwd: folder.path });
    expect(twice.code).toBe(2);
    expect(existsSync(at('same.py'))).toBe(false);
  });
});
