import { CommanderError } from 'commander';
import { toErrorValue } from '../../../shared/errors.ts';
import type { Console } from './console.ts';
import { errorLine, exitCodes } from './exit-code.ts';
import { type Commands, commandsOn, createProgram } from './program.ts';

/** Runs one command line (without the program's own name) and answers with its exit code. */
export async function run(
  words: readonly string[],
  version: string,
  console: Console,
  commands: Commands = commandsOn(console),
): Promise<number> {
  let code = 0;
  try {
    await createProgram(version, commands, console, (answered) => {
      code = answered;
    }).parseAsync(words, { from: 'user' });
    return code;
  } catch (thrown) {
    // Commander has said already what was wrong; help and version come this way too, with 0.
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : exitCodes.usage;
    const error = toErrorValue(thrown);
    console.err.write(errorLine(error));
    return exitCodes[error.code];
  }
}
