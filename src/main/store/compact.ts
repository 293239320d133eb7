import type { Database } from 'better-sqlite3';

/** Above this, giving room back would keep the person waiting at the door. */
const mostBytes = 128 * 2 ** 20;

/**
 * Gives the room of a data set that was replaced back to the disk, once it is more than a third of the file. Within a
 * session the room is used again instead.
 */
export function compact(db: Database): void {
  const number = (pragma: string): number => db.pragma(pragma, { simple: true }) as number;
  const pages = number('page_count');
  const free = number('freelist_count');
  if (free * 3 <= pages || (pages - free) * number('page_size') > mostBytes) return;
  try {
    db.exec('VACUUM');
  } catch {
    // No room to do it in, or a copy is being made: the file is sound, only larger than it need be.
  }
}
