import type { latentCalls } from '../../shared/contract/latent.ts';
import type { Output, Parsed } from '../../shared/contract.ts';
import type { Context } from './context.ts';
import {
  compareLatent,
  decodeLatent,
  listLatents,
  readColumnErrors,
  readEpochs,
  readLatentRows,
  reconstructLatent,
  removeLatent,
  renameLatent,
  saveCodes,
  startBound,
} from './latent.ts';
import { exportCodes, exportLatentModel, exportLatentScript, exportReconstructions, exportSamples } from './latent-exports.ts';
import { proposeEncoding, startLatent } from './latent-train.ts';

type LatentCallName = keyof typeof latentCalls;
type LatentUseCases = { readonly [N in LatentCallName]: (input: Parsed<N>) => Output<N> | Promise<Output<N>> };

/** What the application does for each call about variational autoencoders. */
export const latentUseCases = (context: Context): LatentUseCases => ({
  'latent.propose': (input) => proposeEncoding(context, input),
  'latent.start': (input) => startLatent(context, input),
  'latent.list': () => listLatents(context),
  'latent.epochs': ({ model }) => readEpochs(context, model),
  'latent.rows': ({ model }) => readLatentRows(context, model),
  'latent.decode': (input) => decodeLatent(context, input),
  'latent.reconstruct': (input) => reconstructLatent(context, input),
  'latent.columnErrors': ({ model }) => readColumnErrors(context, model),
  'latent.compare': (input) => compareLatent(context, input),
  'latent.saveCodes': ({ model }) => saveCodes(context, model),
  'latent.bound': (input) => startBound(context, input),
  'latent.rename': (input) => {
    renameLatent(context, input);
    return {};
  },
  'latent.delete': ({ model }) => {
    removeLatent(context, model);
    return {};
  },
  'export.codes': (input) => exportCodes(context, input),
  'export.reconstructions': (input) => exportReconstructions(context, input),
  'export.samples': (input) => exportSamples(context, input),
  'export.latentModel': (input) => exportLatentModel(context, input),
  'export.latentScript': (input) => exportLatentScript(context, input),
});
