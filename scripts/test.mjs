import { add, asOne, closingLine } from './checks/counts.mjs';
import { checks } from './checks/list.mjs';
import { ensureBuilt } from './setup/build.mjs';
import { ensureChromium } from './setup/chromium.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { nodeRemedy, suitableNode } from './setup/node24.mjs';
import { duration, SetupError, say, script, stillAtIt } from './setup/say.mjs';

/** `npm test -- [check …]`: sets up what is missing, runs every check (or those named) and counts. */
await script(async (names) => {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0)
    throw new SetupError(
      `There is no check named ${unknown.join(', ')}.`,
      `There are: ${checks.map(({ name }) => name).join(', ')}.`,
    );
  const chosen = checks.filter(({ name }) => names.length === 0 || names.includes(name));

  await ensureInstalled();
  if (suitableNode() === null) throw new SetupError(`The checks do not run on Node ${process.versions.node}.`, nodeRemedy);
  const chromium = chosen.some((check) => check.needsChromium) ? await ensureChromium() : null;
  if (chromium) say(`Chromium: ${chromium}`);
  if (chosen.some((check) => check.needsBuild) && !chosen.some(({ name }) => name === 'build')) await ensureBuilt();

  let total = { passed: 0, failed: 0, skipped: 0 };
  for (const check of chosen) {
    const start = Date.now();
    const done = stillAtIt(`${check.name} running`, 60);
    // One failing check must not hide what the others have to say.
    const {
      counts,
      output,
      skipped = [],
    } = await check
      .run(chromium)
      .catch((error) => ({ counts: asOne(false), output: String(error?.stack ?? error) }))
      .finally(done);
    total = add(total, counts);
    if (output) process.stdout.write(`${output.trimEnd()}\n`);
    for (const reason of skipped) process.stdout.write(`SKIPPED: ${reason}\n`);
    const mark = counts.failed === 0 ? 'ok  ' : 'FAIL';
    process.stdout.write(`${mark} ${check.name.padEnd(7)} ${closingLine(counts).padEnd(34)} ${duration(Date.now() - start)}\n`);
  }
  process.stdout.write(`\n${closingLine(total)}\n`);
  return total.failed === 0 ? 0 : 1;
});
