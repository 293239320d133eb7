import { ensureBuilt } from './setup/build.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { nodeRemedy, suitableNode } from './setup/node24.mjs';
import { inRoot } from './setup/paths.mjs';
import { endAs, runNode } from './setup/run.mjs';
import { SetupError, script } from './setup/say.mjs';

/** `npm start -- [FILE]`: sets up what is missing and opens the application. */
await script(async (args) => {
  await ensureInstalled();
  if (suitableNode() === null) throw new SetupError(`Latent Lens does not run on Node ${process.versions.node}.`, nodeRemedy);
  await ensureBuilt();
  // The person's files are named from where they stand, not from the project's folder.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return endAs(await runNode([inRoot('out', 'main', 'command-line.js'), 'open', ...args], { cwd }));
});
