import { viewParts } from './view-parts.ts';

/** A concentration under trial, and of which candidate. */
export interface Trying {
  readonly of: string;
  /** Null: what is kept is shown. */
  readonly concentration: number | null;
}

/** What was looked at, what the rows were, which run was watched and what was tried: the view as JSON, so that nothing changes it later; the flags are never written into. */
export interface Moment {
  readonly view: string;
  readonly rows: Uint8Array;
  /** Which run the player shows. */
  readonly run: number;
  readonly trial: Trying;
}

export const nothing: Moment = { view: '', rows: new Uint8Array(0), run: 0, trial: { of: '', concentration: null } };

/** What a person changed from one moment to the next. */
export type Change =
  | { readonly kind: 'run' | 'rows' | 'trial' }
  /** And which parts of the view; `rows`: these too. */
  | { readonly kind: 'view'; readonly parts: string; readonly rows: boolean }
  /** No deed: another candidate took the place of the one under trial. */
  | { readonly kind: 'none' };

export function changeOf(from: Moment, to: Moment): Change {
  if (to.run !== from.run) return { kind: 'run' };
  const rows = to.rows !== from.rows && (to.rows.length > 0 || from.rows.length > 0);
  if (to.view !== from.view) return { kind: 'view', parts: viewParts(from.view, to.view), rows };
  if (rows) return { kind: 'rows' };
  const tried = to.trial.of === from.trial.of && to.trial.concentration !== from.trial.concentration;
  return { kind: tried ? 'trial' : 'none' };
}
