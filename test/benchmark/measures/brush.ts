import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { longestTasks } from '../../e2e/main-thread.ts';
import { writeMixtureCsv } from '../make-mixture.ts';
import { grid, rangeOf, section } from '../markdown.ts';
import { root, type Setting } from '../setting.ts';

/** The built application behind its browser shell. */
async function serving(home: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [join(root, 'scripts', 'latent-lens.mjs'), 'serve', '--no-open'], {
    env: { ...process.env, LATENT_LENS_HOME: home },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = new Promise<void>((end) => child.once('exit', () => end()));
  const url = await new Promise<string>((found, fail) => {
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      const match = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text);
      if (match) found(match[0]);
    });
    child.once('exit', (code) => fail(new Error(`The application ended with ${code}: ${text}`)));
  });
  return {
    url,
    stop: async () => {
      child.kill('SIGINT');
      await gone;
    },
  };
}

/**
 * Installs a watch: from the release of the button until every picture shows another selection and has been painted,
 * milliseconds. As text, because these programs know no DOM.
 */
const watch = (page: Page, pictures: string, says: string): Promise<unknown> =>
  page.evaluate(`(() => {
    const all = [...document.querySelectorAll(${JSON.stringify(pictures)})];
    const before = all.map((one) => one.getAttribute(${JSON.stringify(says)}));
    window.brushed = new Promise((done) =>
      addEventListener('pointerup', () => {
        const since = performance.now();
        const look = () => {
          const all_new = all.every((one, i) => one.getAttribute(${JSON.stringify(says)}) !== before[i]);
          // What was drawn for this frame is painted at its end: the next one begins after it.
          requestAnimationFrame(all_new ? () => done(performance.now() - since) : look);
        };
        look();
      }, { capture: true, once: true }));
  })()`);

interface Corner {
  readonly x: number;
  readonly y: number;
}

async function drag(page: Page, from: Corner, to: Corner): Promise<number> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  await page.mouse.up();
  return (await page.evaluate('window.brushed')) as number;
}

interface Brushed {
  readonly milliseconds: readonly number[];
  readonly longest: number;
}

/** A rectangle over the scatterplot of a fitted mixture, or bins of a histogram while all others are in sight. */
async function brushing(page: Page, pictures: string, says: string, name: RegExp, runs: number): Promise<Brushed> {
  const box = (await page.getByRole('application', { name }).first().boundingBox())!;
  const at = (x: number, y: number): Corner => ({ x: box.x + box.width * x, y: box.y + box.height * y });
  const milliseconds: number[] = [];
  const tasks = await longestTasks(page.context().browser()!, page, async () => {
    for (let run = 0; run <= runs; run++) {
      await watch(page, pictures, says);
      const took = await drag(page, at(0.3 + 0.02 * (run % 5), 0.3), at(0.6 + 0.03 * (run % 4), 0.7));
      // The first brings the columns to where they are drawn.
      if (run > 0) milliseconds.push(took);
      await page.waitForTimeout(500);
    }
  });
  return { milliseconds, longest: tasks[0]! };
}

/** A brush over many rows, from the release of the button until every picture of the view shows it. */
export async function brush({ runs, rows, folder, quick, chromium: executablePath, say }: Setting): Promise<string> {
  const title = 'A brush over many rows';
  if (!executablePath) return section(title, 'No browser of the Chromium family was found, so this is not measured.');
  const n = quick ? Math.min(rows, 100_000) : rows;
  const csv = join(folder, 'brush.csv');
  say(`  writing ${n} × 4 …`);
  await writeMixtureCsv(csv, { n, d: 4, k: 6 });
  const home = await mkdtemp(join(folder, 'brush-'));
  const app = await serving(home);
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(app.url);
    const chooser = page.waitForEvent('filechooser');
    await page
      .getByRole('button', { name: /^Open a table/ })
      .first()
      .click();
    await (await chooser).setFiles(csv);
    await page.getByText(`${n.toLocaleString('en')} rows, 4 columns`).waitFor({ timeout: 120_000 });
    await page.keyboard.press('Control+4');
    await page.getByRole('spinbutton', { name: 'Components K, from – to' }).fill('3');
    await page.getByRole('spinbutton', { name: 'Components K, to' }).fill('3');
    for (const family of ['EEE', 'VVI', 'VII']) await page.getByTitle(new RegExp(`mclust: ${family};`)).click();
    const fitting = await longestTasks(browser, page, async () => {
      await page.getByRole('button', { name: 'Fit', exact: true }).click();
      await page.getByTitle(/^Select the rows of component 1/).waitFor({ timeout: 300_000 });
      await page.getByRole('button', { name: 'Fit', exact: true }).waitFor({ timeout: 300_000 });
      await page.waitForTimeout(3000);
    });
    say('  brushing …');
    const scatterplot = await brushing(page, 'canvas[data-rows]', 'data-selection', /drag to select rows/, runs);
    await page.keyboard.press('Control+3');
    await page.locator('.histogram[data-selected]').nth(3).waitFor();
    await page.waitForTimeout(2000);
    const histograms = await brushing(page, '.histogram[data-selected]', 'data-selected', /^Bins of/, runs);
    const line = (what: string, { milliseconds, longest }: Brushed) => [
      what,
      rangeOf(milliseconds, 'ms'),
      `${longest.toFixed(0)} ms`,
    ];
    return section(
      title,
      `${n.toLocaleString('en')} rows × 4 columns, a mixture of 3 fitted, 1280 × 800, software rendering. From the release of the button until every picture of the view has been painted with the new selection; beside it the longest task of the window's main thread (its own processor time).`,
      grid(
        ['brush over', 'answers after', 'longest task'],
        [
          line('the scatterplot (density image, coloured by cluster)', scatterplot),
          line('a histogram, four in sight', histograms),
          ['(while the mixture is fitted and its rows arrive)', '–', `${fitting[0]!.toFixed(0)} ms`],
        ],
      ),
    );
  } finally {
    await browser.close();
    await app.stop();
    await rm(home, { recursive: true, force: true });
  }
}
