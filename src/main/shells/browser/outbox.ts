/** Bytes sent at a time. Between two pieces of a large answer there is room for pings, and for news of a slow line. */
export const pieceBytes = 1 << 20;

/** Sends one piece of `total` bytes in all; true when it is on its way and the next may come, false when nobody is there any more. */
export type SendPiece = (piece: Uint8Array, last: boolean, total: number) => Promise<boolean>;

export interface Outbox {
  /**
   * Sends when the line is free, in order. `make` is called then and not before, so that what waits is not encoded yet;
   * a message that it cannot make is left out. A message takes the place of a waiting one with the same key: a slow
   * client gets the newest state, not all states.
   */
  push(make: () => Uint8Array, key?: string): void;
  /** Forgets what waits. */
  clear(): void;
}

export function createOutbox(send: SendPiece): Outbox {
  let waiting: { readonly make: () => Uint8Array; readonly key: string | undefined }[] = [];
  let busy = false;

  const sendOne = async (make: () => Uint8Array): Promise<boolean> => {
    let bytes: Uint8Array;
    try {
      bytes = make();
    } catch {
      return true;
    }
    let from = 0;
    do {
      const to = from + pieceBytes;
      if (!(await send(bytes.subarray(from, to), to >= bytes.byteLength, bytes.byteLength))) return false;
      from = to;
    } while (from < bytes.byteLength);
    return true;
  };

  const sendAll = async (): Promise<void> => {
    busy = true;
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await sendOne(next.make))) waiting = [];
    // In the same turn as the last look at what waits: whatever comes later finds the line free.
    busy = false;
  };

  return {
    push(make, key) {
      if (key !== undefined) waiting = waiting.filter((message) => message.key !== key);
      waiting.push({ make, key });
      if (!busy) void sendAll();
    },
    clear() {
      waiting = [];
    },
  };
}
