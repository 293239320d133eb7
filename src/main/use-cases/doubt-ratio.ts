import type { DoubtOf, LikelihoodRatio } from '../../shared/model/doubt-results.ts';
import { rangeTried } from '../../shared/model/ks.ts';
import { likelihoodRatioDefaults, opening, ratioSequence, spanOfTest } from '../engine/doubt/likelihood-ratio.ts';
import { joinSamples } from '../engine/doubt/ratio-test.ts';
import { likelihoodRatioAsLists } from './doubt-results.ts';
import { scaledMixture, settings, sideBySide, usable, type Work } from './doubt-work.ts';

/** Samples that a thread draws before it is given more: enough that threads end together, and that progress is told. */
const batchOf = (replicates: number, threads: number): number => Math.max(1, Math.ceil(replicates / (6 * threads)));

/**
 * The tests of K, each sample's fits in whatever thread is free: the same bits on any number of them. Every finished test is given
 * to `keep` at once, so that a cancelled sequence leaves what it has.
 */
export async function testInSequence(
  work: Work,
  { family, replicates, level, seed }: DoubtOf<'likelihood-ratio'>['options'],
  keep: (result: LikelihoodRatio) => void,
): Promise<LikelihoodRatio> {
  const { context, handle, fit, ready } = work;
  const { rows, jacobian } = ready;
  // A K = 1 by itself is there to compare with, not to count on from.
  const ks = rangeTried(fit.options.ks);
  const from = Math.min(...ks);
  // The last test needs the largest K that was fitted as its larger side.
  const upTo = Math.max(from, Math.max(...ks) - 1);
  const known = usable(fit, family).flatMap((candidate) => {
    const mixture = scaledMixture(work, candidate);
    return mixture ? [{ mixture, logLikelihood: (candidate.logLikelihood ?? 0) + jacobian }] : [];
  });
  const options = { ...likelihoodRatioDefaults, family, replicates, level, from, upTo, known, search: settings(fit, seed) };
  const sequence = ratioSequence(rows, options);
  const batch = batchOf(replicates, context.threads);
  for (let task = sequence.task; task !== null; task = sequence.task) {
    if (task.kind === 'open') {
      const { k, before } = task;
      const { at, span } = spanOfTest(options, k);
      const told = (share: number, doing: string) => handle.progress(at + opening * span * share, doing);
      const [found] = await sideBySide(work, 'ratio-test', [{ rows, options, k, before }], told);
      sequence.opened(found);
      continue;
    }
    const { k, smaller } = task.test;
    const { at, span } = spanOfTest(options, k);
    const told = (share: number) => {
      const done = Math.floor(share * replicates + 1e-9);
      handle.progress(
        at + (opening + (1 - opening) * share) * span,
        `K = ${k} against ${k + 1}, ${done} of ${replicates} samples`,
      );
    };
    const inputs = Array.from({ length: Math.ceil(replicates / batch) }, (_, i) => {
      const range = { from: i * batch, to: Math.min(replicates, (i + 1) * batch) };
      return { rows, options, test: { k, smaller }, ...range };
    });
    sequence.sampled(joinSamples(await sideBySide(work, 'ratio-samples', inputs, told)));
    if (sequence.task !== null) keep({ ...likelihoodRatioAsLists(sequence.result), stopped: true });
  }
  return likelihoodRatioAsLists(sequence.result);
}
