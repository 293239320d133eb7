import { describe, expect, it } from 'vitest';
import { createOutbox, pieceBytes } from '../../../../src/main/shells/browser/outbox.ts';

/** A line that carries a piece only when told to. */
function slowLine() {
  const sent: { bytes: number[]; last: boolean }[] = [];
  let release: ((there: boolean) => void) | null = null;
  return {
    sent,
    send: (piece: Uint8Array, last: boolean): Promise<boolean> => {
      sent.push({ bytes: piece.length > 8 ? [piece.length] : [...piece], last });
      return new Promise((resolve) => {
        release = resolve;
      });
    },
    async carry(there = true) {
      release?.(there);
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const message = (...bytes: number[]) => {
  return () => Uint8Array.from(bytes);
};

describe('an outbox', () => {
  it('sends one message after the other, each when the line is free', async () => {
    const line = slowLine();
    const outbox = createOutbox(line.send);
    let made = 0;
    for (const byte of [1, 2, 3])
      outbox.push(() => {
        made += 1;
        return Uint8Array.of(byte);
      });
    expect(made).toBe(1);
    await line.carry();
    expect(made).toBe(2);
    await line.carry();
    await line.carry();
    expect(line.sent.map(({ bytes }) => bytes)).toEqual([[1], [2], [3]]);
    outbox.push(message(4));
    expect(line.sent).toHaveLength(4);
  });

  it('cuts a large message into pieces, the last one marked', async () => {
    const line = slowLine();
    createOutbox(line.send).push(() => new Uint8Array(2 * pieceBytes + 9));
    await line.carry();
    await line.carry();
    expect(line.sent).toEqual([
      { bytes: [pieceBytes], last: false },
      { bytes: [pieceBytes], last: false },
      { bytes: [9], last: true },
    ]);
  });

  it('sends a message of exactly one piece, and an empty one, as one', async () => {
    const line = slowLine();
    const outbox = createOutbox(line.send);
    outbox.push(() => new Uint8Array(pieceBytes));
    outbox.push(() => new Uint8Array(0));
    await line.carry();
    await line.carry();
    expect(line.sent).toEqual([
      { bytes: [pieceBytes], last: true },
      { bytes: [], last: true },
    ]);
  });

  it('lets the newest state stand for those that still wait, and keeps answers and order', async () => {
    const line = slowLine();
    const outbox = createOutbox(line.send);
    outbox.push(message(0));
    outbox.push(message(1), 'job 1');
    outbox.push(message(2), 'job 2');
    outbox.push(message(3));
    outbox.push(message(4), 'job 1');
    for (let i = 0; i < 5; i++) await line.carry();
    expect(line.sent.map(({ bytes }) => bytes)).toEqual([[0], [2], [3], [4]]);
  });

  it('sends what comes at the very moment when the line becomes free', async () => {
    for (let moment = 0; moment < 20; moment++) {
      const sent: number[] = [];
      const outbox = createOutbox(async (piece) => {
        sent.push(piece[0]!);
        return true;
      });
      outbox.push(message(1));
      for (let i = 0; i < moment; i++) await null;
      outbox.push(message(2));
      await new Promise((resolve) => setImmediate(resolve));
      expect(sent, `${moment} turns later`).toEqual([1, 2]);
    }
  });

  it('leaves out what cannot be made', async () => {
    const line = slowLine();
    const outbox = createOutbox(line.send);
    outbox.push(() => {
      throw new Error('no bytes');
    });
    outbox.push(message(1));
    await line.carry();
    expect(line.sent.map(({ bytes }) => bytes)).toEqual([[1]]);
  });

  it('forgets what waits when nobody is there any more', async () => {
    const line = slowLine();
    const outbox = createOutbox(line.send);
    outbox.push(message(1));
    outbox.push(message(2));
    await line.carry(false);
    expect(line.sent).toHaveLength(1);
    const cleared = createOutbox(line.send);
    cleared.push(message(3));
    cleared.push(message(4));
    cleared.clear();
    await line.carry();
    expect(line.sent.map(({ bytes }) => bytes)).toEqual([[1], [3]]);
  });
});
