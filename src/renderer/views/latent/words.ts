import type { LatentModel } from '../../../shared/contract/latent.ts';
import type { LatentEncoding, LatentHealth, LatentResult } from '../../../shared/model/latent.ts';
import { nats } from '../../charts/format.ts';
import { counted, figure, whole } from '../../widgets/format.ts';

/** 'Model 3', or what the person calls it. */
export const modelName = ({ id, name }: LatentModel): string => (name === '' ? `Model ${id}` : name);

const layersOf = ({ layers }: LatentModel['options']): string =>
  layers === null ? '' : layers.length === 0 ? 'linear' : `layers ${layers.join('–')}`;

/** What tells models apart in a list. */
export function modelWords(model: LatentModel): string {
  const { options, status, result } = model;
  const state =
    status === 'running'
      ? 'training'
      : status === 'failed'
        ? 'failed'
        : result
          ? `${result.health.verdict}${status === 'cancelled' ? ', stopped' : ''}`
          : 'stopped';
  const parts = [
    counted(options.latent, 'dimension'),
    counted(options.columns.length, 'column'),
    layersOf(options),
    options.beta === 1 ? '' : `β ${options.beta}`,
    options.seed === 1 ? '' : `seed ${options.seed}`,
    state,
  ];
  return `${modelName(model)}: ${parts.filter((part) => part !== '').join(', ')}`;
}

/** The line below the title. */
export function leadOf(model: LatentModel | null): string {
  if (!model) return 'A few hidden numbers for each row, and a network that tells the row again from them.';
  const { result } = model;
  if (!result) return modelWords(model);
  const held = result.heldOutRows > 0 ? ` (${whole(result.heldOutRows)} held out)` : '';
  return `Shown: ${modelName(model)} · ${counted(model.options.latent, 'dimension')} · ${counted(result.columns.length, 'column')} · ${counted(result.rows, 'row')}${held}`;
}

/** What a picture of a network shows, in one line: its kind, columns, rows, seed. */
export function captionOf(model: LatentModel): string {
  const { options, result } = model;
  const parts = [
    `VAE, ${counted(options.latent, 'latent dimension')} of ${options.columns.length <= 4 ? options.columns.join(', ') : counted(options.columns.length, 'column')}`,
    layersOf(options),
    options.beta === 1 ? '' : `β ${options.beta}`,
    result ? counted(result.rows, 'row') : '',
    result ? result.health.verdict : 'in training',
    `seed ${options.seed}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

export type Verdict = LatentHealth['verdict'];

/** How a verdict is shown: never by colour alone. */
export const verdictLooks: Readonly<
  Record<Verdict, { readonly icon: 'check' | 'warn' | 'info'; readonly tone: 'good' | 'warn' | 'danger' }>
> = {
  healthy: { icon: 'check', tone: 'good' },
  'still improving': { icon: 'info', tone: 'warn' },
  'over-regularised': { icon: 'warn', tone: 'warn' },
  'not like the prior': { icon: 'warn', tone: 'warn' },
  'not tested': { icon: 'info', tone: 'warn' },
  'nothing found': { icon: 'warn', tone: 'danger' },
  collapsed: { icon: 'warn', tone: 'danger' },
  failed: { icon: 'warn', tone: 'danger' },
};

/** What is said besides the comparison with probabilistic PCA, which has a place of its own: the headline first. */
export const besidesPca = ({ health, pca }: LatentResult): readonly string[] =>
  health.sentences.filter((sentence) => sentence !== pca?.sentence);

/** '−12.30 ± 0.04', the digits that the error deserves. */
export const plusMinus = (value: number, error: number): string => `${nats(value)} ± ${nats(error)}`;

/** Why there is no comparison with probabilistic PCA, where there is none. */
export const withoutPca = ({ notes, pca }: LatentResult): string | null =>
  pca ? null : (notes.find((note) => /probabilistic PCA/i.test(note)) ?? null);

/** Which columns a decoded row lacks, and what they are in every row; null where it lacks none. Pixels are seen in the picture. */
export function leftOutWords({ leftOut, picture }: LatentEncoding): string | null {
  const few = 6;
  const pixels = new Set(picture?.columns);
  const others = leftOut.filter(({ name }) => !pixels.has(name));
  if (others.length === 0) return null;
  const one = ({ name, value, level }: LatentEncoding['leftOut'][number]) =>
    value !== null ? `${name} (always ${figure(value)})` : level !== undefined ? `${name} (always ${level})` : name;
  const rest = others.length > few ? ` and ${whole(others.length - few)} more` : '';
  return `Not modelled, as they tell rows apart in nothing: ${others.slice(0, few).map(one).join(', ')}${rest}.`;
}
