import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { drop, expect, heading, recent, saved, test } from './application.ts';

const folder = process.env.LENS_GALLERY ?? join('test-results', 'gallery');

const faithful = readFileSync(join(import.meta.dirname, '..', '..', 'resources', 'samples', 'old-faithful.csv'), 'utf8');

/** A table without a fit, and the scoreboard over it. */
async function openScoreboard(lens: Page): Promise<void> {
  await drop(lens, 'faithful.csv', faithful);
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+8');
  await expect(lens.getByText('Nothing is compared yet')).toBeVisible();
}

/** Only models that are quick: what is tested here is the view. */
async function compareQuickly(lens: Page): Promise<void> {
  const form = lens.getByRole('complementary', { name: 'Compare models' });
  await form.getByRole('checkbox', { name: 'Variational autoencoder' }).uncheck();
  await form.getByRole('checkbox', { name: 'Gaussian mixture by EM' }).uncheck();
  await form.getByRole('spinbutton', { name: 'Folds' }).fill('3');
  await form.getByRole('spinbutton', { name: 'Folds' }).press('Tab');
  await form.getByRole('button', { name: 'Compare' }).click();
  await expect(lens.locator('[data-status=done]')).toBeVisible();
}

test('models are compared, rows selected by what speaks for one of them, and all of it is kept', async ({
  lens,
  application,
}) => {
  test.slow();
  await openScoreboard(lens);
  await compareQuickly(lens);
  const headline = lens.getByText(/^The Bayesian Gaussian mixture predicts rows that it has not seen best/);
  await expect(headline).toBeVisible();
  const table = lens.getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(5);
  await expect(table.getByRole('row', { name: /Probabilistic PCA/ })).toContainText('1 dimension');
  await expect(lens.getByRole('img', { name: /^Held-out log density by model/ })).toBeVisible();

  // Which rows speak for the Bayesian mixture?
  await expect(lens.getByText(/rows are explained better by the Bayesian Gaussian mixture/)).toBeVisible();
  const select = lens.getByRole('button', { name: /^Select \d+ rows above 0/ });
  const chosen = Number(/\d+/.exec((await select.textContent()) ?? '')?.[0]);
  await select.click();
  await expect(lens.getByRole('contentinfo')).toContainText(`${chosen} selected`);
  expect(chosen).toBeGreaterThan(136);

  // A bar of the histogram, by keyboard.
  const bins = lens.getByRole('application', { name: /^Bins of Difference/ });
  await bins.focus();
  await lens.keyboard.press('ArrowRight');
  await lens.keyboard.press('Enter');
  await expect(lens.getByRole('contentinfo')).not.toContainText(`${chosen} selected`);
  await lens.keyboard.press('Escape');

  // Asked for a model more, only that is fitted.
  const form = lens.getByRole('complementary', { name: 'Compare models' });
  await lens.getByText('From the first', { exact: true }).first().click();
  await form.getByRole('checkbox', { name: 'Gaussian mixture by EM' }).check();
  await form.getByRole('button', { name: 'Compare' }).click();
  await expect(table.getByRole('row')).toHaveCount(6);
  await expect(lens.locator('[data-status=done]')).toBeVisible();
  await expect(lens.getByText(/cannot be told apart, at/)).toBeVisible();

  for (const colorScheme of ['light', 'dark'] as const) {
    await lens.emulateMedia({ colorScheme });
    await lens.waitForTimeout(400); // charts end their entrance
    const { violations } = await new AxeBuilder({ page: lens }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    await lens.screenshot({ path: join(folder, `scoreboard-${colorScheme}.png`) });
  }

  await expect(saved(lens)).toBeVisible();
  await application.restart();
  await lens.goto(application.url);
  await recent(lens, 'faithful').click();
  await expect(heading(lens, 'Scoreboard')).toBeVisible();
  await expect(lens.getByText(/cannot be told apart, at/)).toBeVisible();
  await expect(lens.getByRole('table').getByRole('row')).toHaveCount(6);
});

test('a comparison is cancelled: what is finished stays, and can be gone on with', async ({ lens }) => {
  await openScoreboard(lens);
  const form = lens.getByRole('complementary', { name: 'Compare models' });
  await form.getByRole('button', { name: 'Compare' }).click();
  await expect(lens.getByRole('table').getByRole('row', { name: /Probabilistic PCA/ })).toContainText('1 dimension');
  await form.getByRole('button', { name: 'Cancel' }).click();
  await expect(lens.locator('[data-status=cancelled]')).toBeVisible();
  await expect(lens.getByRole('table')).toContainText('not finished: compare again to go on');
  await expect(form.getByRole('button', { name: 'Compare' })).toBeEnabled();

  await lens.getByRole('button', { name: 'Remove this comparison…' }).click();
  await lens.getByRole('button', { name: 'Remove comparison' }).click();
  await expect(lens.getByText('Nothing is compared yet')).toBeVisible();
});
