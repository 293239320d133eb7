import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { LatentFile } from '../../src/shared/model/latent-file.ts';
import { python } from '../main/exports/scripts/peers.ts';

const docs = join(import.meta.dirname, '..', '..', 'docs');
const page = readFileSync(join(docs, 'vae-file.md'), 'utf8');

it('the JSON Schema is that of the files (vitest -u writes it anew)', async () => {
  const schema = {
    $id: 'latent-lens-vae',
    title: 'A variational autoencoder trained by Latent Lens',
    ...z.toJSONSchema(LatentFile),
  };
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(docs, 'vae-file.schema.json'));
});

it('the page tells of every field, and of none that is not there', () => {
  const told = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
  expect(told.sort()).toEqual(Object.keys(LatentFile.shape).sort());
});

it.skipIf(!python)('the lines of Python on the page encode rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lens-docs-'));
  try {
    const encoder = [
      { weights: [[1, 0], [0, -2]], bias: [0.5, 0] },
      { weights: [[1, 0], [0, 100]], bias: [0, 1] },
    ]; // biome-ignore format: matrices
    writeFileSync(join(folder, 'vae.json'), JSON.stringify({ encoder, activation: 'leaky-relu', latent: 1 }));
    const code = /```python\n(.*?)```/s.exec(page)?.[1]?.replace('file =', 'x = np.array([[1.0, 1.0], [-2.5, -3.0]])\nfile =');
    writeFileSync(join(folder, 'use.py'), `${code}\nprint(codes.tolist(), log_variances.tolist())\n`);
    const said = execFileSync(python ?? '', ['use.py'], { cwd: folder, encoding: 'utf8' }).trim();
    expect(said).toBe('[[1.5], [-0.2]] [[-19.0], [10.0]]');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
