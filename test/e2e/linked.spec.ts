import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { drop, expect, fitOldFaithful, heading, openSample, pressFit, recent, saved, shown, test } from './application.ts';

const sample = (file: string) => readFileSync(join(import.meta.dirname, '..', '..', 'resources', 'samples', file), 'utf8');
const status = (page: Page) => page.getByRole('contentinfo');
const count = (page: Page, state: 'selected' | 'hidden' | 'excluded') =>
  status(page).getByRole('button', { name: new RegExp(`^[\\d,]+ ${state}$`) });
const component = (page: Page, k: number) => page.getByTitle(new RegExp(`^Select the rows of component ${k}`));

test('rows are selected, hidden and excluded, and every step can be undone', async ({ lens }) => {
  await fitOldFaithful(lens);
  await component(lens, 2).click();
  await expect(count(lens, 'selected')).toHaveText('97 selected');
  await lens.keyboard.press('Control+Shift+H');
  await expect(count(lens, 'hidden')).toHaveText('97 hidden');
  await component(lens, 3).click();
  await lens.keyboard.press('Control+Shift+X');
  await expect(count(lens, 'excluded')).toHaveText('41 excluded');
  await expect(lens.getByRole('img', { name: /^Scatterplot of .* 97 hidden, 41 excluded/ })).toBeVisible();

  await lens.keyboard.press('Control+z');
  await expect(count(lens, 'excluded')).toBeHidden();
  await lens.keyboard.press('Control+z');
  await expect(count(lens, 'selected')).toHaveText('97 selected');
  await lens.keyboard.press('Control+z');
  await expect(count(lens, 'hidden')).toBeHidden();
  for (let step = 0; step < 3; step++) await lens.keyboard.press('Control+Shift+z');
  await expect(count(lens, 'excluded')).toHaveText('41 excluded');
  await expect(count(lens, 'hidden')).toHaveText('97 hidden');

  await count(lens, 'hidden').click();
  await expect(count(lens, 'selected')).toHaveText('97 selected');
  await count(lens, 'selected').click();
  await expect(count(lens, 'selected')).toBeHidden();
});

test('views are undone as well, and a field of text undoes its own', async ({ lens }) => {
  await fitOldFaithful(lens);
  await lens.getByText('95 %', { exact: true }).click();
  await expect(lens.getByRole('radio', { name: '95 %' })).toBeChecked();
  await lens.keyboard.press('Control+3');
  await expect(heading(lens, 'Distributions')).toBeVisible();
  await lens.keyboard.press('Control+z');
  await expect(heading(lens, 'Mixture')).toBeVisible();
  await expect(lens.getByRole('radio', { name: '95 %' })).toBeChecked();

  const from = lens.getByRole('spinbutton', { name: 'Components K, from – to' });
  await from.fill('2');
  await from.press('Control+z');
  await expect(heading(lens, 'Mixture')).toBeVisible();
  await expect(lens.getByRole('radio', { name: '95 %' })).toBeChecked();
});

test('excluded rows are left out of the next fit, which keeps which they were', async ({ lens, application }) => {
  await fitOldFaithful(lens);
  await component(lens, 2).click();
  await lens.keyboard.press('Control+Shift+X');
  await lens.getByRole('spinbutton', { name: 'Components K, from – to' }).fill('1');
  await lens.getByRole('spinbutton', { name: 'Components K, to' }).fill('2');
  await pressFit(lens);
  await expect(shown(lens)).toContainText('175 rows, 97 left out');
  await lens.keyboard.press('Control+3');
  await expect(lens.getByRole('img', { name: /^Histogram of waiting: 175 rows/ })).toBeVisible();
  await expect(saved(lens)).toBeVisible();
  await application.restart();
  await lens.goto(application.url);
  await recent(lens, 'old-faithful').click();
  await expect(count(lens, 'excluded')).toHaveText('97 excluded');
});

test('rows are found by what their cells hold, and the selection becomes a column', async ({ lens }) => {
  await openSample(lens, 'Palmer penguins');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+Shift+f');
  const dialog = lens.getByRole('dialog', { name: 'Select rows where' });
  await dialog.getByLabel('Column').selectOption('species');
  await dialog.getByLabel('Comparison').selectOption('is');
  await dialog.getByLabel('Value').fill('gentoo');
  await expect(dialog.getByRole('status')).toHaveText(/^1\d\d rows found$/);
  await dialog.getByRole('button', { name: 'Add a condition' }).click();
  const second = dialog.getByRole('group', { name: 'Condition 2' });
  await second.getByLabel('Column').selectOption('bill_length_mm');
  await second.getByLabel('Comparison').selectOption('≥');
  await second.getByLabel('Value').fill('50');
  await expect(dialog.getByRole('status')).toHaveText(/^\d+ rows found$/);
  const found = Number((await dialog.getByRole('status').innerText()).match(/^\d+/)![0]);
  expect(found).toBeGreaterThan(5);
  expect(found).toBeLessThan(60);
  await second.getByLabel('Value').press('Enter');
  await expect(count(lens, 'selected')).toHaveText(`${found} selected`);

  await lens.getByRole('button', { name: 'Selection', exact: true }).click();
  await lens.getByRole('menuitem', { name: 'Save the selection as a column…' }).click();
  await lens.getByLabel('Name of the column').fill('long gentoo');
  await lens.keyboard.press('Enter');
  await expect(lens.getByText("Column 'long gentoo' added.")).toBeVisible();
  await expect(lens.getByText('boolean, 2 levels')).toBeVisible();
  await lens.getByRole('button', { name: 'Remove long gentoo' }).click();
  await expect(lens.getByText('boolean, 2 levels')).toBeHidden();
});

test('a second file dropped on any view takes the place of the first', async ({ lens }) => {
  await fitOldFaithful(lens);
  await drop(lens, 'flowers.csv', sample('iris.csv'));
  await expect(heading(lens, 'Data')).toBeVisible();
  await expect(lens.getByText('150 rows, 5 columns')).toBeVisible();
  await lens.keyboard.press('Control+1');
  await expect(recent(lens, 'old-faithful')).toBeVisible();
  await lens.keyboard.press('Control+z');
  await expect(lens.getByText('150 rows, 5 columns')).toBeVisible();
});

test('settings are kept, and begin the next project', async ({ lens, application }) => {
  await lens.keyboard.press('Control+,');
  const dialog = lens.getByRole('dialog', { name: 'Settings' });
  await dialog.getByLabel('Ellipses hold').selectOption('0.95');
  await dialog.getByText('Dark', { exact: true }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  // It closes when they are kept.
  await expect(dialog).toBeHidden();
  await application.restart();
  await lens.goto(application.url);
  await fitOldFaithful(lens);
  await expect(lens.getByRole('radio', { name: '95 %' })).toBeChecked();
  await expect(lens.locator(':root')).toHaveAttribute('data-theme', 'dark');
});

test('a ? tells the sentence, the formula and the source', async ({ lens }) => {
  await fitOldFaithful(lens);
  await lens.getByRole('button', { name: 'Help: Components K' }).click();
  const help = lens.getByRole('dialog', { name: 'Help: Components K' });
  await expect(help.getByText(/^How many Gaussians/)).toBeVisible();
  await expect(help.getByText('McLachlan and Peel')).toBeVisible();
  await lens.keyboard.press('Escape');
  await expect(help).toBeHidden();
});
