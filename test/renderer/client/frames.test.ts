import { describe, expect, it } from 'vitest';
import { framesOf } from '../../../src/renderer/client/frames.ts';

const told = (...messages: readonly (string | readonly number[])[]) => {
  const frames: number[][] = [];
  const take = framesOf((frame) => frames.push([...frame]));
  for (const message of messages) take(typeof message === 'string' ? message : Uint8Array.from(message));
  return frames;
};

describe('frames from a socket', () => {
  it('are the messages themselves, as long as nothing is announced', () => {
    expect(told([1, 2], [3])).toEqual([[1, 2], [3]]);
  });

  it('are put together from the messages that follow their length', () => {
    expect(told('5', [1, 2], [3, 4], [5], [6])).toEqual([[1, 2, 3, 4, 5], [6]]);
    expect(told('2', [1, 2], '3', [3], [4, 5])).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it('are told when they are whole, and not before', () => {
    expect(told('3', [1, 2])).toEqual([]);
    expect(told('no length', [1])).toEqual([[1]]);
  });
});
