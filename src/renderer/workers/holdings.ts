import type { Held } from './protocol.ts';

export interface Holdings {
  /** The numbers of these arrays, sent before they are asked for; the oldest others go when there are too many bytes. */
  ids(arrays: readonly Held[]): readonly number[];
}

/** Which arrays the worker has, newest last; each goes over once. */
export function createHoldings(budget: number, send: (id: number, array: Held) => void, drop: (id: number) => void): Holdings {
  const known = new Map<Held, number>();
  let bytes = 0;
  let last = 0;
  return {
    ids(arrays) {
      const ids = arrays.map((array) => {
        let id = known.get(array);
        if (id === undefined) {
          id = ++last;
          bytes += array.byteLength;
          send(id, array);
        }
        known.delete(array);
        known.set(array, id);
        return id;
      });
      for (const [array, id] of known) {
        if (bytes <= budget || arrays.includes(array)) break;
        known.delete(array);
        bytes -= array.byteLength;
        drop(id);
      }
      return ids;
    },
  };
}
