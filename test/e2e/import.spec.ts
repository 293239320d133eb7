import { drop, expect, fitOldFaithful, heading, messages, test } from './application.ts';

const rows = Array.from({ length: 60 }, (_, i) => `${i},${(i * 7) % 13}`);

test('the import report tells what was guessed and which values were rejected', async ({ lens }) => {
  await drop(lens, 'odd.csv', `x,y\n${rows.join('\n')}\n60,twelve\n61\n`);
  await expect(heading(lens, 'Data')).toBeVisible();
  await lens.getByText('Import report').click();
  await expect(lens.getByText('twelve')).toBeVisible();
  await expect(lens.getByRole('row', { name: /62.*y.*twelve/ })).toBeVisible();
  await expect(lens.getByRole('row', { name: /63.*61/ })).toBeVisible();
});

test('a guess can be corrected and the file read again', async ({ lens }) => {
  await drop(lens, 'codes.csv', `site;value\n${rows.map((row) => row.replace(',', ';')).join('\n')}\n`);
  await expect(lens.getByText('60 rows, 2 columns')).toBeVisible();
  await lens.getByText('Import report').click();
  await lens.getByLabel('Delimiter').selectOption(',');
  await lens.getByRole('button', { name: 'Read again' }).click();
  await expect(lens.getByText('60 rows, 1 column')).toBeVisible();
});

for (const [name, content, words] of [
  ['empty.csv', '', /empty/i],
  ['picture.csv', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), /picture\.csv/],
  ['broken.json', '{"a": 1,\n "b": ', /broken\.json/],
  ['not-a-project.lens', 'x,y\n1,2\n', /project/i],
] as const) {
  test(`${name} is refused in words and the open project stays as it is`, async ({ lens }) => {
    await fitOldFaithful(lens);
    await drop(lens, name, content);
    await expect(messages(lens)).toContainText(words);
    await expect(lens.getByRole('contentinfo')).toContainText('old-faithful');
    await expect(lens.getByText(/^Shown: K = 3/)).toBeVisible();
  });
}

test('a fit of a column that cannot be fitted says which and why', async ({ lens }) => {
  await drop(lens, 'infinite.csv', `a,b\n${rows.join('\n')}\nInfinity,3\n`);
  await lens.getByRole('button', { name: /^Fit mixtures/ }).click();
  await expect(messages(lens)).toContainText(/'a'/);
});
