import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { choose, drop, expect, heading, openSample, pressFit, saved, settledFit, shown, test } from './application.ts';

/** A sample with one family fitted for a few K, and the view of rows before it. */
async function rowsOf(lens: Page, sample: string, ks: readonly [number, number], show: number): Promise<void> {
  await openSample(lens, sample);
  await expect(heading(lens, sample === 'Old Faithful' ? 'Mixture' : 'Data')).toBeVisible();
  if (sample === 'Old Faithful')
    await lens
      .getByRole('button', { name: /^Cancel/ })
      .first()
      .click();
  await fitFull(lens, ks);
  await lens.getByText('Table', { exact: true }).first().click();
  await lens.getByRole('button', { name: new RegExp(`^K = ${show}, VVV`) }).click();
  await expect(shown(lens)).toContainText(`K = ${show}, VVV`);
  await settledFit(lens);
  await lens.keyboard.press('Control+6');
  await expect(heading(lens, 'Rows')).toBeVisible();
}

/** Fits by one family, each its own full shape. */
async function fitFull(lens: Page, ks: readonly [number, number]): Promise<void> {
  await lens.keyboard.press('Control+4');
  await lens.getByTitle('Smallest number of components').fill(String(ks[0]));
  await lens.getByTitle('Largest number of components').fill(String(ks[1]));
  await lens.getByTitle('Largest number of components').press('Tab');
  for (const family of ['One full shape for all', 'Each its own, along the axes', 'Each its own sphere']) {
    await lens.getByRole('checkbox', { name: family }).uncheck();
  }
  await pressFit(lens);
  await expect(shown(lens)).toBeVisible();
}

const table = (lens: Page) => lens.getByRole('grid', { name: /^Rows with their clusters/ });
const selected = (lens: Page) => lens.getByRole('contentinfo');
const face = (lens: Page, name: string) => choose(lens, name);

test('rows in doubt are listed, picked out and explained', async ({ lens }) => {
  await rowsOf(lens, 'Iris', [3, 3], 3);
  await expect(lens.getByText('150 rows listed')).toBeVisible();
  // The one most in doubt comes first, and is explained.
  const why = lens.getByRole('region', { name: 'Why this row?' });
  await expect(why.getByText(/^Log-odds ./)).toBeVisible();
  const parts = (await why.getByRole('table').locator('tbody td.number').allTextContents()).map((text) =>
    Number(text.replace('−', '-')),
  );
  const whole = Number((await why.getByRole('table').locator('tfoot td.number').textContent())!.replace('−', '-'));
  expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - whole)).toBeLessThan(0.03);

  // The bound by keyboard: the count follows it, and the rows beyond it are selected everywhere.
  const bound = lens.getByRole('slider', { name: 'Bound of the uncertainty' });
  await bound.focus();
  await lens.keyboard.press('Home');
  await expect(lens.getByRole('button', { name: /^Select \d+ rows with an uncertainty above 0$/ })).toBeVisible();
  await lens.keyboard.press('PageUp');
  const pick = lens.getByRole('button', { name: /^Select \d+ rows? with an uncertainty above/ });
  const count = Number(/\d+/.exec((await pick.textContent())!)![0]);
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(40);
  await pick.click();
  await expect(selected(lens)).toContainText(`${count} selected`);
  await face(lens, 'Selected');
  await expect(lens.getByText(new RegExp(`^${count} rows? listed`))).toBeVisible();

  // By keyboard through the table: another row is looked at.
  const first = await why.getByText(/^Row \d+/).textContent();
  await table(lens).focus();
  await lens.keyboard.press('ArrowDown');
  await expect(why.getByText(/^Row \d+/)).not.toHaveText(first!);
  await lens.keyboard.press('Escape');
  await expect(selected(lens)).not.toContainText('selected');
  await expect(lens.getByText('0 rows listed')).toBeVisible();

  // Outliers: the lowest log density first.
  await face(lens, 'All');
  await face(lens, 'Most unusual');
  await expect(lens.getByRole('slider', { name: 'Bound of the log density' })).toBeVisible();
  const densities = async () =>
    (await table(lens).locator('[aria-colindex="7"]').allTextContents())
      .slice(1, 8)
      .map((text) => Number(text.trim().replace('−', '-')));
  await expect.poll(async () => (await densities()).every((one, i, all) => i === 0 || all[i - 1]! <= one)).toBe(true);
  expect(await densities()).toHaveLength(7);
});

test('profiles say what a cluster is like; known labels are compared', async ({ lens }) => {
  await rowsOf(lens, 'Iris', [2, 3], 3);
  await face(lens, 'Profiles');
  await expect(lens.getByText(/^(High|Low) in petal/)).toBeVisible();
  const before = await lens.getByText(/^(High|Low) in/).textContent();
  await choose(lens, /^Cluster 2/);
  await expect(lens.getByText(/^(High|Low) in/)).not.toHaveText(before!);
  await lens.getByRole('button', { name: /^Select \d+ rows$/ }).click();
  await expect(selected(lens)).toContainText('selected');

  await face(lens, 'Known labels');
  await expect(lens.getByLabel('Known labels').last()).toHaveValue('species');
  await expect(lens.getByText(/^The clusters are nearly the groups of species/)).toBeVisible();
  await lens.getByRole('button', { name: 'setosa', exact: true }).click();
  await expect(selected(lens)).toContainText('50 selected');
  const { violations } = await new AxeBuilder({ page: lens }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
});

test('components are merged into clusters, everywhere, and apart again', async ({ lens, application }) => {
  await rowsOf(lens, 'Old Faithful', [5, 5], 5);
  await face(lens, 'Merging');
  const cut = lens.getByRole('slider', { name: /^Cut of the tree/ });
  await expect(cut).toHaveAttribute('aria-valuenow', '5');
  await cut.focus();
  for (let i = 0; i < 3; i++) await lens.keyboard.press('ArrowRight');
  await expect(cut).toHaveAttribute('aria-valuenow', '2');
  await expect(lens.getByText(/combined into 2 clusters/)).toBeVisible();
  await face(lens, 'In doubt');
  await expect(lens.getByRole('gridcell', { name: '3', exact: true })).toHaveCount(0);
  await lens.keyboard.press('Control+4');
  await expect(lens.getByRole('columnheader', { name: 'Cluster', exact: true })).toBeVisible();
  await expect(saved(lens)).toBeVisible();
  // It is kept with the project.
  await application.restart();
  await lens.goto(application.url);
  await lens
    .getByRole('button', { name: /old-faithful/ })
    .first()
    .click();
  await expect(lens.getByRole('columnheader', { name: 'Cluster', exact: true })).toBeVisible();
  await lens.keyboard.press('Control+6');
  await face(lens, 'Merging');
  await lens.getByRole('button', { name: 'Back to 5 components' }).click();
  await expect(lens.getByText(/combined into/)).toHaveCount(0);
});

test('standard errors stand beside the parameters', async ({ lens }) => {
  await rowsOf(lens, 'Iris', [2, 2], 2);
  await lens.keyboard.press('Control+4');
  await lens.getByRole('button', { name: 'Standard errors', exact: true }).click();
  await expect(lens.getByRole('radio', { name: '± se' })).toBeChecked();
  await expect(lens.getByText(/^Weighted-likelihood bootstrap, 199 refits/)).toBeVisible();
  const intervals = lens.getByRole('radio', { name: '95 %' }).last();
  await lens
    .locator('label')
    .filter({ has: lens.getByRole('radio', { name: '95 %' }) })
    .last()
    .click();
  await expect(intervals).toBeChecked();
  await expect(lens.getByRole('cell', { name: /\d to \d/ }).first()).toBeVisible();
});

test('standard errors that take long can be cancelled, and asked for again', async ({ lens }) => {
  // Two groups that run into one another: EM takes its time with them.
  const rows = Array.from({ length: 20_000 }, (_, i) => {
    const [a, b] = [Math.sin(i * 12.9898) * 43758.5453, Math.sin(i * 78.233) * 12543.6];
    const [u, v] = [a - Math.floor(a), b - Math.floor(b)];
    const radius = Math.sqrt(-2 * Math.log(u + 1e-9));
    return `${(radius * Math.cos(6.283 * v) + (i % 2) * 2).toFixed(4)},${(radius * Math.sin(6.283 * v)).toFixed(4)}`;
  });
  await drop(lens, 'close.csv', `x,y\n${rows.join('\n')}\n`);
  await expect(heading(lens, 'Data')).toBeVisible();
  await fitFull(lens, [2, 2]);
  const ask = lens.getByRole('button', { name: 'Standard errors', exact: true });
  await ask.click();
  const cancel = lens.getByTitle('Stop finding standard errors');
  await cancel.click();
  await expect(cancel).toBeHidden({ timeout: 2_000 });
  await expect(ask).toBeEnabled();
  await expect(lens.getByRole('radio', { name: '± se' })).toHaveCount(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any face of the rows, ${colorScheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme });
    await rowsOf(lens, 'Old Faithful', [5, 5], 5);
    for (const name of ['In doubt', 'Profiles', 'Known labels', 'Merging']) {
      await face(lens, name);
      await expect(lens.locator('main canvas, main svg').first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page: lens }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    }
  });
}
