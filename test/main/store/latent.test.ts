import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToFile } from '../../../src/main/store/connect.ts';
import { migrations } from '../../../src/main/store/migrations/list.ts';
import { openProjectFile, type ProjectFile } from '../../../src/main/store/project-file.ts';
import { startChild } from './child.ts';
import { begun, epoch, result, shape, weights } from './latent-samples.ts';
import { finish, generation, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
let project: ProjectFile;
beforeEach(() => {
  folder = temporaryFolder();
  project = openProjectFile(folder.at('a.lens'));
  finish(project.writeDataset(...generation(1, 5)));
});
afterEach(() => {
  project.close();
  folder.remove();
});

const reopen = () => {
  project.close();
  project = openProjectFile(folder.at('a.lens'));
  return project.latents;
};
const bits = (array: ArrayBufferView | undefined) =>
  array && Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('hex');

describe('a VAE in a project', () => {
  it('comes back as it was, with every bit of its weights', () => {
    const id = project.latents.add(begun());
    const fresh = { id, status: 'running', encoding: shape.encoding, result: null, error: null };
    expect(project.latents.all()).toMatchObject([fresh]);
    project.latents.addEpochs(id, [epoch(1), epoch(2)], { epochs: 2, best: 1, weights: weights(1) });
    project.latents.addEpochs(id, [epoch(3)], null);
    expect(bits(project.latents.weights(id)?.weights)).toBe(bits(weights(1)));
    const stamp = project.latents.stamp(id);
    const end = { status: 'done', result: result(3), error: null } as const;
    project.latents.end(id, end, { epochs: 3, best: 3, weights: weights(3) });
    expect(project.latents.stamp(id)).not.toBe(stamp);
    expect(project.latents.stamp(99)).toBeNull();
    const before = project.latents.all();
    expect([project.latents.get(id), project.latents.get(99)]).toEqual([before[0], null]);
    const latents = reopen();
    expect(project.notices).toEqual([]);
    expect(latents.all()).toEqual(before);
    expect(latents.all()[0]).toMatchObject({ status: 'done', result: result(3) });
    expect(latents.epochs(id)).toEqual([epoch(1), epoch(2), epoch(3)]);
    expect(latents.shape(id)).toEqual(shape);
    const kept = latents.weights(id);
    expect([kept?.epochs, kept?.best, bits(kept?.weights)]).toEqual([3, 3, bits(weights(3))]);
  });

  it('keeps what it says of the rows, bit by bit and in parts', () => {
    const id = project.latents.add(begun());
    const n = 150_000;
    const rows = {
      latent: 1,
      means: Float32Array.from({ length: n }, (_, i) => (i === 3 ? Number.NaN : i / 7)),
      deviations: Float32Array.from({ length: n }, (_, i) => 1 / (i + 1)),
      errors: Float64Array.from({ length: n }, (_, i) => i * Math.PI),
      elbo: Float64Array.from({ length: n }, (_, i) => -i / 3),
      part: Int32Array.from({ length: n }, (_, i) => (i % 3) - 1),
    };
    expect(project.latents.rows(id, n, 1)).toBeNull();
    project.latents.setRows(id, rows);
    const back = reopen().rows(id, n, 1);
    for (const field of ['means', 'deviations', 'errors', 'elbo', 'part'] as const)
      expect(bits(back?.[field])).toBe(bits(rows[field]));
    expect(project.latents.rows(id, n - 1, 1)).toBeNull();
    project.close();
    const db = new Sqlite(folder.at('a.lens'));
    db.exec("UPDATE latent_rows SET cells = zeroblob(length(cells)) WHERE field = 'elbo' AND part = 1");
    db.close();
    project = openProjectFile(folder.at('a.lens'));
    expect(project.latents.rows(id, n, 1)).toBeNull();
  });

  it('is renamed, and removed with all that hangs on it; its id is not used again', () => {
    const id = project.latents.add(begun());
    project.latents.addEpochs(id, [epoch(1)], { epochs: 1, best: 1, weights: weights(1) });
    project.latents.rename(id, 'first');
    expect(project.latents.all()[0]?.name).toBe('first');
    project.latents.remove(id);
    expect([project.latents.all(), project.latents.epochs(id), project.latents.weights(id)]).toEqual([[], [], null]);
    expect(project.latents.add(begun())).not.toBe(id);
    for (const gone of [() => project.latents.remove(99), () => project.latents.rename(99, 'x'), () => project.latents.shape(99)])
      expect(gone).toThrow('There is no VAE 99');
  });

  it('goes with the data that it was trained on', () => {
    const id = project.latents.add(begun());
    project.latents.addEpochs(id, [epoch(1)], { epochs: 1, best: 1, weights: weights(1) });
    finish(project.writeDataset(...generation(2, 5)));
    expect([project.latents.all(), project.latents.weights(id)]).toEqual([[], null]);
  });

  it('keeps the rows that it leaves out, as long as it is there', () => {
    const rows = Uint8Array.of(1, 0, 0, 1, 0);
    const exclusion = project.addExclusion(rows);
    const id = project.latents.add(begun({ exclusion }));
    project.latents.remove(project.latents.add(begun()));
    expect(project.readExclusion(exclusion)).toEqual(rows);
    project.latents.remove(id);
    expect(project.readExclusion(exclusion)).toBeNull();
  });

  it('with damaged weights says so', () => {
    const id = project.latents.add(begun());
    project.latents.end(id, { status: 'done', result: result(1), error: null }, { epochs: 1, best: 1, weights: weights(1) });
    project.close();
    const db = new Sqlite(folder.at('a.lens'));
    db.exec('UPDATE latent_weights SET weights = zeroblob(28)');
    db.close();
    project = openProjectFile(folder.at('a.lens'));
    expect(() => project.latents.weights(id)).toThrow(`The weights of VAE ${id} are damaged`);
  });

  it('with a figure that is not finite is not kept, and nothing is changed', () => {
    const id = project.latents.add(begun());
    const broken = { ...result(1), elbo: { train: Number.NaN, heldOut: null } };
    expect(() => project.latents.end(id, { status: 'done', result: broken, error: null }, null)).toThrow('cannot be kept');
    expect(project.latents.all()[0]).toMatchObject({ status: 'running', result: null });
  });
});

it('a project of the format before takes VAEs once it is opened', () => {
  const path = folder.at('before.lens');
  const { db } = connectToFile(
    path,
    migrations.filter(({ version }) => version < 6),
  );
  db.close();
  const former = openProjectFile(path);
  expect(former.notices[0]).toMatch(/^The project was brought from format 5 to \d+/);
  finish(former.writeDataset(...generation(1, 5)));
  expect(former.latents.all()).toEqual([]);
  expect(former.latents.add(begun())).toBe(1);
  former.close();
});

describe('a process killed while it trains', () => {
  it('leaves every epoch and all weights that it acknowledged (4 moments)', async () => {
    project.close();
    for (let round = 0; round < 4; round++) {
      const child = startChild('trainings', folder.at('a.lens'));
      await child.line(`epoch ${3 + 2 * round}`);
      await child.kill();
      project = openProjectFile(folder.at('a.lens'));
      const last = project.latents.all().at(-1);
      expect(last?.status).toBe('cancelled');
      const id = last?.id ?? 0;
      const acknowledged = child.lines.filter((line) => line.startsWith('epoch')).length;
      const found = project.latents.epochs(id).length;
      expect([acknowledged, acknowledged + 1]).toContain(found);
      const kept = project.latents.weights(id);
      expect(kept?.best).toBe(found);
      expect(bits(kept?.weights)).toBe(bits(weights(found)));
      expect(project.notices).toEqual([`The training of a VAE of one column was interrupted; its ${found} epochs are kept.`]);
      project.close();
    }
    project = openProjectFile(folder.at('a.lens'));
    expect(project.notices).toEqual([]);
  });
});
