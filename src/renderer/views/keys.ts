import type { Combine } from '../state/flags.ts';

/** What the keys held while rows are picked ask for: Shift adds, Alt subtracts, none replaces. */
export const combineOf = (event: { readonly shiftKey: boolean; readonly altKey: boolean }): Combine =>
  event.shiftKey ? 'add' : event.altKey ? 'subtract' : 'replace';

/** Escape, pressed where it means nothing else. */
export function isPlainEscape(event: KeyboardEvent): boolean {
  if (event.key !== 'Escape' || event.defaultPrevented) return false;
  const { target } = event;
  if (target instanceof Element && target.closest('dialog, select, input:not([type="checkbox"], [type="radio"])')) return false;
  return document.querySelector('dialog[open], :popover-open') === null;
}
