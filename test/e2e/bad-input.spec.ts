import type { Page } from '@playwright/test';
import { drop, expect, heading, messages, shown, test } from './application.ts';

/** Numbers that look drawn at random, always the same. */
const noise = (i: number, by: number) => (((i * by) % 97) / 97 - 0.5).toFixed(3);
const rows = (count: number, cells: (i: number) => string) => Array.from({ length: count }, (_, i) => cells(i)).join('\n');

const fitButton = (lens: Page) => lens.getByRole('button', { name: 'Fit', exact: true });
const ended = (lens: Page) => lens.getByRole('button', { name: 'Remove this fit…' });

test('an empty file, and one of a header alone, are told in words, and nothing is lost', async ({ lens }) => {
  await drop(lens, 'nothing.csv', '');
  await expect(messages(lens)).toContainText('nothing.csv');
  await expect(messages(lens)).toContainText(/empty/i);
  await expect(heading(lens, 'Latent Lens')).toBeVisible();
  await drop(lens, 'two.csv', 'a,b\n1,2\n2,3\n4,1\n');
  await expect(lens.getByText('3 rows, 2 columns')).toBeVisible();
  await drop(lens, 'header.csv', 'a,b,c\n');
  await expect(messages(lens)).toContainText(/header\.csv/);
  await expect(lens.getByText('3 rows, 2 columns')).toBeVisible();
});

test('a single column of text has nothing to fit, and every view says so', async ({ lens }) => {
  await drop(lens, 'names.csv', `name\n${rows(30, (i) => `person ${String.fromCharCode(97 + (i % 26))}${i}`)}\n`);
  await expect(lens.getByText('30 rows, 1 column')).toBeVisible();
  await expect(lens.getByRole('button', { name: /^Fit mixtures/ })).toBeDisabled();
  await lens.keyboard.press('Control+3');
  await expect(lens.getByText(/numeric/i).first()).toBeVisible();
  await lens.keyboard.press('Control+4');
  await expect(
    lens
      .getByText('This table has no numeric column to draw.')
      .or(lens.getByText(/no numeric column/i))
      .first(),
  ).toBeVisible();
  await expect(fitButton(lens)).toBeDisabled();
  await lens.keyboard.press('Control+5');
  await expect(lens.getByText('No numeric column', { exact: true })).toBeVisible();
  await lens.getByRole('button', { name: 'Go to Data' }).click();
  await expect(heading(lens, 'Data')).toBeVisible();
});

test('more components than rows: those that can be are fitted, the others say why not', async ({ lens }) => {
  await drop(lens, 'five.csv', 'x,y\n1,2\n2,4.5\n3,1\n8,8\n9,7.5\n');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+4');
  await fitButton(lens).click();
  await expect(ended(lens)).toBeVisible();
  await expect(shown(lens)).toContainText('5 rows');
  await lens.getByText('Table', { exact: true }).first().click();
  // Nine components cannot be had from five rows.
  await expect(lens.getByRole('button', { name: /^K = 9, VVV/ })).toHaveAttribute('title', /5 rows|rows/);
  await expect(messages(lens).getByRole('alert')).toHaveCount(0);
  await expect(lens.getByText('NaN')).toHaveCount(0);
});

test('a column that is the same in every row is not ticked, warned of, and refused by its name', async ({ lens }) => {
  await drop(lens, 'same.csv', `x,y,same\n${rows(60, (i) => `${noise(i, 31)},${noise(i, 57)},4`)}\n`);
  await expect(lens.getByText('60 rows, 3 columns')).toBeVisible();
  await lens.keyboard.press('Control+4');
  const same = lens.getByRole('checkbox', { name: 'same' });
  await expect(same).not.toBeChecked();
  await same.check();
  await expect(lens.getByText('same is the same in every row. Leave it out: it tells no clusters apart.')).toBeVisible();
  await fitButton(lens).click();
  await expect(lens.getByText('No candidate can be used.')).toBeVisible();
  await expect(lens.getByText(/^All 60 rows have the same value in .*same.*Leave it out\.$/).first()).toBeVisible();
  await same.uncheck();
  await fitButton(lens).click();
  await expect(shown(lens)).toBeVisible();
});

test('a row alone, and rows that are all the same, end in words and not in NaN', async ({ lens }) => {
  for (const [name, content] of [
    ['one-row.csv', 'x,y\n1,2\n'],
    ['all-alike.csv', `x,y\n${rows(20, () => '3,5')}\n`],
  ] as const) {
    await drop(lens, name, content);
    await expect(lens.getByText(new RegExp(`2 columns.*from ${name}`))).toBeVisible();
    await lens.keyboard.press('Control+4');
    if (await fitButton(lens).isEnabled()) {
      await fitButton(lens).click();
      await expect(messages(lens).getByRole('alert').or(ended(lens)).first()).toBeVisible();
    }
    await expect(lens.getByText('NaN')).toHaveCount(0);
    for (const key of ['3', '5', '6', '9']) {
      await lens.keyboard.press(`Control+${key}`);
      await expect(lens.getByRole('heading').first()).toBeVisible();
      await expect(lens.getByText('NaN')).toHaveCount(0);
    }
  }
});
