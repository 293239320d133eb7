import { describe, expect, it } from 'vitest';
import { viewParts } from '../../../src/renderer/state/view-parts.ts';

const parts = (before: object, after: object) => viewParts(JSON.stringify(before), JSON.stringify(after));

describe('the parts of a view that differ', () => {
  it('are named, objects one level deep', () => {
    expect(parts({ x: 'a', y: 'b', latent: { up: 1, across: 0 } }, { x: 'c', y: 'b', latent: { up: 2, across: 0 } })).toBe(
      'latent.up, x',
    );
    expect(parts({ rows: { filter: { from: 1 } } }, { rows: { filter: { from: 2 } } })).toBe('rows.filter');
  });

  it('are none where nothing differs', () => {
    expect(parts({ chosen: ['a', 'b'] }, { chosen: ['a', 'b'] })).toBe('');
  });

  it('name what comes, goes or changes its kind as a whole', () => {
    expect(parts({ shown: null }, { shown: { fit: 1, k: 2 } })).toBe('shown');
    expect(parts({ shown: { fit: 1 } }, { shown: null })).toBe('shown');
    expect(parts({}, { x: 'a' })).toBe('x');
    expect(viewParts('', JSON.stringify({ x: 1 }))).toBe('x');
  });
});
