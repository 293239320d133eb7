import type { TableFormat } from '../../shared/contract/exports.ts';
import type { Decoded, LatentComparison } from '../../shared/contract/latent.ts';
import type { LatentEncoding, LatentOptions, LatentResult } from '../../shared/model/latent.ts';
import type { Encoded, EncodeOptions } from '../datasets/encode.ts';
import type { TableColumn } from '../datasets/encode-column.ts';
import { encodeSubject, type LatentSubject } from '../datasets/encode-subject.ts';
import { type CodeFigures, codeColumns, inOrder, reconstructionColumns, sampleColumns } from '../datasets/latent-columns.ts';
import { compareWithRows } from '../datasets/latent-compare.ts';
import { decodeCodes } from '../datasets/latent-decode.ts';
import { type LatentRowResults, latentRows } from '../datasets/latent-rows.ts';
import { networkOf, type Trained } from '../datasets/trained.ts';
import { isExact } from '../engine/latent/bounds/rows.ts';
import { boundsOf } from '../engine/latent/training/final.ts';
import { heldOutShare } from '../engine/latent/training/settings.ts';
import { splitRows } from '../engine/latent/training/split.ts';
import { everyRow } from '../engine/latent/use/encode.ts';
import { writeColumns } from '../exports/latent-table.ts';
import { finish } from './finish.ts';
import {
  judgeStopped,
  type LatentOutcome,
  type LatentProgress,
  type LatentWork,
  type Stopped,
  trainLatent,
} from './latent-train.ts';
import type { Watch } from './watch.ts';

type Splitting = Pick<LatentOptions, 'heldOut' | 'seed'>;

/** The columns that were chosen for a VAE, in their order. */
type Order = readonly Pick<TableColumn, 'name' | 'type'>[];

/** Which table of a VAE is written. */
export type LatentContent =
  | ({ readonly kind: 'codes'; readonly columns: readonly TableColumn[] } & CodeFigures)
  | {
      readonly kind: 'reconstructions';
      readonly order: Order;
      readonly trained: Trained;
      readonly encoded: Encoded;
      readonly total: number;
    }
  | {
      readonly kind: 'samples';
      readonly order: Order;
      readonly trained: Trained;
      readonly encoded: Encoded;
      readonly count: number;
      readonly seed: number;
    };

function columnsOf(content: LatentContent): readonly TableColumn[] {
  switch (content.kind) {
    case 'codes': {
      const { columns } = content;
      const names = columns.map(({ name }) => name);
      return [...columns, ...codeColumns(content, names)];
    }
    case 'reconstructions': {
      const { trained, encoded, total, order } = content;
      return inOrder(reconstructionColumns(trained, encoded, total), order, trained.encoding.leftOut);
    }
    case 'samples': {
      const { trained, encoded, count, seed, order } = content;
      return inOrder(sampleColumns(trained, encoded.table, count, seed), order, trained.encoding.leftOut);
    }
  }
}

/** What runs in worker threads for variational autoencoders. */
export interface LatentTasks {
  /** `encoding`: in whose terms; null: as the columns suggest. */
  'latent-encode': {
    input: { subject: LatentSubject; options: EncodeOptions; encoding: LatentEncoding | null };
    progress: never;
    output: Encoded;
  };
  'latent-train': { input: LatentWork; progress: LatentProgress; output: LatentOutcome };
  'latent-judge': {
    input: LatentWork & { kept: Stopped; seconds: number };
    progress: LatentProgress;
    output: LatentResult;
  };
  /** `split` null: rows that the network has not seen, of another file. */
  'latent-rows': {
    input: { trained: Trained; encoded: Encoded; total: number; seed: number; split: Splitting | null };
    progress: number;
    output: LatentRowResults;
  };
  'latent-bound': {
    input: { trained: Trained; encoded: Encoded; options: Splitting; samples: number; ended: LatentResult['ended'] };
    progress: number;
    output: LatentResult['importanceWeightedBound'];
  };
  'latent-decode': { input: { trained: Trained; codes: Float32Array }; progress: never; output: Decoded };
  'latent-compare': {
    input: { trained: Trained; encoded: Encoded; seed: number };
    progress: number;
    output: LatentComparison;
  };
  'latent-table': { input: { path: string; format: TableFormat; content: LatentContent }; progress: number; output: null };
}

type Table = {
  readonly [N in keyof LatentTasks]: (
    input: LatentTasks[N]['input'],
    watch: Watch<LatentTasks[N]['progress']>,
  ) => Promise<LatentTasks[N]['output']>;
};

const splitOf = (n: number, options: Splitting) => splitRows(n, heldOutShare(options, n), options.seed);

/** `helper` is the entry of the threads that share a batch. */
export const latentTasks = (helper: URL): Table => ({
  'latent-encode': async ({ subject, options, encoding }) => encodeSubject(subject, options, encoding),
  'latent-train': (work, watch) => trainLatent(work, watch, helper),
  'latent-judge': (work, watch) => judgeStopped(work, watch, helper),
  'latent-rows': ({ trained, encoded, total, seed, split }, watch) =>
    finish(latentRows(trained, encoded, total, { split: split && splitOf(encoded.table.n, split), seed }), watch),
  'latent-bound': ({ trained, encoded, options, samples, ended }, watch) =>
    finish(boundsOfParts(trained, encoded, options, samples, ended), watch),
  'latent-decode': async ({ trained, codes }) => decodeCodes(trained, codes),
  'latent-compare': ({ trained, encoded, seed }, watch) => finish(compareWithRows(trained, encoded.table, seed), watch),
  'latent-table': async ({ path, format, content }, watch) => {
    await writeColumns(path, columnsOf(content), format, watch);
    return null;
  },
});

/** A network whose optimum is known was trained on with all rows once it had converged: the bound of its training is of all. */
function* boundsOfParts(
  trained: Trained,
  { table }: Encoded,
  options: Splitting,
  samples: number,
  ended: LatentResult['ended'],
): Generator<number, LatentResult['importanceWeightedBound']> {
  const network = networkOf(trained);
  const { train, heldOut } = splitOf(table.n, options);
  const of = (rows: Int32Array) => boundsOf(network, trained.weights, table, rows, { samples, seed: options.seed });
  const all = isExact(network) && network.noises === 1 && ended === 'converged';
  const first = yield* half(of(all ? everyRow(table.n) : train), 0);
  if (heldOut.length === 0) return { train: first.weighted, heldOut: null };
  return { train: first.weighted, heldOut: (yield* half(of(heldOut), 0.5)).weighted };
}

function* half<R>(work: Generator<number, R>, from: number): Generator<number, R> {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
    yield from + next.value / 2;
  }
}
