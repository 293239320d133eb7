import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, fitOldFaithful, recent, shown, test } from './application.ts';

const folder = process.env.LENS_GALLERY ?? join('test-results', 'gallery');

test('a fit is doubted: held-out likelihood, likelihood-ratio test, stability', async ({ lens, application }) => {
  await fitOldFaithful(lens);
  const doubts = lens.getByRole('region', { name: 'Is it real?' });
  const headline = lens.getByText(/^BIC says 3/);
  await expect(headline).not.toContainText('held-out');
  await doubts.getByText('Folds and samples').click();
  await doubts.getByLabel('Folds').fill('3');
  await doubts.getByLabel('Samples a test').fill('19');
  await doubts.getByLabel('Subsamples').fill('4');
  await doubts.getByLabel('Subsamples').press('Tab');

  await doubts.getByRole('button', { name: 'Run: Held-out likelihood' }).click();
  await expect(doubts.getByText(/predicts rows that it has not seen best/)).toBeVisible();
  await expect(headline).toContainText(/held-out (says|cannot tell)/);

  // By keyboard, and cancelled from the status bar: nothing is kept of it.
  const ratio = doubts.getByRole('button', { name: 'Run: Likelihood-ratio test' });
  await doubts.getByLabel('Samples a test').fill('9999');
  await ratio.focus();
  await lens.keyboard.press('Enter');
  const status = lens.getByRole('contentinfo');
  await status.getByRole('button', { name: 'Cancel Likelihood-ratio test, EEE' }).click();
  await expect(status.getByRole('progressbar')).toHaveCount(0);
  await expect(doubts.getByText(/is the first test|improves the fit/)).toHaveCount(0);
  await doubts.getByLabel('Samples a test').fill('19');
  await ratio.click();
  await expect(doubts.getByText(/EEE: (\d against \d is the first test|every component)/)).toBeVisible({ timeout: 180_000 });

  await doubts.getByRole('button', { name: 'Run: Stability of labels' }).click();
  await expect(doubts.getByText(/EEE: labels are most stable at K\s=\s2/)).toBeVisible();
  await expect(doubts.getByRole('button', { name: /^Run/ })).toHaveCount(0);
  await expect(doubts.getByRole('img')).toHaveAccessibleName(/predicts rows .* labels are most stable/);

  const { violations } = await new AxeBuilder({ page: lens }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
  for (const colorScheme of ['light', 'dark'] as const) {
    await lens.emulateMedia({ colorScheme });
    await doubts.scrollIntoViewIfNeeded();
    await lens.waitForTimeout(400); // charts end their entrance
    await lens.screenshot({ path: join(folder, `doubt-${colorScheme}.png`) });
  }

  await lens.getByRole('radiogroup', { name: 'Criteria as a chart or as a table' }).getByText('Table').click();
  await expect(doubts.getByRole('table', { name: 'Assessments of EEE at each K' }).getByRole('row')).toHaveCount(10);

  // Kept with the project.
  await application.restart();
  await lens.goto(application.url);
  await recent(lens, 'old-faithful').click();
  await expect(shown(lens)).toContainText('K = 3, EEE');
  await expect(lens.getByText(/EEE: labels are most stable at K\s=\s2/)).toBeVisible();
  await expect(headline).toBeVisible();
});
