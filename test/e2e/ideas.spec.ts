import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, fitOldFaithful, heading, openSample, saved, test } from './application.ts';

const page = (lens: Page, name: string) => lens.getByRole('radiogroup', { name: 'Which costume' }).getByText(name).click();
const costumes = ['Mixture by EM', 'Variational mixture', 'Autoencoder'] as const;

async function open(lens: Page): Promise<void> {
  await fitOldFaithful(lens);
  await lens.keyboard.press('Control+/');
  await expect(heading(lens, 'Ideas')).toBeVisible();
}

test('the page on EM steps through a run on the person’s own rows', async ({ lens }) => {
  await open(lens);
  await expect(lens.getByText('The figures are of your rows: eruptions, waiting.')).toBeVisible();
  await expect(lens.getByText(/After this M-step the log-likelihood stands [\d.]+ nats above the bound/)).toBeVisible();
  await lens.getByRole('button', { name: 'Next half-step' }).click();
  await expect(lens.getByText(/After this E-step the two touch/)).toBeVisible();
  await expect(lens.getByText('Components after half-step 3')).toBeVisible();
  await lens.getByRole('button', { name: 'New start' }).click();
  await expect(lens.getByText(/seed 2/)).toBeVisible();
  await expect(lens.getByText(/Of 10 random starts with K = 3, \d+ ended at the best/)).toBeVisible();
  await expect(lens.getByText(/^K = 4: −[\d,.]+$/)).toBeVisible();
});

test('the page on the variational mixture shows the open gap and the pull of the prior', async ({ lens }) => {
  await open(lens);
  await page(lens, 'Variational mixture');
  await expect(lens.getByText(/From 8 components 2 are left\. ELBO −[\d,.]+; draws/)).toBeVisible();
  await expect(lens.getByText('α = 1000: 8 in use')).toBeVisible();
  await expect(lens.getByText('α = 0.001: 2 in use')).toBeVisible();
  await expect(lens.getByText(/The answer follows the concentration/)).toBeVisible();
});

test('on the page on the autoencoder the noise makes dimensions collapse', async ({ lens }) => {
  await open(lens);
  await page(lens, 'Autoencoder');
  const noise = lens.getByRole('slider', { name: 'Noise variance σ²' });
  await noise.press('Home');
  await expect(lens.getByText(/2 active, 0 collapsed/)).toBeVisible();
  await noise.press('End');
  await expect(lens.getByText(/0 active, 2 collapsed/)).toBeVisible();
  const spread = lens.getByRole('slider', { name: 'Encoder’s spread' });
  await spread.press('End');
  await expect(lens.getByText(/An encoder whose spread is 2\.00 times the true one/)).toBeVisible();
  await lens.getByRole('button', { name: 'Train one' }).click();
  await expect(heading(lens, 'Latent')).toBeVisible();
});

test('the page that was open is open again, and none of them is longer than 400 words', async ({ lens }) => {
  await open(lens);
  for (const name of costumes) {
    await page(lens, name);
    await expect(
      lens.locator('article').getByRole('heading', { name: name === 'Autoencoder' ? 'Variational autoencoder' : name }),
    ).toBeVisible();
    const words = (await lens.locator('article .text').allInnerTexts()).join(' ').split(/\s+/);
    expect(words.length).toBeLessThan(400);
    await expect(lens.getByText('Sources')).toBeVisible();
  }
  await expect(saved(lens)).toBeVisible();
  await lens.reload();
  await expect(lens.getByRole('heading', { name: 'Variational autoencoder' })).toBeVisible();
});

test('columns without correlations, and many columns, have pages too', async ({ lens }) => {
  await openSample(lens, 'Palmer penguins');
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.keyboard.press('Control+/');
  await expect(lens.getByText(/After this M-step/)).toBeVisible();
  await expect(lens.getByText(/, without the 2 rows of 344 with a missing cell\./)).toBeVisible();
  await page(lens, 'Autoencoder');
  await expect(lens.getByText(/The best linear VAE with \d dimensions of your \d columns/)).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const)
  test(`axe finds nothing in the ideas, ${scheme}`, async ({ lens }) => {
    await lens.emulateMedia({ colorScheme: scheme });
    await open(lens);
    for (const [name, said] of [
      ['Mixture by EM', /^K = 4: /],
      ['Variational mixture', /^α = 1000: /],
      ['Autoencoder', /^The best linear VAE/],
    ] as const) {
      await page(lens, name);
      await expect(lens.getByText(said)).toBeVisible();
      const { violations } = await new AxeBuilder({ page: lens }).analyze();
      expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    }
  });
