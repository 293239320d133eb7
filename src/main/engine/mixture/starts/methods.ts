import { createRandom, type Random } from '../../random/generator.ts';
import { sampleIndices } from '../../random/sample.ts';
import { type ColumnMoments, type Rows, takeRows } from '../../rows.ts';
import type { Family } from '../family/family.ts';
import { cutHierarchy, type Hierarchy, hierarchyOf } from './hierarchy.ts';
import { kMeans } from './k-means.ts';
import { quantiles } from './quantiles.ts';
import { halfSphere, sphere, standardise } from './sphere.ts';
import { ward } from './ward.ts';

/** The rows that starts are made from, as each kind of start wants to see them. */
export interface StartFrame {
  readonly sphered: Rows;
  readonly standardised: Rows;
  readonly raw: Rows;
}

export function startFrame(rows: Rows, moments: ColumnMoments): StartFrame {
  const standardised = standardise(rows, moments);
  return { standardised, sphered: sphere(standardised), raw: rows };
}

/** The model-based hierarchy of some of the rows: one for all K and families, from the seed alone. */
export const frameHierarchy = (frame: Pick<StartFrame, 'standardised'>, seed: number): Generator<void, Hierarchy> =>
  hierarchyOf(halfSphere(frame.standardised), createRandom(seed, 'hierarchy'));

export interface StartMethod {
  readonly name: string;
  readonly space: keyof StartFrame;
  readonly kind: 'hierarchy' | 'k-means' | 'ward' | 'quantiles' | 'random' | 'grown';
  /** Rows of the pooled scatter that each cluster of a partition is lent, times d + 1. */
  readonly lent: 0 | 1;
}

/** These give the same partition each time: drawn once. */
export const deterministic = ({ kind }: StartMethod): boolean => kind === 'hierarchy' || kind === 'ward' || kind === 'quantiles';

const lloydRounds = 10;
/** Hierarchical clustering takes n² time: above this many rows it clusters a sample of them. */
const wardRows = 2000;
const wardSample = 1000;

const kMeansOn = (space: keyof StartFrame, words: string): StartMethod => ({
  name: `k-means++ on ${words}`,
  space,
  kind: 'k-means',
  lent: 1,
});
const wardOn = (space: keyof StartFrame, words: string): StartMethod => ({
  name: `Ward on ${words}`,
  space,
  kind: 'ward',
  lent: 1,
});

const hierarchy: StartMethod = { name: 'model-based hierarchy', space: 'standardised', kind: 'hierarchy', lent: 0 };
const lentHierarchy: StartMethod = { ...hierarchy, name: 'model-based hierarchy, softened', lent: 1 };
const byQuantiles: StartMethod = { name: 'quantiles', space: 'raw', kind: 'quantiles', lent: 0 };
const sphered = kMeansOn('sphered', 'sphered rows');
const standardised = kMeansOn('standardised', 'standardised columns');
const raw = kMeansOn('raw', 'rows as they are');
const random: StartMethod = { name: 'short runs from random rows', space: 'raw', kind: 'random', lent: 0 };
const grown: StartMethod = { name: 'k-means++ with own covariances', space: 'raw', kind: 'grown', lent: 0 };

/** All of these give the same partition in any units. No one of them wins on all data, so they take turns. */
const unitInvariant: readonly StartMethod[] = [
  hierarchy,
  sphered,
  grown,
  standardised,
  random,
  wardOn('standardised', 'standardised columns'),
  sphered,
  grown,
  standardised,
  lentHierarchy,
  wardOn('sphered', 'sphered rows'),
  random,
];
/** A family that is tied to the units (a sphere) is helped by distances in the units, and by others for variety. */
const unitBound: readonly StartMethod[] = [
  hierarchy,
  raw,
  grown,
  sphered,
  random,
  wardOn('raw', 'rows as they are'),
  raw,
  grown,
  standardised,
  lentHierarchy,
  wardOn('standardised', 'standardised columns'),
  random,
];
/** One column: all its spaces are the same but for the unit. */
const oneColumn: readonly StartMethod[] = [
  byQuantiles,
  standardised,
  grown,
  wardOn('standardised', 'standardised columns'),
  random,
  hierarchy,
  standardised,
  grown,
  random,
  lentHierarchy,
];

/** The methods in turn; the deterministic ones only once. */
export function startMethod(start: number, family: Pick<Family, 'unitInvariant'>, d: number): StartMethod {
  const methods = d === 1 ? oneColumn : family.unitInvariant ? unitInvariant : unitBound;
  if (start < methods.length) return methods[start];
  const again = methods.filter((method) => !deterministic(method));
  return again[(start - methods.length) % again.length];
}

/** A hard partition of the frame's rows, labels 1…K (0 = of no cluster: rows beyond the sample of a hierarchical start). */
export function* partition(
  frame: StartFrame,
  k: number,
  { kind, space }: Pick<StartMethod, 'kind' | 'space'>,
  tree: () => Generator<void, Hierarchy>,
  random: Random,
): Generator<void, Int32Array> {
  const rows = frame[space];
  if (kind === 'k-means') return yield* kMeans(rows, k, lloydRounds, random);
  if (kind === 'quantiles') return quantiles(rows, k);
  if (kind === 'hierarchy') {
    const labels = cutHierarchy(yield* tree(), rows.n, k);
    if (labels === null) throw new RangeError(`The hierarchy holds fewer than ${k} different rows.`);
    return labels;
  }
  const sample = sampleIndices(rows.n, rows.n > wardRows ? wardSample : rows.n, random);
  const found = yield* ward(takeRows(rows, sample), k);
  const labels = new Int32Array(rows.n);
  sample.forEach((row, i) => {
    labels[row] = found[i];
  });
  return labels;
}
