import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfRows, packRows, unpackRows } from '../../../src/main/store/exclusions.ts';
import { openProjectFile } from '../../../src/main/store/project-file.ts';
import { FitOptions } from '../../../src/shared/model/mixture.ts';
import { finish, generation, temporaryFolder } from './samples.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const mask = (n: number, of: (i: number) => boolean) => Uint8Array.from({ length: n }, (_, i) => (of(i) ? 1 : 0));

describe('a set of excluded rows', () => {
  it('takes a bit a row and comes back as it was', () => {
    for (const n of [1, 7, 8, 9, 1000]) {
      const rows = mask(n, (i) => i % 3 === 1 || i === n - 1);
      expect(packRows(rows)).toHaveLength(Math.ceil(n / 8));
      expect(unpackRows(packRows(rows), n)).toEqual(rows);
    }
  });

  it('is named by its rows', () => {
    expect(hashOfRows(mask(20, (i) => i > 3))).toBe(hashOfRows(mask(20, (i) => i > 3)));
    expect(hashOfRows(mask(20, (i) => i > 3))).not.toBe(hashOfRows(mask(20, (i) => i > 4)));
  });

  it('is kept while a fit names it', () => {
    const path = folder.at('a.lens');
    const project = openProjectFile(path);
    finish(project.writeDataset(...generation(1, 10)));
    const rows = mask(10, (i) => i < 4);
    const exclusion = project.addExclusion(rows);
    expect(project.addExclusion(rows)).toBe(exclusion);
    const options = FitOptions.parse({ columns: ['x'], ks: [1], families: ['VVV'], exclusion });
    const about = { created: '2026-01-01T00:00:00Z', options, rows: 6, excluded: 4, incomplete: 0, seconds: 0 };
    const fit = project.addFit({ ...about, status: 'done' });
    project.close();
    const again = openProjectFile(path);
    expect(again.fits()[0]!.options.exclusion).toBe(exclusion);
    expect(again.readExclusion(exclusion)).toEqual(rows);
    expect(again.readExclusion('other')).toBeNull();
    again.removeFit(fit);
    expect(again.readExclusion(exclusion)).toBeNull();
    again.close();
  });
});
