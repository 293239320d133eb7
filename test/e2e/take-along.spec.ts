import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, fitOldFaithful, heading, messages, test } from './application.ts';

/** What a click or a key downloads: its name and its bytes. */
async function downloaded(page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Width and height of a PNG, device pixels. */
const sizeOf = (png: Buffer): readonly [number, number] => [png.readUInt32BE(16), png.readUInt32BE(20)];

test('any chart goes along as a picture at twice its size, as a drawing, and as its data', async ({ lens, page }) => {
  await fitOldFaithful(lens);
  const menu = lens.getByRole('button', { name: 'Export this chart' }).first();
  const take = (item: RegExp) =>
    downloaded(lens, async () => {
      await menu.click();
      await lens.getByRole('menuitem', { name: item }).click();
    });

  const png = await take(/PNG/);
  expect(png.name).toBe('old-faithful-scatterplot-of-waiting-against-eruptions.png');
  const box = (await lens.locator('[data-chart]').first().boundingBox())!;
  expect(sizeOf(png.bytes)[0]).toBe(Math.round(box.width * 2));
  expect(sizeOf(png.bytes)[1]).toBeGreaterThan(box.height * 2);

  const svg = (await take(/SVG/)).bytes.toString();
  expect(svg.match(/<use /g)).toHaveLength(272);
  expect(svg).toContain('K = 3, one full shape for all (EEE)');
  // Elsewhere, where no policy of the application holds: other programs read it as well.
  const alone = await page.context().newPage();
  const faults = await alone.evaluate(
    `new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml').querySelector('parsererror')?.textContent ?? ''`,
  );
  expect(faults).toBe('');
  await alone.close();

  const csv = (await take(/CSV/)).bytes.toString().trimEnd().split('\n');
  expect(csv[0]).toBe('row,eruptions,waiting,cluster,uncertainty');
  expect(csv).toHaveLength(273);
});

test('the palette exports the chart that was used last, by the keyboard alone', async ({ lens }) => {
  await fitOldFaithful(lens);
  await lens.keyboard.press('ControlOrMeta+3');
  await lens.getByRole('application', { name: /^Bins of waiting/ }).focus();
  const { name, bytes } = await downloaded(lens, async () => {
    await lens.keyboard.press('ControlOrMeta+k');
    await lens.keyboard.type('data of this chart');
    await lens.keyboard.press('Enter');
  });
  expect(name).toBe('old-faithful-histogram-of-waiting.csv');
  const rows = bytes.toString().trimEnd().split('\n').slice(1).map((line) => Number(line.split(',')[2])); // biome-ignore format: one thing
  expect(rows.reduce((sum, count) => sum + count)).toBe(272);
});

test('report, scripts, model and labels go along from one page', async ({ lens, page }) => {
  await fitOldFaithful(lens);
  await lens.keyboard.press('ControlOrMeta+9');
  await expect(heading(lens, 'Export')).toBeVisible();
  const press = (name: string) => downloaded(lens, () => lens.getByRole('button', { name }).click());

  const report = await press('Report (HTML)…');
  expect(report.name).toBe('old-faithful-report.html');
  // As it is opened from a file, with nothing but itself.
  const alone = await page.context().newPage();
  await alone.setContent(report.bytes.toString());
  await expect(alone.getByRole('heading', { level: 1 })).toHaveText('K = 3, one full shape for all EEE');
  await expect(alone.getByRole('img', { name: /^Scatterplot/ })).toBeVisible();
  await alone.close();

  expect((await press('Script for scikit-learn…')).bytes.toString()).toContain('covariance_type="tied"');
  await lens.getByText('R', { exact: true }).click();
  expect((await press('Script for mclust…')).bytes.toString()).toContain('me(Z, "EEE"');
  expect(JSON.parse((await press('Model as JSON…')).bytes.toString())).toMatchObject({ k: 3, family: 'EEE' });
  await lens.getByText('Parquet', { exact: true }).click();
  const labels = await press('Labels as Parquet…');
  expect(labels.name).toBe('old-faithful-labels.parquet');
  expect(labels.bytes.subarray(0, 4).toString()).toBe('PAR1');
  await expect(messages(lens)).toContainText('Labels of K = 3 exported.');
});
