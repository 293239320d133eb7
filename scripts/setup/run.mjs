import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { suitableNode } from './node24.mjs';
import { inRoot, root } from './paths.mjs';
import { SetupError } from './say.mjs';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Environment in which `node` and the packages' commands are the project's own. */
export const projectEnvironment = (extra = {}) => ({
  ...process.env,
  PATH: `${inRoot('node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
  ...extra,
});

/**
 * Runs a program to its end. Signals reach it; a terminal's Ctrl-C reaches the whole group by itself, so that is not sent
 * twice. Answers {code, signal, output}; output only where `capture` is set, otherwise it shows as it comes.
 */
export function run(command, args, { env = projectEnvironment(), cwd = root, capture = false, onOutput = undefined } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    const chunks = [];
    const collect = (chunk) => {
      chunks.push(chunk);
      onOutput?.(chunk);
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);

    const handlers = forwarded.map((signal) => {
      const handler = () => {
        if (signal === 'SIGINT' && process.stdin.isTTY) return;
        child.kill(signal);
      };
      process.on(signal, handler);
      return () => process.off(signal, handler);
    });
    const release = () => {
      for (const off of handlers) off();
    };
    child.on('error', (error) => {
      release();
      reject(error);
    });
    child.on('close', (code, signal) => {
      release();
      resolve({ code, signal, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

/** Runs a script under the project's Node. */
export function runNode(args, options = {}) {
  const node = suitableNode();
  if (node === null)
    throw new SetupError('There is no Node new enough to run this.', 'Install Node 24 (or any from 22.12 on) and try again.');
  return run(node, args, options);
}

/** Ends this process as the other one ended. */
export function endAs({ code, signal }) {
  if (signal) {
    process.kill(process.pid, signal);
    return 128;
  }
  return code ?? 1;
}
