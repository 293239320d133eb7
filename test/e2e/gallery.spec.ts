import { join } from 'node:path';
import { expect, fitOldFaithful, heading, openSample, shown, test } from './application.ts';

/** Every view as a person sees it, in both themes. The pictures of the README are made by this test, so that they cannot go stale. */
const folder = process.env.LENS_GALLERY ?? join('test-results', 'gallery');

const views = [
  ['1', 'Latent Lens', 'welcome'],
  ['2', 'Data', 'data'],
  ['3', 'Distributions', 'distributions'],
  ['4', 'Mixture', 'mixture'],
  ['5', 'Export', 'export'],
] as const;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1280, 800],
    [1920, 1080],
  ] as const) {
    test(`views in ${colorScheme} at ${width} × ${height}`, async ({ lens }) => {
      await lens.setViewportSize({ width, height });
      await lens.emulateMedia({ colorScheme });
      await fitOldFaithful(lens);
      for (const [key, title, name] of views) {
        await lens.keyboard.press(`Control+${key}`);
        await expect(heading(lens, title)).toBeVisible();
        await lens.waitForTimeout(400); // charts end their entrance
        await lens.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
      }
    });
  }
}

test('many columns and missing cells', async ({ lens }) => {
  await openSample(lens, 'Palmer penguins');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.screenshot({ path: join(folder, 'data-penguins.png') });
  await lens.keyboard.press('Control+1');
  await openSample(lens, 'Wine');
  await expect(lens.getByText('178 rows, 14 columns')).toBeVisible();
  await lens.getByRole('button', { name: /^Fit mixtures/ }).click();
  await expect(shown(lens)).toBeVisible({ timeout: 60_000 });
  await lens.screenshot({ path: join(folder, 'mixture-wine.png') });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`watching EM in ${colorScheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme });
    await fitOldFaithful(lens);
    await lens.keyboard.press('Control+k');
    await lens.keyboard.type('watch em');
    await lens.keyboard.press('Enter');
    await lens.getByRole('button', { name: 'Random rows', exact: true }).click();
    await lens.getByRole('slider', { name: /^Half-step/ }).press('PageUp');
    await lens.waitForTimeout(400);
    await lens.screenshot({ path: join(folder, `player-${colorScheme}.png`) });
  });
}
