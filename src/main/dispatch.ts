import { type CallName, contract, type Output, type Parsed, type Result } from '../shared/contract.ts';
import { LensError, toErrorValue } from '../shared/errors.ts';
import type { App } from './app.ts';

const isCallName = (name: string): name is CallName => Object.hasOwn(contract, name);

/** The one way into the application for every shell: validate, call, answer with a value, never with a throw. */
export async function dispatch(app: App, name: string, input: unknown): Promise<Result<Output<CallName>>> {
  try {
    if (!isCallName(name))
      throw new LensError(
        'usage',
        `There is no call named '${name}'.`,
        'Shell and application are of different versions; restart both.',
      );
    const parsed = contract[name].input.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
      throw new LensError(
        'usage',
        `${name}${where}: ${issue?.message ?? 'the input does not fit'}.`,
        'See src/shared/contract.ts for what this call takes.',
      );
    }
    return { ok: true, value: await app.call(name, parsed.data as Parsed<CallName>) };
  } catch (thrown) {
    return { ok: false, error: toErrorValue(thrown) };
  }
}
