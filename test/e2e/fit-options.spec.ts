import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drop, expect, heading, openSample, pressFit, shown, test } from './application.ts';

/** What the fit form asks for beside K and shapes, and what the views show of it. Pictures where LENS_GALLERY says. */
const folder = process.env.LENS_GALLERY ?? join('test-results', 'gallery');
const sample = (file: string) => readFileSync(join(import.meta.dirname, '..', '..', 'resources', 'samples', file), 'utf8').trim();

const clean = async (lens: Page) => {
  const { violations } = await new AxeBuilder({ page: lens }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
};

/** Few and quick: the four plain families, K from 1. */
async function fitUpTo(lens: Page, to: number): Promise<void> {
  await lens.getByLabel('Components K, to', { exact: true }).fill(String(to));
  await lens.keyboard.press('Tab');
  await pressFit(lens);
  await expect(shown(lens)).toBeVisible();
}

for (const scheme of ['light', 'dark'] as const) {
  test(`missing cells are modelled, or their rows left out, ${scheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme: scheme });
    await openSample(lens, 'Palmer penguins');
    await expect(heading(lens, 'Data')).toBeVisible();
    await lens.keyboard.press('Control+4');
    await expect(lens.getByText('344 rows take part; 2 of them miss a cell.')).toBeVisible();
    // Every penguin has a year; without it, two have nothing.
    await lens.getByRole('checkbox', { name: 'year' }).uncheck();
    await expect(
      lens.getByText('342 rows take part; 2 rows have a value in none of the ticked columns and are left out.'),
    ).toBeVisible();
    await lens.getByRole('checkbox', { name: 'year' }).check();
    await fitUpTo(lens, 4);
    await expect(shown(lens)).toContainText('344 rows, 2 with missing cells');
    await expect(lens.getByText('2 rows have no value on these axes.')).toBeVisible();
    await clean(lens);
    await lens.screenshot({ path: join(folder, `penguins-${scheme}.png`) });
    await lens.getByText('Leave rows out').click();
    await expect(lens.getByText('342 rows take part; 2 left out because a ticked column has no value there.')).toBeVisible();
    await fitUpTo(lens, 4);
    await expect(shown(lens)).toContainText('342 rows, 2 left out');
    await expect(shown(lens)).toContainText('complete rows only');
  });

  test(`noise is shown beside the clusters, ${scheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme: scheme });
    const clutter = Array.from(
      { length: 40 },
      (_, i) => `${(1 + ((i * 0.618) % 1) * 5).toFixed(3)},${(40 + ((i * 0.414) % 1) * 60).toFixed(1)}`,
    );
    await drop(lens, 'cluttered.csv', [sample('old-faithful.csv'), ...clutter].join('\n'));
    await expect(heading(lens, 'Data')).toBeVisible();
    await lens.keyboard.press('Control+4');
    await lens.getByText('Starts, scaling, noise, weights, prior').click();
    await lens.getByLabel('Noise component', { exact: true }).check();
    await fitUpTo(lens, 4);
    await expect(shown(lens)).toContainText('with noise');
    const noise = lens.getByTitle(/^Select the rows of the noise component/);
    await noise.click();
    await expect(lens.getByRole('contentinfo').getByText(/selected/)).toContainText('32');
    if (process.env.LENS_GALLERY) await lens.screenshot({ path: join(folder, `noise-table-${scheme}.png`) });
    await lens.keyboard.press('Escape');
    await lens.getByLabel('Noise component', { exact: true }).scrollIntoViewIfNeeded();
    await clean(lens);
    await lens.waitForTimeout(400);
    await lens.screenshot({ path: join(folder, `noise-mixture-${scheme}.png`) });
    await lens.keyboard.press('Control+3');
    await expect(heading(lens, 'Distributions')).toBeVisible();
    await clean(lens);
    await lens.waitForTimeout(400);
    await lens.screenshot({ path: join(folder, `noise-distributions-${scheme}.png`) });
    await lens.keyboard.press('Control+9');
    await expect(lens.getByRole('columnheader', { name: 'probability_noise' })).toBeVisible();
    await clean(lens);
    await lens.screenshot({ path: join(folder, `noise-export-${scheme}.png`) });
  });
}

test('one column has two families only, a prior is refused by name, and rows may be weighed', async ({ lens }) => {
  const rows = Array.from({ length: 60 }, (_, i) => `${(i % 9) / 9 + (i < 30 ? 0 : 6)},${1 + (i % 3)}`);
  await drop(lens, 'weighed.csv', ['x,count', ...rows].join('\n'));
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+4');
  await lens.getByRole('checkbox', { name: 'count' }).uncheck();
  await expect(lens.getByText(/In one column there are only two families: E, .* and V/)).toBeVisible();
  await lens.getByText('Starts, scaling, noise, weights, prior').click();
  await lens.getByLabel('Row weights', { exact: true }).selectOption('count');
  await lens.getByLabel('Conjugate prior', { exact: true }).check();
  await lens.getByText('More shapes').click();
  await lens.getByRole('checkbox', { name: /EVE/ }).check();
  await expect(lens.getByText('There is no conjugate prior for EVE')).toBeVisible();
  await clean(lens);
  await lens.getByRole('checkbox', { name: /EVE/ }).scrollIntoViewIfNeeded();
  if (process.env.LENS_GALLERY) await lens.screenshot({ path: join(folder, 'one-column.png') });
  await lens.getByRole('checkbox', { name: /EVE/ }).uncheck();
  await fitUpTo(lens, 3);
  await expect(shown(lens)).toContainText('with a prior · rows weighed by count');
  await lens.keyboard.press('Control+9');
  await expect(lens.getByText('with a prior, rows weighed by count')).toBeVisible();
});

test('noise in a box along principal axes has no curve in a single column', async ({ lens }) => {
  await drop(lens, 'geyser.csv', sample('old-faithful.csv'));
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+4');
  await lens.getByText('Starts, scaling, noise, weights, prior').click();
  await lens.getByLabel('Noise component', { exact: true }).check();
  await fitUpTo(lens, 3);
  await lens.keyboard.press('Control+3');
  await expect(lens.getByText('The clusters only, without the noise')).toBeVisible();
  await lens.waitForTimeout(400); // charts end their entrance
  if (process.env.LENS_GALLERY) await lens.screenshot({ path: join(folder, 'noise-turned.png') });
});
