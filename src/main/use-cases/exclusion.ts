import { LensError } from '../../shared/errors.ts';
import { excludedBit } from '../../shared/model/row-states.ts';
import { hashOfRows } from '../store/exclusions.ts';
import type { Session } from './session.ts';

export interface Exclusion {
  /** What fits name it by. */
  readonly id: string;
  /** One byte a row, 1 = excluded. */
  readonly rows: Uint8Array;
}

/** The rows that the person excludes just now; null when there are none. */
export function presentExclusion(session: Session): Exclusion | null {
  const flags = session.file.readSelection();
  if (!flags.some((each) => each & excludedBit)) return null;
  const rows = flags.map((each) => (each & excludedBit ? 1 : 0));
  return { id: hashOfRows(rows), rows };
}

/** The rows that were excluded when something was fitted, by the name that it kept. */
export function excludedRows(session: Session, id: string | null): Uint8Array | null {
  if (id === null) return null;
  const kept = session.file.readExclusion(id) ?? null;
  if (kept) return kept;
  const present = presentExclusion(session);
  if (present?.id === id) return present.rows;
  throw new LensError(
    'missing',
    'The rows that were excluded from this fit are not in the project.',
    'Fit again with the rows that you want to leave out.',
  );
}
