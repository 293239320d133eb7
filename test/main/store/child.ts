import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process of its own that works on project files (process.ts) and prints a line after each call that returned. */
export interface Child {
  /** The lines so far. */
  readonly lines: readonly string[];
  /** Resolves with the first line that begins so. */
  line(beginning: string): Promise<string>;
  /** SIGKILL; resolves when it is gone and every line that it printed was read. */
  kill(): Promise<void>;
  /** Resolves with the signal that ended it, or its exit code. */
  readonly ended: Promise<string | number>;
}

export function startChild(...input: readonly string[]): Child {
  const script = fileURLToPath(new URL('./process.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [script, ...input], { stdio: ['pipe', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const waiting = new Set<() => void>();
  const reader = createInterface({ input: child.stdout! });
  reader.on('line', (line) => {
    lines.push(line);
    for (const check of waiting) check();
  });
  const ended = Promise.all([once(child, 'exit'), once(reader, 'close')]).then(([[code, signal]]) => {
    for (const check of waiting) check();
    return (signal ?? code) as string | number;
  });
  let over = false;
  void ended.then(() => {
    over = true;
    for (const check of waiting) check();
  });
  return {
    lines,
    ended,
    line: (beginning) =>
      new Promise((resolve, reject) => {
        const check = (): void => {
          const line = lines.find((each) => each.startsWith(beginning));
          if (line === undefined && !over) return;
          waiting.delete(check);
          if (line !== undefined) resolve(line);
          else reject(new Error(`The child ended without a line that begins with '${beginning}'. ${errors}`));
        };
        waiting.add(check);
        check();
      }),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
