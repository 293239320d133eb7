import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, fitOldFaithful, heading, pressFit, settledFit, shown, test } from './application.ts';

const slider = (page: Page) => page.getByRole('slider', { name: 'Concentration α' });
const place = (page: Page) => page.getByText(/^Half-step \d+ of \d+ · /);
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function fitVariational(page: Page): Promise<void> {
  await fitOldFaithful(page);
  await page.getByRole('radiogroup', { name: 'Method' }).getByText('Variational').click();
  await pressFit(page);
  await settledFit(page);
  await expect(shown(page)).toContainText('K = 10, VVV');
  await expect(shown(page)).toContainText('2 in use, ELBO −1,180.45');
}

test('a Bayesian mixture is fitted from the form, whose prior shows its defaults', async ({ lens }) => {
  await fitVariational(lens);
  await expect(lens.getByLabel('Concentration α').first()).toBeVisible();
  await expect(lens.getByPlaceholder('0.1 (default)')).toBeVisible();
  await expect(lens.getByPlaceholder('2 (default)')).toBeVisible();
  await expect(lens.getByText('2 components of 10 in use: K = 10, VVV')).toBeVisible();
  await expect(lens.getByRole('button', { name: '8 more hold hardly a row' })).toBeVisible();

  await lens.getByText('95 % credible', { exact: true }).click();
  await expect(lens.getByText('59 % to 70 %').first()).toBeVisible();
  await expect(lens.getByRole('img', { name: /^Mixing weights with 95 % credible intervals: component 1 64 %/ })).toBeVisible();
  await expect(lens.getByText('What the ELBO is made of, nats')).toBeVisible();
});

test('the concentration is moved by keys, shown in every view, and taken back', async ({ lens }) => {
  await fitVariational(lens);
  await expect(lens.getByText('2 components of 10 in use, ELBO −1,180.45')).toBeVisible();
  const alpha = lens.getByRole('slider', { name: 'Concentration α' });
  await alpha.press('End');
  await expect(lens.getByText(/^Shown in every view, not kept/)).toBeVisible();
  await expect(lens.getByText('2 components of 10 in use, ELBO −1,180.45')).toBeHidden();
  await expect(alpha).toHaveAttribute('aria-valuetext', /^10,000: \d+ components? of 10 in use/);
  await lens.keyboard.press('Control+3');
  await expect(lens.getByText(/its predictive density/)).toBeVisible();
  await lens.keyboard.press('Control+6');
  await expect(lens.getByText('Shown: K = 10, VVV with α = 10,000')).toBeVisible();
  await lens.getByRole('radiogroup', { name: 'What is told of the rows' }).getByText('Merging').click();
  await expect(lens.getByText('Another concentration is being tried')).toBeVisible();
  // Exports are of the kept fit, and look so.
  await lens.keyboard.press('Control+9');
  await expect(lens.getByRole('img', { name: /^Sizes: 1 with 175 rows, 2 with 97 rows, 3 with 0 rows/ })).toBeVisible();
  await lens.keyboard.press('Control+4');
  await press(lens, 'Back to the kept fit');
  await expect(lens.getByText('2 components of 10 in use, ELBO −1,180.45')).toBeVisible();
  await press(lens, 'Sweep');
  await expect(lens.getByText(/over 1[78] concentrations|at each of 1[78] concentrations/)).toBeVisible();
});

test('a trial of the concentration is a step of undo, and a candidate shown in between takes it away', async ({ lens }) => {
  await fitVariational(lens);
  const alpha = slider(lens);
  const tried = lens.getByText(/^Shown in every view, not kept/);
  const kept = (await alpha.getAttribute('aria-valuetext'))!;
  await alpha.press('End');
  await expect(alpha).toHaveAttribute('aria-valuetext', /^10,000: /);
  await alpha.press('Home');
  await expect(alpha).toHaveAttribute('aria-valuetext', /^0.0001: /);
  await lens.keyboard.press('Control+3');
  await expect(heading(lens, 'Distributions')).toBeVisible();

  await lens.keyboard.press('ControlOrMeta+z');
  await expect(heading(lens, 'Mixture')).toBeVisible();
  await lens.keyboard.press('ControlOrMeta+z');
  await expect(alpha).toHaveAttribute('aria-valuetext', /^10,000: /);
  await expect(tried).toBeVisible();
  await lens.keyboard.press('ControlOrMeta+z');
  await expect(alpha).toHaveAttribute('aria-valuetext', kept);
  await expect(tried).toBeHidden();
  await lens.keyboard.press('ControlOrMeta+Shift+z');
  await expect(alpha).toHaveAttribute('aria-valuetext', /^10,000: /);
  await expect(tried).toBeVisible();

  // Going back to it is a step as well.
  await press(lens, 'Back to the kept fit');
  await expect(tried).toBeHidden();
  await lens.keyboard.press('ControlOrMeta+z');
  await expect(alpha).toHaveAttribute('aria-valuetext', /^10,000: /);

  await press(lens, 'K ≤ 10, EEE');
  await expect(shown(lens)).toContainText('K = 10, EEE');
  await expect(tried).toBeHidden();
  await lens.keyboard.press('ControlOrMeta+z');
  await expect(shown(lens)).toContainText('K = 10, VVV');
  await expect(alpha).toHaveAttribute('aria-valuetext', /^10,000: /);
});

test('a concentration that was tried is fitted and kept', async ({ lens }) => {
  await fitVariational(lens);
  const alpha = slider(lens);
  for (let i = 0; i < 10; i++) await alpha.press('ArrowRight');
  await expect(lens.getByText(/^Shown in every view, not kept/)).toBeVisible();
  await press(lens, 'Fit with this α');
  await expect(lens.getByText(/^Shown in every view, not kept/)).toBeHidden();
  await expect(lens.getByRole('button', { name: 'Fit', exact: true })).toBeEnabled();
  await expect(alpha).toHaveAttribute('aria-valuetext', /^1: /);
});

test('rows that were not seen are asked beside the ELBO, and the page behind it is a press away', async ({ lens }) => {
  await fitVariational(lens);
  await press(lens, 'Run: Held-out log density');
  await expect(lens.getByText(/predicts rows that it has not seen best \(−[\d.]+ ± [\d.]+ nats a row\)/)).toBeVisible();
  await expect(lens.getByRole('columnheader', { name: 'Held out' })).toBeVisible();
  await press(lens, 'Read why');
  await expect(lens.getByRole('heading', { name: 'Variational mixture' })).toBeVisible();
});

test('labels of a Bayesian mixture are selected and exported as any others', async ({ lens }) => {
  await fitVariational(lens);
  await lens.getByTitle(/^Select the rows of component 2/).click();
  await expect(lens.getByText('97 selected')).toBeVisible();
  await lens.keyboard.press('Control+9');
  await expect(heading(lens, 'Export')).toBeVisible();
  const saving = lens.waitForEvent('download');
  await lens.keyboard.press('Control+e');
  expect((await saving).suggestedFilename()).toMatch(/\.csv$/);
});

test('variational inference is watched: components fade, and the gap stays open', async ({ lens }) => {
  await fitVariational(lens);
  await lens.getByText('Watch it run', { exact: true }).click();
  await expect(lens.getByText('Watch components fade')).toBeVisible();
  await press(lens, 'k-means++');
  await expect(place(lens)).toContainText(/converged after \d+ iterations/);
  await expect(lens.getByText('Mixing weights: 2 components of 10 left')).toBeVisible();
  await press(lens, 'E-step');
  await press(lens, 'M-step');
  await expect(lens.getByText(/^M-step, q\(θ\): ELBO up by [\d,.]+ nats/)).toBeVisible();
  await lens.getByRole('slider', { name: /^Half-step/ }).press('End');
  await expect(lens.getByText(/a gap stays open: the log evidence is at least [\d.]+ ± [\d.]+ nats higher/)).toBeVisible();
  const row = lens.getByRole('row', { name: /^E-step \d+ / }).last();
  const [likelihood, elbo, apart] = (await row.getByRole('cell').allInnerTexts()).map((text) =>
    Number(text.replace('−', '-').replace(',', '')),
  );
  expect(likelihood! - elbo!).toBeCloseTo(apart!, 1);
  expect(apart!).toBeGreaterThan(10);
});

for (const scheme of ['light', 'dark'] as const)
  test(`axe finds nothing in a Bayesian mixture, ${scheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme: scheme });
    await fitVariational(lens);
    const look = async (state: string) => {
      const { violations } = await new AxeBuilder({ page: lens }).analyze();
      expect(violations.map(({ id, nodes }) => `${state}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    };
    await look('fit');
    await slider(lens).press('PageUp');
    await expect(lens.getByText(/^Shown in every view, not kept/)).toBeVisible();
    await look('trial');
    await press(lens, 'Back to the kept fit');
    await lens.getByText('Watch it run', { exact: true }).click();
    await press(lens, 'k-means++');
    await expect(place(lens)).toContainText(/converged/);
    await look('watched');
  });
