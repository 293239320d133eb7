import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { excludedBit, hiddenBit, selectedBit } from '../../../src/shared/model/row-states.ts';
import { type TestApp, testApp, twoGroups } from './application.ts';

let test: TestApp;
beforeAll(async () => {
  test = testApp();
  await test.table('groups.csv', twoGroups(80));
});
afterAll(() => test.close());

const flags = (of: (row: number) => number) => Uint8Array.from({ length: 80 }, (_, row) => of(row));
const fitNow = async () => {
  const id = await test.fit({ columns: ['a', 'b'] });
  const { fits } = await test.app.call('project.read', {});
  const fit = fits.find((one) => one.id === id)!;
  return { fit, key: { fit: id, k: 2, family: 'VVV' as const } };
};

describe('excluded rows', () => {
  it('are left out of the next fit, which keeps which they were', async () => {
    const whole = await fitNow();
    expect(whole.fit).toMatchObject({ rows: 80, excluded: 0, options: { exclusion: null } });

    await test.app.call('selection.write', { rows: flags((row) => (row < 10 ? excludedBit | selectedBit : hiddenBit)) });
    const { fit, key } = await fitNow();
    expect(fit).toMatchObject({ rows: 70, excluded: 10 });
    expect(fit.options.exclusion).toMatch(/^[0-9a-f]{64}$/);
    const rows = await test.app.call('fit.rows', key);
    expect([...rows.labels].map((label) => label < 0)).toEqual([...rows.labels].map((_, row) => row < 10));

    // Included again, the fit still says the same of the same rows, and the whole one is known.
    await test.app.call('selection.write', { rows: new Uint8Array(0) });
    expect((await test.app.call('fit.rows', key)).labels).toEqual(rows.labels);
    expect((await fitNow()).fit.id).toBe(whole.fit.id);
  });

  it('are another fit when they are others, and the same when they are the same', async () => {
    const exclude = async (upTo: number) => {
      await test.app.call('selection.write', { rows: flags((row) => (row < upTo ? excludedBit : 0)) });
      return (await fitNow()).fit;
    };
    const [ten, twelve, again] = [await exclude(10), await exclude(12), await exclude(10)];
    expect(again.id).toBe(ten.id);
    expect(twelve.id).not.toBe(ten.id);
    expect(twelve.excluded).toBe(12);
  });

  it('are not watched by the player', async () => {
    await test.app.call('selection.write', { rows: flags((row) => (row % 2 ? excludedBit : 0)) });
    const play = { columns: ['a', 'b'], k: 1, family: 'VVV' as const, seed: 1, start: { kind: 'random' as const }, limit: 3 };
    const { mixtures } = await test.app.call('em.play', play);
    expect(mixtures.at(-1)!.means[0]![0]).toBeLessThan(1);
  });

  it('cannot be all of them', async () => {
    await test.app.call('selection.write', { rows: flags(() => excludedBit) });
    await expect(fitNow()).rejects.toMatchObject({ code: 'input', message: 'Every row is excluded.' });
  });
});
