import { describe, expect, test } from 'vitest';
import { createRoom } from '../../../../src/main/engine/linear-algebra/room.ts';

describe('a room', () => {
  test('gives the same array for a length each time, another for another length, and keeps what was in it', () => {
    const room = createRoom();
    const matrix = room(9);
    matrix[3] = 7;
    expect(room(4)).not.toBe(matrix);
    expect(room(9)).toBe(matrix);
    expect(room(9)[3]).toBe(7);
    expect(room(4).length).toBe(4);
  });

  test('is shared with no other room', () => {
    expect(createRoom()(9)).not.toBe(createRoom()(9));
  });

  test('keeps nothing large', () => {
    const room = createRoom();
    expect(room(5000)).not.toBe(room(5000));
  });
});
