import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { choose, drop, expect, heading, openSample, pressFit, settledFit, shown, test } from './application.ts';

const faces = ['Scatterplot matrix', 'Parallel coordinates', 'Separating projection'] as const;

const face = (lens: Page, name: (typeof faces)[number]) => choose(lens, name);
const cells = (lens: Page) => lens.getByRole('application', { name: /^Cells of the matrix/ });
const selected = (lens: Page) => lens.getByRole('contentinfo').getByText(/^[\d,]+ selected$/);

/** A sample with one family fitted for one K. */
async function fitted(lens: Page, sample: string, k: number): Promise<void> {
  await openSample(lens, sample);
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+4');
  await lens.getByTitle('Smallest number of components').fill(String(k));
  await lens.getByTitle('Largest number of components').fill(String(k));
  await lens.getByTitle('Largest number of components').press('Tab');
  for (const family of ['One full shape for all', 'Each its own, along the axes', 'Each its own sphere'])
    await lens.getByRole('checkbox', { name: family }).uncheck();
  await pressFit(lens);
  await settledFit(lens);
  await expect(shown(lens)).toContainText(`K = ${k}, VVV`);
  await lens.keyboard.press('Control+5');
  await expect(heading(lens, 'Dimensions')).toBeVisible();
}

test('a selection made in one cell is seen in all faces, and a projection says what it means', async ({ lens }) => {
  await fitted(lens, 'Iris', 3);
  await expect(lens.getByRole('img', { name: /^Scatterplot matrix of .*ellipses of 3 components/ })).toBeVisible();
  const box = (await cells(lens).boundingBox())!;
  // The upper right cell: petal width across, sepal length up.
  await lens.mouse.move(box.x + box.width - 100, box.y + 10);
  await lens.mouse.down();
  await lens.mouse.move(box.x + box.width - 12, box.y + box.height / 4 - 20, { steps: 3 });
  await lens.mouse.up();
  await expect(selected(lens)).toBeVisible();
  const count = await selected(lens).textContent();
  await expect(lens.getByRole('img', { name: new RegExp(`^Scatterplot matrix of .*, ${count}$`) })).toBeVisible();

  await face(lens, 'Parallel coordinates');
  await expect(lens.getByRole('region', { name: new RegExp(`^Parallel coordinates of .*150 lines.*, ${count}$`) })).toBeVisible();
  await face(lens, 'Separating projection');
  await expect(lens.getByText(/of the separation.*It is mostly petal_length \(\+0\.\d+\)/)).toBeVisible();
  await expect(lens.getByRole('img', { name: new RegExp(`^Scatterplot of Direction 2.*, ${count}$`) })).toBeVisible();
  await choose(lens, 'Means and shapes');
  await expect(lens.getByLabel('Across').locator('option')).toHaveCount(4);
  await lens.keyboard.press('Escape');
  await expect(selected(lens)).toHaveCount(0);
});

test('axes are brushed and moved, and a pair opened, by keyboard alone', async ({ lens }) => {
  await fitted(lens, 'Iris', 3);
  await cells(lens).focus();
  for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'Enter']) await lens.keyboard.press(key);
  await expect(heading(lens, 'Mixture')).toBeVisible();
  await expect(lens.getByLabel('Across', { exact: true })).toHaveValue('petal_length');
  await expect(lens.getByLabel('Up', { exact: true })).toHaveValue('sepal_length');

  await lens.keyboard.press('Control+5');
  await face(lens, 'Parallel coordinates');
  const low = lens.getByRole('slider', { name: 'petal_length from' });
  await low.focus();
  for (let i = 0; i < 4; i++) await lens.keyboard.press('PageUp');
  // Four tenths of the axis up: all but the 50 of the first species, and three with a petal of 3.0 and 3.3 cm.
  await expect(selected(lens)).toHaveText('97 selected');
  await lens.getByRole('slider', { name: 'sepal_width to' }).focus();
  for (let i = 0; i < 7; i++) await lens.keyboard.press('PageDown');
  // Within both intervals.
  await expect(selected(lens)).not.toHaveText('97 selected');
  await lens.getByRole('button', { name: /^petal_width, axis 4 of 4/ }).focus();
  await lens.keyboard.press('ArrowLeft');
  await expect(lens.getByRole('button', { name: /^petal_width, axis 3 of 4/ })).toBeFocused();
  await lens.keyboard.press('Escape');
  await expect(selected(lens)).toHaveCount(0);
  await expect(low).toHaveAttribute('aria-valuenow', (await low.getAttribute('aria-valuemin'))!);
});

test('the matrix works without a fit, a projection says what it needs, a single column where to look', async ({ lens }) => {
  await openSample(lens, 'Palmer penguins');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+5');
  await expect(lens.getByText('2 rows with missing cells, drawn wherever both columns are known.')).toBeVisible();
  await face(lens, 'Separating projection');
  await expect(lens.getByText('No components to separate yet')).toBeVisible();
  await drop(lens, 'one.csv', 'size,name\n1,a\n2,b\n4,c\n');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+5');
  await expect(lens.getByText('Only one numeric column')).toBeVisible();
});

test('of many columns the most separating are shown, and others can be picked', async ({ lens }) => {
  await fitted(lens, 'Wine', 2);
  await expect(lens.getByText(/^The 8 of \d+ columns that separate the components most/)).toBeVisible();
  await lens.getByRole('checkbox', { name: 'ash', exact: true }).check();
  await expect(lens.getByRole('img', { name: /^Scatterplot matrix of .*, ash:/ })).toBeVisible();
  await lens.getByRole('button', { name: 'Choose for me' }).click();
  await expect(lens.getByRole('checkbox', { name: 'ash', exact: true })).not.toBeChecked();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any face, ${colorScheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme });
    await fitted(lens, 'Iris', 3);
    for (const name of faces) {
      await face(lens, name);
      const { violations } = await new AxeBuilder({ page: lens }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    }
  });
}
