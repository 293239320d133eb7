import type { LatentModel } from '../../shared/contract/latent.ts';
import type { LatentEpoch } from '../../shared/model/latent.ts';

/** The models by their ids, with this one in its latest state. */
export const withModel = (all: readonly LatentModel[], model: LatentModel): readonly LatentModel[] =>
  [...all.filter((one) => one.id !== model.id), model].sort((a, b) => a.id - b.id);

/** Epochs in their order, each once; those that come replace those that were there. */
export function withEpochs(known: readonly LatentEpoch[], more: readonly LatentEpoch[]): readonly LatentEpoch[] {
  const last = known.at(-1)?.epoch ?? -1;
  const first = more[0]?.epoch;
  if (first === undefined) return known;
  if (first > last) return [...known, ...more];
  const news = new Set(more.map(({ epoch }) => epoch));
  return [...known.filter(({ epoch }) => !news.has(epoch)), ...more].sort((a, b) => a.epoch - b.epoch);
}
