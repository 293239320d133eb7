import type { Page } from '@playwright/test';
import { drop, expect, fitOldFaithful, heading, messages, openSample, pressFit, test } from './application.ts';
import { album, type Look, latentStops, looks, type Stop, shoot, stops, wear } from './gallery.ts';
import { openMillion } from './million.ts';

/** Every view in both themes and two sizes: empty, with few rows, as usual, with a million, and when something is wrong. */
const without = (...views: readonly string[]): readonly Stop[] =>
  stops.filter(({ name }) => !views.some((view) => name.startsWith(view)));

/** Fits K = from … to by one family, each its own full shape. */
async function fitFull(lens: Page, from: number, to: number): Promise<void> {
  await lens.keyboard.press('Control+4');
  await lens.getByTitle('Smallest number of components').fill(String(from));
  await lens.getByTitle('Largest number of components').fill(String(to));
  await lens.getByTitle('Largest number of components').press('Tab');
  for (const family of ['One full shape for all', 'Each its own, along the axes', 'Each its own sphere'])
    await lens.getByRole('checkbox', { name: family }).uncheck();
  await pressFit(lens);
  await expect(lens.getByTitle(/^Select the rows of component 1/)).toBeEnabled();
}

test('empty', async ({ lens }) => {
  for (const look of looks) {
    await wear(lens, look);
    await shoot(lens, 'empty-welcome', look);
    await lens.keyboard.press('Control+2');
    await expect(lens.getByRole('heading', { name: 'There is no table yet' })).toBeVisible();
    await shoot(lens, 'empty-data', look);
    await lens.keyboard.press('Control+1');
  }
});

test('few rows: Old Faithful', async ({ lens }) => {
  test.setTimeout(600_000);
  await fitOldFaithful(lens);
  await album(lens, 'small', stops, looks);
});

test('as usual: wine', async ({ lens }) => {
  test.setTimeout(600_000);
  await openSample(lens, 'Wine');
  await expect(lens.getByText('178 rows, 14 columns')).toBeVisible();
  await album(lens, 'unfitted', [stops.find(({ name }) => name === 'mixture')!], looks.slice(0, 2));
  // What the wines are is not to be fitted, but to be compared with.
  await lens.getByRole('checkbox', { name: 'cultivar' }).uncheck();
  await fitFull(lens, 1, 4);
  await album(lens, 'typical', without('welcome', 'export', 'ideas'), looks);
});

test('missing cells: penguins', async ({ lens }) => {
  test.setTimeout(600_000);
  await openSample(lens, 'Palmer penguins');
  await expect(heading(lens, 'Data')).toBeVisible();
  await fitFull(lens, 2, 4);
  await album(lens, 'missing', without('welcome', 'latent', 'scoreboard', 'export', 'ideas'), looks.slice(0, 2));
});

test('a network, and the scoreboard', async ({ lens }) => {
  test.setTimeout(600_000);
  await openSample(lens, 'Iris');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+7');
  await lens.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(lens.getByRole('application', { name: /^Latent map/ })).toBeVisible({ timeout: 180_000 });
  const some: readonly Look[] = [
    ['light', 1280],
    ['dark', 1280],
    ['dark', 1920],
  ];
  await album(lens, 'trained', latentStops, some, 600);
  await lens.keyboard.press('Control+8');
  const form = lens.getByRole('complementary', { name: 'Compare models' });
  await form.getByRole('checkbox', { name: 'Variational autoencoder' }).uncheck();
  await form.getByRole('spinbutton', { name: 'Folds' }).fill('3');
  await form.getByRole('spinbutton', { name: 'Folds' }).press('Tab');
  await form.getByRole('button', { name: 'Compare' }).click();
  await expect(lens.locator('[data-status=done]')).toBeVisible({ timeout: 180_000 });
  await album(lens, 'compared', [{ name: 'scoreboard', key: '8', heading: 'Scoreboard' }], some);
});

test('watching EM', async ({ lens }) => {
  test.setTimeout(600_000);
  await fitOldFaithful(lens);
  await lens.keyboard.press('Control+k');
  await lens.keyboard.type('watch em');
  await lens.keyboard.press('Enter');
  await lens.getByRole('button', { name: 'Random rows', exact: true }).click();
  await lens.getByRole('slider', { name: /^Half-step/ }).press('PageUp');
  for (const look of looks) {
    await wear(lens, look);
    await shoot(lens, 'player', look);
  }
});

test('a million rows', async ({ lens, application }) => {
  test.setTimeout(600_000);
  await openMillion(lens, application.dataFolder);
  await fitFull(lens, 3, 3);
  await album(
    lens,
    'large',
    without('welcome', 'rows-labels', 'rows-merging', 'latent', 'scoreboard', 'ideas'),
    [
      ['light', 1280],
      ['dark', 1920],
    ],
    1200,
  );
});

test('when something is wrong', async ({ lens }) => {
  test.setTimeout(600_000);
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 13},4,${i % 3 === 0 ? 'a' : 'b'}`);
  await drop(lens, 'broken.json', '{"a": 1,\n "b": ');
  await expect(messages(lens)).toContainText(/broken\.json/);
  for (const look of looks) {
    await wear(lens, look);
    await shoot(lens, 'error-file', look);
  }
  await drop(lens, 'odd.csv', `x,y,same,kind\n${rows.join('\n')}\n60,twelve,4,c\n61\n`);
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.getByText('Import report').click();
  for (const look of looks) {
    await wear(lens, look);
    await shoot(lens, 'error-import', look);
  }
  // A column that is the same in every row, and more components than rows.
  await lens.keyboard.press('Control+4');
  await lens.getByRole('checkbox', { name: 'same' }).check();
  await pressFit(lens);
  await expect(lens.getByText('No candidate can be used.')).toBeVisible();
  for (const look of looks) {
    await wear(lens, look);
    await shoot(lens, 'error-fit', look);
  }
  await drop(lens, 'five.csv', 'x,y\n1,2\n2,4.5\n3,1\n8,8\n9,7.5\n');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+4');
  await pressFit(lens);
  for (const look of looks) {
    await wear(lens, look);
    await shoot(lens, 'error-components', look);
  }
});
