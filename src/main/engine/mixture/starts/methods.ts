import type { Random } from '../../random/generator.ts';
import { sampleIndices } from '../../random/sample.ts';
import { type ColumnMoments, type Rows, takeRows } from '../../rows.ts';
import type { Family } from '../family/family.ts';
import { kMeans } from './k-means.ts';
import { sphere, standardise } from './sphere.ts';
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

export interface StartMethod {
  readonly name: string;
  readonly space: keyof StartFrame;
  readonly kind: 'k-means' | 'ward';
}

const lloydRounds = 10;
/** Hierarchical clustering takes n² time: above this many rows it clusters a sample of them. */
const wardRows = 2000;

const kMeansOn = (space: keyof StartFrame, words: string): StartMethod => ({
  name: `k-means++ on ${words}`,
  space,
  kind: 'k-means',
});
const wardOn = (space: keyof StartFrame, words: string): StartMethod => ({ name: `Ward on ${words}`, space, kind: 'ward' });

const sphered = kMeansOn('sphered', 'sphered rows');
const standardised = kMeansOn('standardised', 'standardised columns');
const raw = kMeansOn('raw', 'rows as they are');

/** All of these give the same partition in any units. No one of them wins on all data, so they take turns. */
const unitInvariant: readonly StartMethod[] = [
  sphered,
  standardised,
  sphered,
  standardised,
  wardOn('standardised', 'standardised columns'),
  sphered,
  standardised,
  sphered,
  standardised,
  wardOn('sphered', 'sphered rows'),
];
/** A family that is tied to the units (a sphere) is helped by distances in the units, and by others for variety. */
const unitBound: readonly StartMethod[] = [
  raw,
  sphered,
  raw,
  standardised,
  wardOn('raw', 'rows as they are'),
  raw,
  sphered,
  raw,
  standardised,
  wardOn('sphered', 'sphered rows'),
];

/** The methods in turn; the deterministic ones only once. */
export function startMethod(start: number, family: Pick<Family, 'unitInvariant'>): StartMethod {
  const methods = family.unitInvariant ? unitInvariant : unitBound;
  const method = methods[start % methods.length];
  return method.kind === 'ward' && start >= methods.length ? methods[0] : method;
}

/** A hard partition of the frame's rows, labels 1…K (0 = of no cluster: rows beyond the sample of a hierarchical start). */
export function* partition(frame: StartFrame, k: number, method: StartMethod, random: Random): Generator<void, Int32Array> {
  const rows = frame[method.space];
  if (method.kind === 'k-means') return yield* kMeans(rows, k, lloydRounds, random);
  const sample = sampleIndices(rows.n, wardRows, random);
  const found = yield* ward(takeRows(rows, sample), k);
  const labels = new Int32Array(rows.n);
  sample.forEach((row, i) => {
    labels[row] = found[i];
  });
  return labels;
}
