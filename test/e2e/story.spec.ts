import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drop, expect, fitOldFaithful, heading, recent, saved, settledFit, shown, test } from './application.ts';

const sample = (file: string) => readFileSync(join(import.meta.dirname, '..', '..', 'resources', 'samples', file), 'utf8');

test('from a dropped CSV to exported labels', async ({ lens }) => {
  await drop(lens, 'geyser.csv', sample('old-faithful.csv'));
  await expect(heading(lens, 'Data')).toBeVisible();
  await expect(lens.getByText('272 rows, 2 columns')).toBeVisible();
  await expect(lens.getByText('number, 1.6 … 5.1')).toBeVisible();

  await lens.getByRole('button', { name: 'Fit mixtures, K = 1…9' }).click();
  await expect(heading(lens, 'Mixture')).toBeVisible();
  await settledFit(lens);
  await expect(shown(lens)).toContainText('K = 3, EEE · 272 rows · BIC 2,314.30 · converged');
  await expect(lens.getByText('BIC says 3, AIC says 9, ICL says 2.', { exact: true })).toBeVisible();

  await lens.keyboard.press('Control+9');
  await expect(heading(lens, 'Export')).toBeVisible();
  const download = lens.waitForEvent('download');
  await lens.getByRole('button', { name: 'Labels as CSV…' }).click();
  const path = await (await download).path();
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const original = sample('old-faithful.csv').trim().split('\n');
  expect(lines).toHaveLength(original.length);
  expect(lines[0]).toBe('eruptions,waiting,cluster,uncertainty,log_density,probability_1,probability_2,probability_3');
  lines.slice(1).forEach((line, i) => {
    expect(line.startsWith(`${original[i + 1]},`)).toBe(true);
    const [cluster, uncertainty, , ...probabilities] = line.split(',').slice(2).map(Number);
    expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    expect(probabilities[cluster - 1]).toBe(Math.max(...probabilities));
    expect(1 - uncertainty).toBeCloseTo(probabilities[cluster - 1], 6);
  });
});

test('a K that is clicked is shown everywhere', async ({ lens }) => {
  await fitOldFaithful(lens);
  await lens.getByRole('button', { name: /^ICL K = 2/ }).click();
  await expect(shown(lens)).toContainText('K = 2, VVV');
  await lens.keyboard.press('Control+3');
  await expect(lens.getByText('curves are what K = 2, VVV expects')).toBeVisible();
  await lens.keyboard.press('Control+9');
  await expect(lens.getByText('K = 2, each its own full shape')).toBeVisible();
});

test('one selection is shared by every view, and kept', async ({ lens, application }) => {
  await fitOldFaithful(lens);
  await lens.getByTitle(/^Select the rows of component 2/).click();
  const count = lens.getByRole('contentinfo').getByText(/selected/);
  await expect(count).toContainText('97');
  await lens.keyboard.press('Control+2');
  await expect(lens.locator('[aria-selected="true"]').first()).toBeVisible();
  await expect(count).toContainText('97');
  await expect(saved(lens)).toBeVisible();
  await application.restart();
  await lens.goto(application.url);
  await recent(lens, 'old-faithful').click();
  await expect(lens.getByRole('contentinfo').getByText(/selected/)).toContainText('97');
});

test('a project opens as it was left, under another name too', async ({ lens, application }) => {
  await fitOldFaithful(lens);
  await lens.getByRole('button', { name: /^ICL K = 2/ }).click();
  await expect(shown(lens)).toContainText('K = 2, VVV');
  await lens.keyboard.press('Control+Shift+S');
  await lens.getByRole('dialog', { name: 'Save project as' }).getByRole('textbox').fill('Geyser at two');
  await lens.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(lens.getByTitle(/Geyser at two\.lens$/)).toBeVisible();
  await settledFit(lens);
  const before = await lens.getByRole('table').first().innerText();

  await application.restart();
  await lens.goto(application.url);
  await recent(lens, 'Geyser at two').click();
  await expect(heading(lens, 'Mixture')).toBeVisible();
  await expect(shown(lens)).toContainText('K = 2, VVV');
  await expect.poll(() => lens.getByRole('table').first().innerText()).toBe(before);
});

test('a cancelled fit keeps the candidates that are finished', async ({ lens }) => {
  await lens.getByRole('button', { name: /^Wine/ }).click();
  await lens.getByRole('button', { name: 'Fit mixtures, K = 1…9' }).click();
  await expect(shown(lens)).toBeVisible();
  await lens
    .getByRole('contentinfo')
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await expect(lens.getByRole('button', { name: 'Fit', exact: true })).toBeEnabled({ timeout: 2_000 });
  await expect(shown(lens)).toBeVisible();
});
