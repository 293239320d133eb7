import { drop, expect, heading, messages, recent, shown, test } from './application.ts';

const table = (rows: number) =>
  `a,b,c\n${Array.from({ length: rows }, (_, i) => `${i % 97},${(i * 31) % 89},${(i * 17) % 53}`).join('\n')}\n`;

test('a process killed in the middle of a fit loses nothing that was finished', async ({ lens, application }) => {
  await lens.getByRole('button', { name: /^Wine/ }).click();
  await lens.getByRole('button', { name: 'Fit mixtures, K = 1…9' }).click();
  await expect(shown(lens)).toBeVisible();
  await application.restart();
  await lens.goto(application.url);
  await recent(lens, 'wine').click();
  await expect(lens.getByText('178 rows').first()).toBeVisible();
  // What was looked at last may not have been written yet; what was fitted was.
  await lens.keyboard.press('Control+4');
  await expect(shown(lens)).toBeVisible();
  await expect(messages(lens)).toContainText(/interrupted|cancelled/i);
});

test('a process killed in the middle of an import leaves the projects that were there', async ({ lens, application }) => {
  await drop(lens, 'first.csv', table(50));
  await expect(lens.getByText('50 rows, 3 columns')).toBeVisible();
  await drop(lens, 'second.csv', table(200_000));
  await application.restart();
  await lens.goto(application.url);
  await expect(heading(lens, 'Latent Lens')).toBeVisible();
  await recent(lens, 'first').click();
  await expect(lens.getByText('50 rows, 3 columns')).toBeVisible();
});
