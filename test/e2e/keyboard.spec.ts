import { readFileSync } from 'node:fs';
import { expect, heading, settledFit, shown, test } from './application.ts';
import { retype, tabTo } from './keys.ts';

test('the whole story by the keyboard alone', async ({ lens }) => {
  await expect(
    heading(lens, 'Latent Lens')
      .or(lens.getByRole('heading', { level: 1 }))
      .first(),
  ).toBeVisible();
  await tabTo(lens, /^Old Faithful/);
  await lens.keyboard.press('Enter');
  await settledFit(lens);
  await expect(shown(lens)).toContainText('K = 3, EEE');

  await tabTo(lens, /^ICL\s*K = 2/);
  await lens.keyboard.press('Enter');
  await expect(shown(lens)).toContainText('K = 2, VVV');

  await lens.keyboard.press('Control+k');
  await lens.keyboard.type('where');
  await lens.keyboard.press('Enter');
  await expect(lens.getByRole('dialog', { name: 'Select rows where' })).toBeVisible();
  await lens.keyboard.type('2');
  await lens.keyboard.press('Enter');
  const selected = lens.getByRole('contentinfo').getByRole('button', { name: /selected$/ });
  await expect(selected).toBeVisible();

  await lens.keyboard.press('Control+3');
  await tabTo(lens, /^Bins of eruptions/);
  await lens.keyboard.press('ArrowRight');
  await lens.keyboard.press('Enter');
  await lens.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => Number.parseInt(await selected.innerText(), 10)).toBeGreaterThan(20);

  await lens.keyboard.press('Control+2');
  await tabTo(lens, /^Old Faithful.*rows|old-faithful.*rows|, 272 rows$/i);
  await lens.keyboard.press('ArrowDown');
  await lens.keyboard.press('Space');
  await lens.keyboard.press('Shift+ArrowDown');
  await lens.keyboard.press('Shift+ArrowDown');
  await expect(selected).toHaveText('3 selected');
  await lens.keyboard.press('Control+Shift+X');
  await expect(lens.getByRole('contentinfo').getByRole('button', { name: '3 excluded' })).toBeVisible();

  const download = lens.waitForEvent('download');
  await lens.keyboard.press('Control+e');
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(273);
  expect(lines[0]).toContain('probability_2');
});

test('EM is watched, rows are doubted, compared and merged, and a zoom undone by the keyboard alone', async ({ lens }) => {
  await tabTo(lens, /^Iris/);
  await lens.keyboard.press('Enter');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+4');
  await tabTo(lens, /^Components K, from/);
  await retype(lens, '4');
  await lens.keyboard.press('Tab');
  await retype(lens, '4');
  await tabTo(lens, /^Fit$/);
  await lens.keyboard.press('Enter');
  await settledFit(lens);
  await expect(shown(lens)).toContainText('K = 4');

  // A zoom is a step of the view.
  await tabTo(lens, /drag to select rows, arrow keys move the view/);
  await lens.keyboard.press('+');
  const all = lens.getByRole('button', { name: 'Show all' });
  await expect(all).toBeVisible();
  await lens.keyboard.press('Control+z');
  await expect(all).toHaveCount(0);
  await lens.keyboard.press('Control+Shift+z');
  await expect(all).toBeVisible();
  await lens.keyboard.press('0');
  await expect(all).toHaveCount(0);

  // Half-step by half-step.
  await lens.keyboard.press('Control+k');
  await lens.keyboard.type('watch em');
  await lens.keyboard.press('Enter');
  await tabTo(lens, /^Random rows$/);
  await lens.keyboard.press('Enter');
  const place = lens.getByText(/^Half-step \d+ of \d+ · /);
  await expect(place).toContainText('Half-step 0 of');
  await tabTo(lens, /^E-step$/);
  await lens.keyboard.press('Enter');
  await expect(place).toContainText('Half-step 1 of');

  // Known labels and merging.
  await lens.keyboard.press('Control+6');
  await expect(heading(lens, 'Rows')).toBeVisible();
  await tabTo(lens, /^In doubt$/);
  await lens.keyboard.press('ArrowRight');
  await expect(lens.getByText(/against the rest$/)).toBeVisible();
  await lens.keyboard.press('ArrowRight');
  await expect(lens.getByText(/ARI \d/)).toBeVisible();
  await tabTo(lens, /^setosa$/);
  await lens.keyboard.press('Enter');
  await expect(lens.getByRole('contentinfo').getByRole('button', { name: /selected$/ })).toHaveText('50 selected');
  await tabTo(lens, /^Known labels$/);
  await lens.keyboard.press('ArrowRight');
  await tabTo(lens, /^Cut at \d$/);
  await lens.keyboard.press('Enter');
  await expect(lens.getByRole('button', { name: 'Back to 4 components' })).toBeEnabled();
  await lens.keyboard.press('Control+z');
  await expect(lens.getByRole('button', { name: 'Back to 4 components' })).toBeDisabled();
});
