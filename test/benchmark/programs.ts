import { type ChildProcess, spawn } from 'node:child_process';

/** Programs under way: none outlives the benchmark. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const program of running) program.kill('SIGKILL');
});

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. It fails only when the program cannot be started; a missing one is told by `code` null. */
export function runProgram(command: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((done, fail) => {
    const program = spawn(command, words, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(program);
    const text = { out: '', err: '' };
    program.stdout.setEncoding('utf8').on('data', (more: string) => {
      text.out += more;
    });
    program.stderr.setEncoding('utf8').on('data', (more: string) => {
      text.err += more;
    });
    program.on('error', (error: NodeJS.ErrnoException) => {
      running.delete(program);
      if (error.code === 'ENOENT' || error.code === 'EACCES') done({ code: null, ...text });
      else fail(error);
    });
    program.on('close', (code, signal) => {
      running.delete(program);
      if (signal) fail(new Error(`${command} was ended by ${signal}. ${text.err}`));
      else done({ code, ...text });
    });
  });
}

/** Runs a program that prints one JSON value as its last line, and answers with that. */
export async function runForJson<T>(command: string, words: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<T> {
  const { code, out, err } = await runProgram(command, words, environment);
  if (code !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${code}.\n${err || out}`);
  return JSON.parse(out.trim().split('\n').at(-1) ?? '') as T;
}
