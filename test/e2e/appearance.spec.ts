import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, fitOldFaithful, pressFit, recent, saved, settledFit, shown, test } from './application.ts';

const folder = process.env.LENS_GALLERY ?? join('test-results', 'gallery');

test('components keep names and colours from one fit to the next, in the project and in exports', async ({
  lens,
  application,
}) => {
  await fitOldFaithful(lens);
  const table = lens.getByRole('region', { name: /^Components:/ });
  const name = (component: number) => table.getByLabel(`Name of component ${component}`, { exact: true });
  /** The colour and shape of each component, by its place in the table. */
  const marks = () => table.locator('tbody th svg path').evaluateAll((all) => all.map((one) => one.getAttribute('fill') ?? ''));
  const rowsOf = () =>
    table.locator('tbody tr').evaluateAll((all) => all.map((row) => row.textContent?.replace(/\s+/g, ' ') ?? ''));
  await expect.poll(marks).toHaveLength(3);
  await name(1).fill('long waits');
  await name(1).press('Enter');
  const [first] = await marks();

  // A fit of two components: the greater part of one of them is what was named.
  await lens.getByRole('spinbutton').nth(0).fill('2');
  await lens.getByRole('spinbutton').nth(1).fill('2');
  await lens.keyboard.press('Tab');
  await pressFit(lens);
  await settledFit(lens);
  await expect(shown(lens)).toContainText('K = 2');
  await expect.poll(async () => (await rowsOf()).length).toBe(2);
  const names = () => Promise.all([1, 2].map((component) => name(component).inputValue()));
  await expect.poll(names).toContain('long waits');
  const named = (await names()).indexOf('long waits') + 1;
  await expect.poll(async () => (await marks())[named - 1]).toBe(first);
  for (const colorScheme of ['dark', 'light'] as const) {
    await lens.emulateMedia({ colorScheme });
    await name(named).scrollIntoViewIfNeeded();
    if (process.env.LENS_GALLERY) await lens.screenshot({ path: join(folder, `named-${colorScheme}.png`) });
  }

  // Exported with the labels.
  const download = lens.waitForEvent('download');
  await lens.keyboard.press('Control+e');
  const path = await (await download).path();
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  expect(header).toMatch(/,probability_2,cluster_name$/);
  expect(new Set(lines.map((line) => line.split(',').at(-1)))).toEqual(new Set(['long waits', '']));

  // Kept with the project.
  await expect(saved(lens)).toBeVisible();
  await application.restart();
  await lens.goto(application.url);
  await recent(lens, 'old-faithful').click();
  await expect(shown(lens)).toContainText('K = 2');
  await expect(name(named)).toHaveValue('long waits');
  await expect.poll(async () => (await marks())[named - 1]).toBe(first);
});
