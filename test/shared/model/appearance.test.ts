import { describe, expect, test } from 'vitest';
import { appearanceOf, matchedAppearance, plainAppearance, withAppearance } from '../../../src/shared/model/appearance.ts';
import { calledCluster, clustersAsDrawn, paintOfCluster } from '../../../src/shared/model/merging.ts';

const key = (k: number, fit = 1) => ({ fit, k, family: 'VVV' });
const named = { ...plainAppearance(key(3)), places: [2, 0, 1], names: ['long', '', 'wide'] };

describe('a candidate that takes another’s place', () => {
  test('keeps the colours of the components that its own go on from', () => {
    const matches = [3, 1, 2].map((component) => ({ component, overlap: 0.9 }));
    expect(matchedAppearance(key(3, 2), matches, named)).toEqual({
      fit: 2,
      k: 3,
      family: 'VVV',
      places: [1, 2, 0],
      names: ['wide', 'long', ''],
    });
  });

  test('gives new components the first places that are free', () => {
    const matches = [0, 3, 0].map((component) => ({ component, overlap: 1 }));
    expect(matchedAppearance(key(3), matches, named).places).toEqual([0, 1, 2]);
    const two = { ...plainAppearance(key(2)), places: [0, 5] };
    expect(
      matchedAppearance(
        key(4),
        [2, 0, 1, 0].map((component) => ({ component, overlap: 1 })),
        two,
      ).places,
    ).toEqual([5, 1, 0, 2]);
  });

  test('keeps a name only where the greater part is the same', () => {
    const matches = [
      { component: 1, overlap: 0.6 },
      { component: 3, overlap: 0.4 },
    ];
    expect(matchedAppearance(key(2), matches, named)).toMatchObject({ places: [2, 1], names: ['long', ''] });
  });
});

test('the appearance of a candidate is the one kept last, and none that does not fit it', () => {
  const all = withAppearance(withAppearance([], plainAppearance(key(3))), named);
  expect(all).toHaveLength(1);
  expect(appearanceOf(all, key(3))).toEqual(named);
  expect(appearanceOf(all, key(2))).toBeNull();
  expect(appearanceOf([{ ...named, places: [0, 0, 1] }], key(3))).toBeNull();
  expect(appearanceOf([{ ...named, places: [0, 1] }], key(3))).toBeNull();
});

test('combined components have the colour of the first of them', () => {
  const clusters = clustersAsDrawn([[1, 3], [2]], 3, named);
  expect(clusters.paint).toEqual([2, 0, 2]);
  expect([paintOfCluster(clusters, 0), paintOfCluster(clusters, 1)]).toEqual([2, 0]);
  expect(clustersAsDrawn(null, 3, plainAppearance(key(2))).paint).toEqual([0, 1, 2]);
});

test('a cluster is called by its number and the names of its components', () => {
  const combined = clustersAsDrawn([[1, 3], [2]], 3, named);
  expect([0, 1].map((g) => calledCluster(combined, g))).toEqual(['1 long + wide', '2']);
  expect(calledCluster(clustersAsDrawn(null, 3, named), 2)).toBe('3 wide');
});
