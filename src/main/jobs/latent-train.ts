import { setImmediate as breathe } from 'node:timers/promises';
import { LensError } from '../../shared/errors.ts';
import type { LatentEpoch, LatentOptions, LatentResult } from '../../shared/model/latent.ts';
import { type Encoded, outputBiases } from '../datasets/encode.ts';
import { latentResult, networkFor } from '../datasets/encode-network.ts';
import { type FitOutcome, type FitStep, fitLatent, judgeLatent, type LatentFit } from '../engine/latent/fit.ts';
import { heldOutShare } from '../engine/latent/training/settings.ts';
import { splitRows } from '../engine/latent/training/split.ts';
import type { Training } from '../engine/latent/training/train.ts';
import { backendOf, type LatentBackend } from './latent-backend.ts';
import type { Watch } from './watch.ts';

export interface LatentWork {
  readonly encoded: Encoded;
  readonly options: LatentOptions;
  readonly backend: LatentBackend;
  readonly threads: number;
}

/** A training as far as it came. */
export type Stopped = Pick<Training, 'parameters' | 'epochs' | 'bestEpoch'>;

export interface LatentProgress {
  /** Null while it trains: nobody knows when the ELBO will stop rising. */
  readonly share: number | null;
  readonly doing: string;
  /** Since the last progress that was passed on. */
  readonly epochs: readonly LatentEpoch[];
  /** Where it would be taken up by whoever has to do without the rest; null while it is what it was. */
  readonly kept: Stopped | null;
}

export type LatentOutcome =
  | {
      readonly kind: 'done';
      readonly result: LatentResult;
      readonly weights: Float32Array;
      readonly epochs: readonly LatentEpoch[];
    }
  /** Null: not one epoch was finished. */
  | { readonly kind: 'stopped'; readonly kept: Stopped | null; readonly epochs: readonly LatentEpoch[] };

/** Between two looks at the thread's messages, milliseconds: an abort is heard within a fraction of the time it may take. */
const turn = 15;

async function fitOf({ encoded, options, backend, threads }: LatentWork, helper: URL): Promise<LatentFit> {
  const { encoding, table, logJacobian } = encoded;
  const network = networkFor(encoding, table.n, options);
  const create = await backendOf(backend, threads, helper);
  const inputAt = encoding.columns.map((column) => column.inputAt);
  return { network, table, logJacobian, outputBias: outputBiases(encoding), inputAt, options, create };
}

/** Trains and judges. Stopped, it answers with the best epoch so far, unjudged, because a person waits for the end. */
export async function trainLatent(work: LatentWork, watch: Watch<LatentProgress>, helper: URL): Promise<LatentOutcome> {
  const since = performance.now();
  const generator = fitLatent(await fitOf(work, helper));
  let epochs: LatentEpoch[] = [];
  let last: LatentEpoch | null = null;
  let kept = null as Stopped | null;
  let told = null as Stopped | null;
  let looked = performance.now();
  try {
    for (;;) {
      const step = generator.next();
      if (step.done) {
        const result = latentResult(work.encoded, step.value, (performance.now() - since) / 1000);
        refuseNotFinite(result);
        return { kind: 'done', result, weights: step.value.weights, epochs };
      }
      const { phase, epoch, parameters } = step.value;
      if (epoch && phase === 'training') {
        epochs.push(epoch);
        if (epoch.best || kept === null || kept.bestEpoch === 0)
          kept = { parameters: parameters(), epochs: epoch.epoch, bestEpoch: epoch.best ? epoch.epoch : 0 };
        else kept = { ...kept, epochs: epoch.epoch };
      }
      last = epochs.at(-1) ?? last;
      const doing = phase === 'training' ? epochWords(last, work.options.epochs) : phase;
      const news = kept && kept.parameters !== told?.parameters ? kept : null;
      if (watch.progress({ share: null, doing, epochs, kept: news }) !== false) {
        epochs = [];
        told = kept;
      }
      if (performance.now() - looked > turn) {
        await breathe();
        looked = performance.now();
      }
      if (watch.signal.aborted)
        return { kind: 'stopped', kept: kept && { ...kept, bestEpoch: kept.bestEpoch || kept.epochs }, epochs };
    }
  } finally {
    generator.return(undefined as never);
  }
}

function refuseNotFinite({ elbo, health }: LatentResult): void {
  if (Number.isFinite(elbo.train) && (elbo.heldOut === null || Number.isFinite(elbo.heldOut))) return;
  throw new LensError(
    'unconverged',
    health.sentences[0] ?? 'Training failed: its figures are not finite.',
    'Look for extreme values in the columns, choose log-normal for columns that span many magnitudes, or lower the learning rate.',
  );
}

/** Epochs done, and what ends them: a number only where the person gave one. */
function epochWords(last: LatentEpoch | null, most: number | null): string {
  if (!last) return 'epoch 1';
  const { epoch, heldOut, train } = last;
  const name = heldOut ? 'held-out ELBO' : 'ELBO';
  const limit = most === null ? '' : ` of at most ${most}`;
  return `epoch ${epoch}${limit}, until the ${name} (${(heldOut ?? train).elbo.toFixed(3)}) stops rising`;
}

/** Judges a training that was stopped. */
export async function judgeStopped(
  work: LatentWork & { readonly kept: Stopped; readonly seconds: number },
  watch: Watch<LatentProgress>,
  helper: URL,
): Promise<LatentResult> {
  const { encoded, options, kept, seconds } = work;
  const split = splitRows(encoded.table.n, heldOutShare(options, encoded.table.n), options.seed);
  const judged = judgeLatent(await fitOf(work, helper), split, { ...kept, ended: 'stopped' });
  let looked = performance.now();
  for (;;) {
    const step: IteratorResult<FitStep, FitOutcome> = judged.next();
    if (step.done) {
      const result = latentResult(encoded, step.value, seconds);
      refuseNotFinite(result);
      return result;
    }
    watch.progress({ share: step.value.share, doing: step.value.phase, epochs: [], kept: null });
    if (performance.now() - looked > turn) {
      await breathe();
      looked = performance.now();
    }
    if (watch.signal.aborted) throw new LensError('cancelled', 'Cancelled.');
  }
}
