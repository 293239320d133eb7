import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { choose, drop, expect, heading, messages, openSample, recent, saved, test } from './application.ts';

const folder = process.env.LENS_GALLERY ?? join('test-results', 'gallery');
const faces = ['Map', 'Training', 'Samples', 'Reconstruction'] as const;

const face = (lens: Page, name: (typeof faces)[number]) => choose(lens, name);
const train = (lens: Page) => lens.getByRole('button', { name: 'Train', exact: true });
const health = (lens: Page) => lens.getByRole('region', { name: 'Health of the network' });
const map = (lens: Page) => lens.getByRole('application', { name: /^Latent map/ });
const selected = (lens: Page) => lens.getByRole('contentinfo').getByText(/^[\d,]+ selected$/);

/** Training is over and the map drawn; while it lasts there is a map too, that takes shape. */
async function ended(lens: Page): Promise<void> {
  await expect(lens.getByRole('radio', { name: 'Map', exact: true })).toBeChecked({ timeout: 180_000 });
  await expect(map(lens)).toBeVisible();
}

/** A sample with its columns ticked as they are, and a network trained on them by one button. */
async function trained(lens: Page, sample: string): Promise<void> {
  await openSample(lens, sample);
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+7');
  await expect(heading(lens, 'Latent')).toBeVisible();
  await expect(train(lens)).toBeEnabled();
  await train(lens).click();
  await ended(lens);
}

test('one button leads from a table to a healthy map, and the map to everything else', async ({ lens }) => {
  await trained(lens, 'Iris');
  await expect(health(lens)).toContainText('Healthy');
  await expect(
    health(lens)
      .getByText(/nats per row.*held out|held out.*nats per row/)
      .first(),
  ).toBeVisible();
  await expect(health(lens)).toContainText(/\d of 2 units active/);
  await expect(health(lens)).toContainText(/probabilistic PCA/);
  await expect(
    lens.getByRole('img', { name: /^Latent map: 150 rows in view, Code 1 across and Code 2 up, coloured by species/ }),
  ).toBeVisible();

  // Hovering decodes live.
  const box = (await map(lens).boundingBox())!;
  await lens.mouse.move(box.x + box.width / 2, box.y + 40);
  const decoded = lens.getByRole('table', { name: /^Decoded under the pointer/ });
  await expect(decoded.getByRole('row', { name: /petal_length/ })).toBeVisible();
  const there = await decoded.textContent();
  await lens.mouse.move(box.x + box.width / 2, box.y + box.height - 40);
  await expect(decoded).not.toHaveText(there ?? '');

  // Brushing is the selection of every view.
  await lens.mouse.move(box.x + 4, box.y + 4);
  await lens.mouse.down();
  await lens.mouse.move(box.x + box.width / 2, box.y + box.height - 4, { steps: 4 });
  await lens.mouse.up();
  await expect(selected(lens)).toBeVisible();
  const count = await selected(lens).textContent();
  await lens.keyboard.press('Control+5');
  await expect(lens.getByRole('img', { name: new RegExp(`^Scatterplot matrix of .*, ${count}$`) })).toBeVisible();
  await lens.keyboard.press('Control+7');
  await lens.keyboard.press('Escape');
  await expect(selected(lens)).toHaveCount(0);

  await expect(lens.getByRole('img', { name: /^Decoded grid/ })).toBeVisible();
  await lens.getByTitle('The row to begin at, by its number').fill('1');
  await lens.getByTitle('The row to begin at, by its number').press('Tab');
  await lens.getByTitle('The row to end at, by its number').fill('150');
  await lens.getByTitle('The row to end at, by its number').press('Tab');
  await expect(lens.getByRole('img', { name: '9 steps from row 1 to row 150, decoded' })).toBeVisible();

  await face(lens, 'Training');
  await expect(lens.getByRole('img', { name: /^Training curves: ELBO, reconstruction and KL/ })).toBeVisible();
  const elbo = lens.getByRole('row', { name: /^= ELBO/ });
  const trainedUnits = await elbo.textContent();
  await choose(lens, 'Original');
  await expect(elbo).not.toHaveText(trainedUnits ?? '');
  await lens.getByTitle(/^1 is the ELBO itself/).fill('200');
  await lens.getByTitle(/^1 is the ELBO itself/).press('Tab');
  await lens.getByRole('button', { name: 'Estimate' }).click();
  await expect(lens.getByRole('row', { name: /^Weighted, K = 200/ })).toBeVisible();

  await face(lens, 'Samples');
  await expect(lens.getByText(/A classifier (tells|cannot tell)/)).toBeVisible();
  await expect(lens.getByRole('img', { name: /^Rows and samples: .* 150 samples among as many rows/ })).toBeVisible();

  await face(lens, 'Reconstruction');
  const errors = lens.getByRole('grid', { name: /^Rows with their reconstruction errors, 150 rows/ });
  await expect(errors).toBeVisible();
  await expect(lens.getByRole('heading', { name: /^Row \d+, original and reconstruction/ })).toBeVisible();
  await errors.getByRole('row').nth(3).click();
  await expect(selected(lens)).toHaveText('1 selected');
});

test('clusters in the codes belong to the rows of the table', async ({ lens }) => {
  await trained(lens, 'Iris');
  await lens.getByRole('button', { name: 'Clusters in the codes' }).click();
  await expect(heading(lens, 'Mixture')).toBeVisible();
  await expect(lens.getByRole('checkbox', { name: 'code_1', exact: true })).toBeChecked();
  await expect(lens.getByRole('checkbox', { name: 'petal_length', exact: true })).not.toBeChecked();
  await lens.getByRole('button', { name: 'Fit', exact: true }).click();
  await expect(lens.getByText(/^Shown: K = \d.*150 rows/)).toBeVisible();
  await lens.keyboard.press('Control+7');
  await lens.getByLabel('What the colour of a row says').selectOption('clusters');
  await expect(lens.getByRole('button', { name: /^Component 1/ })).toBeVisible();
});

test('a network is there again when the project is opened, and can be named and removed', async ({ lens, application }) => {
  await trained(lens, 'Iris');
  const before = await health(lens).innerText();
  await train(lens).click();
  await expect(messages(lens)).toContainText('trained with these options on these rows before');
  await lens.getByRole('button', { name: 'Rename…' }).click();
  await lens.getByRole('textbox', { name: 'Name of the network' }).fill('Flowers in two');
  await lens.keyboard.press('Enter');
  await expect(lens.getByText(/^Shown: Flowers in two · 2 dimensions/)).toBeVisible();
  await expect(saved(lens)).toBeVisible();
  await application.restart();
  await lens.goto(application.url);
  await recent(lens, 'iris').click();
  await expect(heading(lens, 'Latent')).toBeVisible();
  await expect(lens.getByText(/^Shown: Flowers in two/)).toBeVisible();
  await expect.poll(() => health(lens).innerText()).toBe(before);
  await expect(map(lens)).toBeVisible();
  await lens.getByRole('button', { name: 'Remove this network…' }).click();
  await lens.getByRole('button', { name: 'Remove Flowers in two' }).click();
  await expect(lens.getByText('No latent map yet')).toBeVisible();
});

test('columns of several kinds, more than two dimensions, and their components', async ({ lens }) => {
  await openSample(lens, 'Palmer penguins');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+7');
  await lens.getByRole('button', { name: 'All', exact: true }).click();
  await lens.getByRole('checkbox', { name: 'species', exact: true }).uncheck();
  await lens.getByLabel('Likelihood of body_mass_g').selectOption('log-normal');
  await lens.getByRole('spinbutton', { name: 'Latent dimensions' }).fill('3');
  await lens.getByRole('spinbutton', { name: 'Latent dimensions' }).press('Tab');
  await train(lens).click();
  await ended(lens);
  await expect(lens.getByLabel('Across', { exact: true }).locator('option')).toHaveCount(3);
  await choose(lens, 'Components');
  await expect(lens.getByRole('img', { name: /^Latent map: .*Component 1 \(\d+ %\) across/ })).toBeVisible();
  await expect(lens.getByRole('row', { name: /body_mass_g/ })).toContainText('×÷');
});

test('a training that is stopped keeps the best so far; one that cannot begin says why', async ({ lens }) => {
  await openSample(lens, 'Handwritten digits');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+7');
  await expect(lens.getByText('Columns, likelihoods 64 of 65')).toBeVisible();
  await train(lens).click();
  await expect(health(lens)).toContainText(/Epoch ([3-9]|\d\d+):/, { timeout: 180_000 });
  await lens.getByRole('button', { name: 'Stop and keep the best' }).click();
  await ended(lens);
  await expect(health(lens)).toContainText(/Still improving|Healthy/);

  await drop(lens, 'flat.csv', `a,b\n${Array.from({ length: 30 }, () => '1,2').join('\n')}\n`);
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+7');
  await train(lens).click();
  await expect(messages(lens)).toContainText(/'a' is constant/);
});

test('a training that ended with its project is judged when it is asked for', async ({ lens }) => {
  await openSample(lens, 'Handwritten digits');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+7');
  await expect(lens.getByText('Columns, likelihoods 64 of 65')).toBeVisible();
  // Long enough that it cannot end by itself meanwhile.
  await lens.getByText('Layers, noise, β, epochs, seed, pictures').click();
  await lens.getByLabel('Backend', { exact: true }).selectOption('plain');
  await train(lens).click();
  await expect(health(lens)).toContainText(/Epoch ([3-9]|\d\d+):/, { timeout: 180_000 });
  await drop(lens, 'other.csv', 'a,b\n1,2\n2,3\n3,1\n');
  await expect(lens.getByRole('contentinfo')).toContainText('3 rows');
  await lens.keyboard.press('Control+1');
  await recent(lens, 'digits-8x8').click();
  await expect(health(lens)).toContainText('Not judged');
  await health(lens).getByRole('button', { name: 'Judge it now' }).click();
  await ended(lens);
  await expect(health(lens)).toContainText(/Still improving|Healthy/);
});

test('codes go into a file with the columns of the table', async ({ lens }) => {
  await trained(lens, 'Iris');
  await lens.getByRole('button', { name: 'Export', exact: true }).last().click();
  const download = lens.waitForEvent('download');
  await lens.getByRole('menuitem', { name: 'Codes and spreads (CSV)…' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(151);
  expect(lines[0]).toMatch(/^sepal_length,.*code_1/);

  // Where everything is taken along, the network is too.
  await lens.keyboard.press('Control+9');
  await expect(heading(lens, 'Export')).toBeVisible();
  await lens.getByRole('region', { name: 'Network' }).getByRole('button', { name: 'Export', exact: true }).click();
  const script = lens.waitForEvent('download');
  await lens.getByRole('menuitem', { name: 'PyTorch script…' }).click();
  expect((await script).suggestedFilename()).toMatch(/-vae\.py$/);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any face of the latent view, ${colorScheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme });
    await trained(lens, 'Iris');
    await lens.getByText('Layers, noise, β, epochs, seed, pictures').click();
    for (const name of faces) {
      await face(lens, name);
      if (name === 'Samples') await expect(lens.getByText(/A classifier/)).toBeVisible();
      await lens.waitForTimeout(400); // charts end their entrance
      await lens.screenshot({ path: join(folder, `latent-${name.toLowerCase()}-${colorScheme}.png`) });
      const { violations } = await new AxeBuilder({ page: lens }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    }
  });
}
