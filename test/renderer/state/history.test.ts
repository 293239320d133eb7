import { describe, expect, it } from 'vitest';
import { type Bounds, begun, changed, type History, redone, undone } from '../../../src/renderer/state/history.ts';

const bounds: Bounds<string> = { steps: 5, bytes: 1000, size: (moment) => moment.length };
const within = 300;
const walked = (moments: readonly string[], bound = bounds, every = 1000): History<string> =>
  moments
    .slice(1)
    .reduce((history, to, i) => changed(history, { to, part: 'rows', now: (i + 1) * every, within }, bound), begun(moments[0]!));

describe('a history', () => {
  it('goes back step by step, and forward again', () => {
    const there = walked(['a', 'b', 'c']);
    const back = undone(undone(there));
    expect(back.present).toBe('a');
    expect(redone(back).present).toBe('b');
    expect(redone(redone(back)).present).toBe('c');
    expect(redone(redone(back)).past).toEqual(there.past);
  });

  it('stays where it is at either end', () => {
    expect(undone(begun('a')).present).toBe('a');
    expect(redone(walked(['a', 'b'])).present).toBe('b');
  });

  it('forgets what was undone when something new is done', () => {
    const other = changed(undone(walked(['a', 'b'])), { to: 'c', part: 'rows', now: 9000, within }, bounds);
    expect(other.future).toEqual([]);
    expect(undone(other).present).toBe('a');
  });

  it('takes changes of one part in quick succession for one step', () => {
    const dragged = walked(['a', 'b', 'c', 'd'], bounds, within);
    expect(dragged.present).toBe('d');
    expect(undone(dragged).present).toBe('a');
    expect(undone(walked(['a', 'b', 'c'], bounds, within + 1)).present).toBe('b');
  });

  it('keeps changes of different parts apart, however quick', () => {
    const rows = changed(begun('a'), { to: 'b', part: 'rows', now: 1, within }, bounds);
    const view = changed(rows, { to: 'c', part: 'view', now: 2, within }, bounds);
    expect(undone(view).present).toBe('b');
  });

  it('does not add to a step that was undone', () => {
    const back = undone(changed(begun('a'), { to: 'b', part: 'rows', now: 1, within }, bounds));
    expect(undone(changed(back, { to: 'c', part: 'rows', now: 2, within }, bounds)).present).toBe('a');
  });

  it('keeps the newest steps, by number and by size', () => {
    expect(walked(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']).past).toEqual(['c', 'd', 'e', 'f', 'g']);
    const large = walked(['aaaa', 'bbbb', 'cccc', 'dddd'], { ...bounds, bytes: 9 });
    expect(large.past).toEqual(['bbbb', 'cccc']);
    expect(walked(['aaaa', 'b'], { ...bounds, bytes: 1 }).past).toEqual(['aaaa']);
  });
});
