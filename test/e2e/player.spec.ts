import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, fitOldFaithful, heading, shown, test } from './application.ts';

const place = (page: Page) => page.getByText(/^Half-step \d+ of \d+ · /);
const scrubber = (page: Page) => page.getByRole('slider', { name: /^Half-step/ });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const mean = (page: Page, component: number) =>
  page.getByRole('button', { name: new RegExp(`^Mean of component ${component},`) });
/** The numbers that a mean's handle tells: across, up. */
const whereIs = async (handle: Locator): Promise<number[]> => {
  const label = (await handle.getAttribute('aria-label')) ?? '';
  return [...label.matchAll(/(?:eruptions|waiting) ([\d.]+)/g)].map(([, value]) => Number(value));
};

/** A run stands at its start, and all of it is there. */
async function whole(page: Page): Promise<void> {
  await expect(place(page)).toContainText('Half-step 0 of');
  await expect(place(page)).toContainText(/converged after \d+ iterations/);
}

async function watch(page: Page): Promise<void> {
  await fitOldFaithful(page);
  await page.getByText('Watch EM', { exact: true }).click();
  await expect(page.getByText('Watch EM find the clusters')).toBeVisible();
}

test('EM is watched half-step by half-step, each told in numbers', async ({ lens }) => {
  await watch(lens);
  await press(lens, 'Random rows');
  await expect(place(lens)).toContainText('Half-step 0 of');
  await expect(lens.getByText(/^Start: nothing is known/)).toBeVisible();
  await expect(place(lens)).toContainText(/converged after \d+ iterations/);

  await press(lens, 'E-step');
  await expect(place(lens)).toContainText('Half-step 1 of');
  await expect(lens.getByText(/^E-step: gap closed by [\d,.]+ nats/)).toBeVisible();
  const before = await whereIs(mean(lens, 1));
  await press(lens, 'M-step');
  await expect(lens.getByText(/^M-step: bound up by [\d,.]+ nats/)).toBeVisible();
  expect(await whereIs(mean(lens, 1))).not.toEqual(before);

  const row = lens.getByRole('row', { name: /^M-step 1 / });
  await expect(row).toHaveAttribute('aria-current', 'step');
  const [likelihood, bound, gap] = (await row.getByRole('cell').allInnerTexts()).map((text) =>
    Number(text.replace('−', '-').replace(',', '')),
  );
  expect(likelihood - bound).toBeCloseTo(gap, 1);
  expect(gap).toBeGreaterThan(0);
});

test('scrubbing goes to every half-step, back too, by keys', async ({ lens }) => {
  await watch(lens);
  await press(lens, 'k-means++');
  await whole(lens);
  const slider = scrubber(lens);
  await slider.focus();
  await lens.keyboard.press('End');
  await expect(place(lens)).toContainText(/Half-step (\d+) of \1 · E-step/);
  const end = await whereIs(mean(lens, 1));
  await lens.keyboard.press('Home');
  await expect(place(lens)).toContainText('Half-step 0 of');
  for (const [key, half] of [
    ['ArrowRight', 'E-step 1'],
    ['ArrowRight', 'M-step 1'],
    ['ArrowRight', 'E-step 2'],
    ['ArrowLeft', 'M-step 1'],
  ]) {
    // biome-ignore format: a list
    await lens.keyboard.press(key);
    await expect(place(lens)).toContainText(`· ${half} ·`);
  }
  await lens.getByRole('button', { name: 'E-step 3' }).click();
  await expect(place(lens)).toContainText('Half-step 5 of');

  await lens.getByLabel('Half-steps a second').selectOption('60');
  await press(lens, 'Run');
  await expect(place(lens)).toContainText(/Half-step (\d+) of \1 · E-step/);
  await expect(lens.getByRole('button', { name: 'Run', exact: true })).toBeVisible();
  expect(await whereIs(mean(lens, 1))).toEqual(end);
});

test('a mean is dragged, or moved by keys, and EM runs again from there', async ({ lens }) => {
  await watch(lens);
  await press(lens, 'k-means++');
  await whole(lens);
  await scrubber(lens).press('End');
  await expect(place(lens)).toContainText(/Half-step (\d+) of \1 · E-step/);
  const handle = mean(lens, 1);
  const [across, up] = await whereIs(handle);
  const box = (await handle.boundingBox())!;
  await lens.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await lens.mouse.down();
  await lens.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2 - 60, { steps: 4 });
  await expect(lens.getByText(/^The mean is being moved/)).toBeVisible();
  await lens.mouse.up();
  await expect(place(lens)).toContainText('Half-step 1 of');
  const [right, higher] = await whereIs(handle);
  expect(right).toBeGreaterThan(across);
  expect(higher).toBeGreaterThan(up);

  await handle.focus();
  await lens.keyboard.press('Shift+ArrowLeft');
  await expect(lens.getByText(/^The mean is being moved/)).toBeVisible();
  await lens.keyboard.press('Escape');
  expect(await whereIs(handle)).toEqual([right, higher]);
  await lens.keyboard.press('Shift+ArrowLeft');
  await lens.keyboard.press('Enter');
  await expect(lens.getByText(/^E-step: gap closed/)).toBeVisible();
  expect((await whereIs(handle))[0]).toBeLessThan(right);
});

test('a run that ends at the kept fit has the numbers of its components, and says so', async ({ lens }) => {
  await fitOldFaithful(lens);
  const means = async () =>
    (
      await lens
        .getByRole('region', { name: /^Components:/ })
        .getByRole('row')
        .allInnerTexts()
    )
      .slice(1)
      .map((row) => row.match(/[\d.]+\s±/g)?.join(' '));
  await expect.poll(means).toHaveLength(3);
  const kept = await means();
  await lens.getByText('Watch EM', { exact: true }).click();
  for (const name of ['k-means++', 'New seed', 'New seed']) {
    await press(lens, name);
    await expect(place(lens)).toContainText(/Half-step 0 of \d+ · Start · converged/);
    await scrubber(lens).press('End');
    await expect(
      lens.getByText(/^It ended where the kept fit did, .* Components have the numbers and colours of the fit\.$/),
    ).toBeVisible();
    expect(await means()).toEqual(kept);
  }
});

test('a drag is one step of undo, and of redo', async ({ lens }) => {
  await watch(lens);
  await press(lens, 'k-means++');
  await whole(lens);
  await scrubber(lens).press('End');
  await expect(place(lens)).toContainText(/Half-step (\d+) of \1 · E-step/);
  const told = await place(lens).innerText();
  const handle = mean(lens, 1);
  const before = await whereIs(handle);
  const box = (await handle.boundingBox())!;
  await lens.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await lens.mouse.down();
  await lens.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2 - 60, { steps: 6 });
  await lens.mouse.up();
  await expect(place(lens)).toContainText('Half-step 1 of');
  const after = await whereIs(handle);
  expect(after).not.toEqual(before);

  await lens.keyboard.press('ControlOrMeta+z');
  await expect(place(lens)).toHaveText(told);
  expect(await whereIs(handle)).toEqual(before);
  await lens.keyboard.press('ControlOrMeta+Shift+z');
  await expect(place(lens)).toContainText('Half-step 1 of');
  expect(await whereIs(handle)).toEqual(after);
  // The step before the drag is the start of the run.
  await lens.keyboard.press('ControlOrMeta+z');
  await expect(place(lens)).toHaveText(told);
  await lens.keyboard.press('ControlOrMeta+z');
  await expect(lens.getByText('Watch EM find the clusters')).toBeVisible();
});

test('selected rows begin as one component, and every view draws the half-step', async ({ lens }) => {
  await fitOldFaithful(lens);
  await lens.getByTitle(/^Select the rows of component 2/).click();
  await lens.getByText('Watch EM', { exact: true }).click();
  await press(lens, '97 selected rows as one component');
  await expect(place(lens)).toContainText('Half-step 0 of');
  const [across] = await whereIs(mean(lens, 1));
  expect(across).toBeCloseTo(2.04, 1);
  await lens.keyboard.press('Control+3');
  await expect(heading(lens, 'Distributions')).toBeVisible();
  await expect(lens.getByText('curves are what K = 3, EEE in iteration 0 of EM expects of them')).toBeVisible();
  await lens.keyboard.press('Control+4');
  await expect(place(lens)).toContainText('Half-step 0 of');
  await lens.getByText('Compare fits', { exact: true }).click();
  await expect(shown(lens)).toContainText('K = 3, EEE');
});

for (const scheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the player, ${scheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme: scheme });
    await watch(lens);
    const look = async (state: string) => {
      const { violations } = await new AxeBuilder({ page: lens }).analyze();
      expect(violations.map(({ id, nodes }) => `${state}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    };
    await look('empty');
    await press(lens, 'k-means++');
    await expect(place(lens)).toContainText('Half-step 0 of');
    await press(lens, 'E-step');
    await look('E-step');
  });
