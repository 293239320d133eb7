import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, fitOldFaithful, pressFit, settledFit, shown, test } from './application.ts';

const folder = process.env.LENS_GALLERY ?? join('test-results', 'gallery');

const clean = async (lens: Page) => {
  const { violations } = await new AxeBuilder({ page: lens }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
};
const selected = (lens: Page) => lens.getByRole('contentinfo').getByText(/selected/);
const flowOf = (lens: Page) => lens.getByRole('region', { name: 'From K to K + 1: which rows split' });

test('which rows split from K to K + 1: bands select them, a K is shown everywhere', async ({ lens }) => {
  test.slow();
  await fitOldFaithful(lens);
  const flow = flowOf(lens);
  await expect(flow.getByText(/^From K = 2 to K = 3: component 1 splits into 1 .* and 3/)).toBeVisible();
  await expect(flow.getByText(/^From K = 3 to K = 4/)).toBeVisible();
  // The two bands that come of component 1 are its rows.
  const bands = flow.getByRole('button', { name: /of component 1 at K = 2 (is|are) in component/ });
  await expect(bands).toHaveCount(2);
  const rowsOf = async (index: number) => Number(/^(\d+) /.exec((await bands.nth(index).getAttribute('aria-label'))!)![1]);
  const [first, second] = [await rowsOf(0), await rowsOf(1)];
  await bands.nth(0).click();
  await expect(selected(lens)).toContainText(String(first));
  await bands.nth(1).click({ modifiers: ['Shift'] });
  await expect(selected(lens)).toContainText(String(first + second));
  await flow.getByRole('button', { name: new RegExp(`^Component 1 at K = 2: ${first + second} rows`) }).click();
  await expect(selected(lens)).toContainText(String(first + second));

  // By keyboard: one stop, arrows to the others, Enter selects.
  await flow.getByRole('button', { name: /^Component 1 at K = 2/ }).focus();
  await lens.keyboard.press('ArrowDown');
  await lens.keyboard.press('Enter');
  await expect(selected(lens)).not.toContainText(String(first + second));

  await flow.getByText('All K').click();
  await expect(flow.getByRole('button', { name: 'Show K = 9' })).toBeVisible();
  await flow.getByRole('button', { name: 'Show K = 2' }).click();
  await expect(shown(lens)).toContainText('K = 2, EEE');
  await clean(lens);
  for (const colorScheme of ['light', 'dark'] as const) {
    await lens.emulateMedia({ colorScheme });
    await flow.scrollIntoViewIfNeeded();
    await lens.screenshot({ path: join(folder, `flow-${colorScheme}.png`) });
  }
});

test('another optimum is opened beside the best, and the rows that differ are selected', async ({ lens }) => {
  test.slow();
  await fitOldFaithful(lens);
  await lens.getByTitle('The best by AIC: show it everywhere').click();
  await expect(shown(lens)).toContainText('K = 9, VVV');
  const ledger = lens.getByRole('region', { name: 'Where the starts ended' });
  await expect(ledger.getByText(/^Best reached by \d+ of \d+ starts; \d+ other optima\.$/)).toBeVisible();
  await expect(ledger.getByText(/^converged · /).first()).toBeVisible();
  await ledger
    .getByRole('button', { name: /^Compare the optimum/ })
    .first()
    .click();
  const beside = lens.getByRole('region', { name: 'Another optimum beside the best' });
  const headline = beside.getByText(
    /^The optimum of start \d+ lies .* nats below the best; ARI between them 0\.\d+: \d+ rows are/,
  );
  await expect(headline).toBeVisible();
  await expect(beside.getByRole('img', { name: /^Scatterplot of waiting against eruptions/ })).toHaveCount(2);
  await expect(beside.getByRole('table')).toHaveCount(2);
  const differing = Number(/: (\d+) rows/.exec((await headline.textContent())!)![1]);
  await beside.getByRole('button', { name: `Select the ${differing} rows that differ` }).click();
  await expect(selected(lens)).toContainText(String(differing));
  await clean(lens);
  for (const colorScheme of ['light', 'dark'] as const) {
    await lens.emulateMedia({ colorScheme });
    await lens.waitForTimeout(400); // charts end their entrance
    await lens.screenshot({ path: join(folder, `optimum-${colorScheme}.png`) });
  }
  // Of another candidate there is another best.
  await lens.getByTitle('The best by ICL: show it everywhere').click();
  await expect(shown(lens)).toContainText('K = 2, VVV');
  await expect(beside).toHaveCount(0);
});

test('K = 1 is fitted beside, and one press goes on to larger K', async ({ lens }) => {
  await fitOldFaithful(lens);
  await lens.getByLabel('Components K, from – to', { exact: true }).fill('3');
  await lens.getByLabel('Components K, to', { exact: true }).fill('3');
  await lens.keyboard.press('Tab');
  await pressFit(lens);
  await expect(lens.getByText('The best K is the largest tried (3): more components may be better still.')).toBeVisible();
  await lens.getByRole('radiogroup', { name: 'Criteria as a chart or as a table' }).getByText('Table').click();
  await expect(lens.getByRole('button', { name: /^K = 1, EEE/ })).toBeVisible();
  await lens.getByRole('button', { name: 'Go on to K = 5' }).click();
  await settledFit(lens);
  await expect(lens.getByRole('button', { name: /^K = 5, EEE/ })).toBeVisible();
  await expect(shown(lens)).toContainText('K = 3, EEE');
});
