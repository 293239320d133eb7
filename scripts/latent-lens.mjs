#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { installedNode, isNewEnough, nodeRemedy } from './setup/node24.mjs';
import { inRoot } from './setup/paths.mjs';
import { endAs, run } from './setup/run.mjs';

/** The command `latent-lens`: the built command line, under a Node that it runs on. */
const entry = inRoot('out', 'main', 'command-line.js');

function refuse(message, remedy) {
  process.stderr.write(`latent-lens: ${message} ${remedy}\n`);
  process.exitCode = 2;
}

if (!existsSync(entry)) refuse('it is not built yet.', 'Run `npm run build` first (`npm start` does it by itself).');
else if (isNewEnough(process.versions.node)) await import(pathToFileURL(entry).href);
else {
  const node = installedNode();
  if (node === null) refuse(`Node ${process.versions.node} is too old.`, nodeRemedy);
  else process.exitCode = endAs(await run(node, [entry, ...process.argv.slice(2)], { cwd: process.cwd(), env: process.env }));
}
