import type { Input } from '../../shared/contract.ts';
import type { Lens } from './lens.svelte.ts';

/** A column of the project's own, from the states of rows or from the candidate shown. Answers whether it was added. */
export async function addColumn(lens: Lens, name: string, from: Input<'column.add'>['from']): Promise<boolean> {
  const added = await lens.attempt(async () => {
    await lens.flushRows();
    return lens.client.call('column.add', { name, from });
  });
  if (added) lens.notices.done(`Column '${name}' added.`, 'It is in the table, in exports, and can be compared with clusters.');
  return added !== null;
}
