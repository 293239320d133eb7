import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { createRandom } from '../../src/main/engine/random/generator.ts';
import { expect, heading, shown, test } from './application.ts';
import { longestTasks } from './main-thread.ts';

const rows = 1_000_000;

/** Three groups in four columns, the same every time. */
function writeTable(path: string): void {
  const { next: uniform } = createRandom(7);
  const parts = ['a,b,c,d\n'];
  for (let row = 0; row < rows; row++) {
    const group = row % 3;
    const value = (j: number) => (group * ((j % 2) * 8 - 4) + (uniform() + uniform() + uniform() - 1.5) * 3).toFixed(3);
    parts.push(`${value(0)},${value(1)},${value(2)},${value(3)}\n`);
  }
  writeFileSync(path, parts.join(''));
}

const canvas = (page: Page) => page.locator('canvas[data-rows]');
const selected = (page: Page) => page.getByRole('contentinfo').getByRole('button', { name: /^[\d,]+ selected$/ });
const numberOf = async (page: Page) => Number((await selected(page).innerText()).replace(/\D/g, ''));

test('a million rows are looked at, brushed and fitted, and the window stays free', async ({ lens, application, browser }) => {
  test.setTimeout(240_000);
  const path = join(application.dataFolder, 'million.csv');
  writeTable(path);
  const chooser = lens.waitForEvent('filechooser');
  await lens
    .getByRole('button', { name: /^Open a table/ })
    .first()
    .click();
  await (await chooser).setFiles(path);
  await expect(lens.getByText('1,000,000 rows, 4 columns')).toBeVisible({ timeout: 60_000 });

  const looking = await longestTasks(browser, lens, async () => {
    await lens.keyboard.press('Control+4');
    await expect(lens.getByText('1,000,000 rows in view, drawn as a density image')).toBeVisible({ timeout: 30_000 });
  });
  expect(looking[0]).toBeLessThan(200);

  const plot = lens.getByRole('application').first();
  const box = (await plot.boundingBox())!;
  const brushing = await longestTasks(browser, lens, async () => {
    await lens.mouse.move(box.x + box.width * 0.3, box.y + box.height * 0.3);
    await lens.mouse.down();
    await lens.mouse.move(box.x + box.width * 0.7, box.y + box.height * 0.7, { steps: 4 });
    await lens.mouse.up();
    await expect(selected(lens)).toBeVisible();
    await expect(canvas(lens)).toHaveAttribute('data-selection', String(await numberOf(lens)));
  });
  expect(brushing[0]).toBeLessThan(100);
  expect(await numberOf(lens)).toBeGreaterThan(1000);

  // Near enough, single points are drawn.
  await plot.focus();
  for (let step = 0; step < 12; step++) await lens.keyboard.press('+');
  await expect.poll(async () => Number(await canvas(lens).getAttribute('data-rows'))).toBeLessThan(50_000);
  await expect(lens.getByText(/drawn as a density image/)).toBeHidden();
  await lens.keyboard.press('0');
  await expect(lens.getByText('1,000,000 rows in view, drawn as a density image')).toBeVisible();

  await lens.getByRole('spinbutton', { name: 'Components K, from – to' }).fill('3');
  await lens.getByRole('spinbutton', { name: 'Components K, to' }).fill('3');
  for (const family of ['EEE', 'VVI', 'VII']) await lens.getByTitle(new RegExp(`mclust: ${family};`)).click();
  const fitting = await longestTasks(browser, lens, async () => {
    await lens.getByRole('button', { name: 'Fit', exact: true }).click();
    await expect(shown(lens)).toContainText('K = 3, VVV', { timeout: 120_000 });
    await expect(lens.getByRole('button', { name: 'Fit', exact: true })).toBeEnabled({ timeout: 120_000 });
    await expect(lens.getByTitle(/^Select the rows of component 1/)).toBeEnabled({ timeout: 30_000 });
  });
  // A collection of garbage may fall into one of them: the third longest is what the window's own work comes to.
  expect(fitting[2], `longest tasks: ${fitting.slice(0, 5).map(Math.round).join(', ')} ms`).toBeLessThan(100);

  await lens.getByTitle(/^Select the rows of component 1/).click();
  const count = await numberOf(lens);
  await lens.keyboard.press('Control+3');
  await expect(heading(lens, 'Distributions')).toBeVisible();
  const histogram = lens.locator('.histogram[data-selected]').first();
  await expect(histogram).toHaveAttribute('data-selected', String(count), { timeout: 30_000 });
  await lens.keyboard.press('Control+z');
  await expect(heading(lens, 'Mixture')).toBeVisible();
});
