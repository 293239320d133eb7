import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { ModelFile } from '../../src/shared/model/model-file.ts';
import { python } from '../main/exports/scripts/peers.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const page = readFileSync(join(docs, 'model-file.md'), 'utf8');

it('the JSON Schema is that of the files (vitest -u writes it anew)', async () => {
  const schema = { $id: 'latent-lens-mixture', title: 'A mixture fitted by Latent Lens', ...z.toJSONSchema(ModelFile) };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(docs, 'model-file.schema.json'));
});

it('the page tells of every field, and of none that is not there', () => {
  const told = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  const further = ['elbo', 'effectiveComponents', 'variational'];
  expect([...told, ...further].sort()).toEqual(Object.keys(ModelFile.shape).sort());
  for (const field of further) expect(page).toContain(`\`${field}\``);
});

it.skipIf(!python)('the lines of Python on the page label rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lens-docs-'));
  try {
    const model = {
      columns: ['a', 'b'],
      k: 2,
      weights: [0.5, 0.5],
      means: [[0, 0], [5, 5]],
      covariances: [[[1, 0.5], [0.5, 1]], [[2, 0], [0, 1]]],
    }; // biome-ignore format: matrices
    writeFileSync(join(folder, 'model.json'), JSON.stringify(model));
    const code = /```python\n(.*?)```/s.exec(page)?.[1]?.replace('labels =', 'X = np.array([[0, 1], [5, 4]])\nlabels =');
    writeFileSync(join(folder, 'use.py'), `${code}\nprint(labels)\n`);
    expect(execFileSync(python ?? '', ['use.py'], { cwd: folder, encoding: 'utf8' }).trim()).toBe('[1 2]');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
