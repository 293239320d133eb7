import type { Command } from 'commander';
import { LensError } from '../../../shared/errors.ts';

/** An option that changes nothing unless another stands beside it, or where another takes its place. */
export interface Dependent<Flags> {
  readonly option: keyof Flags & string;
  /** What makes it idle, as the end of a sentence that begins with its name; null where it counts. */
  readonly idle: (flags: Flags) => { readonly why: string; readonly hint: string } | null;
}

/** Refuses, before anything is read, what was written on the command line and would be passed over. Defaults are not written. */
export const refuseIdle = <Flags>(command: Command, dependents: readonly Dependent<Flags>[]): Command =>
  command.hook('preAction', (_, acting) => {
    for (const { option, idle } of dependents) {
      if (acting.getOptionValueSource(option) !== 'cli') continue;
      const found = idle(acting.opts() as Flags);
      const name = acting.options.find((one) => one.attributeName() === option)?.long;
      if (found) throw new LensError('usage', `${name} ${found.why}`, found.hint);
    }
  });

/** Counts only beside one of these, which are named as they are written. */
export const onlyBeside =
  <Flags>(what: string, ...others: readonly (readonly [keyof Flags & string, string])[]): Dependent<Flags>['idle'] =>
  (flags) => {
    if (others.some(([option]) => flags[option] !== undefined)) return null;
    const names = others.map(([, name]) => name).join(' or ');
    return { why: `${what}, but there is no ${names}.`, hint: `Add ${names}, or leave it out.` };
  };
