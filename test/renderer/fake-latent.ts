import { encodeTable, outputBiases } from '../../src/main/datasets/encode.ts';
import type { TableColumn } from '../../src/main/datasets/encode-column.ts';
import { latentResult, networkFor } from '../../src/main/datasets/encode-network.ts';
import { compareWithRows } from '../../src/main/datasets/latent-compare.ts';
import { atOnce, decodeCodes, reconstructRows } from '../../src/main/datasets/latent-decode.ts';
import { latentRows } from '../../src/main/datasets/latent-rows.ts';
import type { Trained } from '../../src/main/datasets/trained.ts';
import { fitLatent } from '../../src/main/engine/latent/fit.ts';
import { createPlainBackend } from '../../src/main/engine/latent/plain/backend.ts';
import { heldOutShare, layersFor } from '../../src/main/engine/latent/training/settings.ts';
import { splitRows } from '../../src/main/engine/latent/training/split.ts';
import type { LatentModel, latentCalls } from '../../src/shared/contract/latent.ts';
import type { Input, LensEvent } from '../../src/shared/contract.ts';
import { LensError } from '../../src/shared/errors.ts';
import type { Job } from '../../src/shared/model/job.ts';
import { type LatentEpoch, LatentOptions } from '../../src/shared/model/latent.ts';

type LatentCallName = keyof typeof latentCalls;
export type FakeLatent = { readonly [N in LatentCallName]: (input: Input<N>) => unknown };

export interface FakeTable {
  columns(names: readonly string[]): TableColumn[];
  addColumn(name: string, values: Float64Array, made: string): void;
  emit(event: LensEvent): void;
  run(kind: Job['kind'], name: string, steps: number, step: (i: number) => void, done: () => Job['result']): number;
}

/** Epochs that the pretended application trains at most, and how many at a time. */
const mostEpochs = 120;
const epochsAStep = 4;

/** Small networks trained in the page itself, by the real engine. */
export function fakeLatent({ columns, addColumn, emit, run }: FakeTable): FakeLatent {
  // Pages that are not isolated have none; nothing is shared here.
  globalThis.SharedArrayBuffer ??= ArrayBuffer as unknown as SharedArrayBufferConstructor;
  let models: readonly LatentModel[] = [];
  const epochs = new Map<number, LatentEpoch[]>();
  const weights = new Map<number, Float32Array>();

  const of = (id: number): LatentModel => {
    const found = models.find((model) => model.id === id);
    if (!found) throw new LensError('missing', `There is no VAE ${id}.`);
    return found;
  };
  const change = (id: number, over: Partial<LatentModel>) => {
    models = models.map((model) => (model.id === id ? { ...model, ...over } : model));
    emit({ name: 'latent', value: of(id) });
  };
  const encodedOf = ({ options }: LatentModel) => encodeTable(columns(options.columns), options);
  const trainedOf = (model: LatentModel): Trained => {
    const { latent, activation, noise } = model.options;
    const kept = weights.get(model.id);
    if (!kept || !model.encoding) throw new LensError('missing', `VAE ${model.id} has no finished epoch yet.`);
    const { n } = encodedOf(model).table;
    return { latent, activation, noise, encoding: model.encoding, hidden: layersFor(model.options, n), weights: kept };
  };
  const rowsOf = (model: LatentModel) => {
    const encoded = encodedOf(model);
    const { n } = encoded.table;
    const split = splitRows(n, heldOutShare(model.options, n), model.options.seed);
    return atOnce(latentRows(trainedOf(model), encoded, n + encoded.excluded, { split, seed: model.options.seed }));
  };
  const file = (name: string) => () => ({
    job: run(
      'export',
      name,
      3,
      () => {},
      () => 'download',
    ),
  });

  return {
    'latent.propose': (input) => encodeTable(columns(input.columns), { likelihoods: {}, picture: null }).encoding,
    'latent.start': (input) => {
      const options = LatentOptions.parse(input.options);
      const id = models.length + 1;
      const encoded = encodeTable(columns(options.columns), options);
      const { encoding, table, logJacobian } = encoded;
      const network = networkFor(encoding, table.n, options);
      const short = {
        ...options,
        epochs: Math.min(options.epochs ?? mostEpochs, mostEpochs),
        samples: Math.min(10, options.samples),
      };
      const inputAt = encoding.columns.map((column) => column.inputAt);
      const given = { network, table, logJacobian, outputBias: outputBiases(encoding), inputAt };
      const fit = { ...given, options: short, create: createPlainBackend };
      const training = fitLatent(fit);
      const model: LatentModel = {
        id,
        created: '2026-01-05T10:00:00Z',
        name: '',
        status: 'running',
        options,
        backend: input.backend ?? 'fused',
        exclusion: null,
        encoding,
        result: null,
        error: null,
      };
      models = [...models, model];
      epochs.set(id, []);
      emit({ name: 'latent', value: model });
      const advance = (count: number) => {
        const fresh: LatentEpoch[] = [];
        while (fresh.length < count) {
          const step = training.next();
          if (step.done) {
            if (step.value) {
              weights.set(id, step.value.weights);
              change(id, { status: 'done', result: latentResult(encoded, step.value, 1) });
            }
            break;
          }
          const { epoch, phase, parameters } = step.value;
          if (!epoch || phase !== 'training') continue;
          fresh.push(epoch);
          weights.set(id, parameters());
        }
        epochs.get(id)?.push(...fresh);
        if (fresh.length > 0) emit({ name: 'epochs', value: { model: id, epochs: fresh } });
      };
      const steps = Math.ceil(short.epochs / epochsAStep);
      const job = run(
        'latent',
        `Train a VAE of ${options.columns.length} columns`,
        steps,
        () => advance(epochsAStep),
        () => {
          advance(Number.POSITIVE_INFINITY);
          return id;
        },
      );
      return { job, model: id };
    },
    'latent.list': () => models,
    'latent.epochs': ({ model }) => epochs.get(model) ?? [],
    'latent.rows': ({ model }) => rowsOf(of(model)).rows,
    'latent.decode': ({ model, codes }) => decodeCodes(trainedOf(of(model)), codes),
    'latent.reconstruct': ({ model, rows }) => reconstructRows(trainedOf(of(model)), encodedOf(of(model)), rows),
    'latent.columnErrors': ({ model }) => rowsOf(of(model)).columns,
    'latent.compare': ({ model, seed = 1 }) => atOnce(compareWithRows(trainedOf(of(model)), encodedOf(of(model)).table, seed)),
    'latent.saveCodes': ({ model }) => {
      const { latent, means } = rowsOf(of(model)).rows;
      const names = Array.from({ length: latent }, (_, l) => `code_${l + 1}`);
      for (const [l, name] of names.entries()) {
        const values = Float64Array.from({ length: means.length / latent }, (_, row) => means[row * latent + l]!);
        addColumn(name, values, `code ${l + 1} of VAE ${model}`);
      }
      return { columns: names };
    },
    'latent.bound': ({ model, samples }) => ({
      job: run(
        'latent',
        `Importance-weighted bound, ${samples} samples`,
        5,
        () => {},
        () => {
          const { result } = of(model);
          const told = <T extends { readonly samples: number }>(bound: T) => ({ ...bound, samples });
          const { train, heldOut } = result?.importanceWeightedBound ?? { train: null, heldOut: null };
          if (result && train)
            change(model, {
              result: { ...result, importanceWeightedBound: { train: told(train), heldOut: heldOut && told(heldOut) } },
            });
          return model;
        },
      ),
    }),
    'latent.rename': ({ model, name }) => {
      change(model, { name });
      return {};
    },
    'latent.delete': ({ model }) => {
      models = models.filter(({ id }) => id !== model);
      return {};
    },
    'export.codes': file('Codes'),
    'export.reconstructions': file('Reconstructions'),
    'export.samples': file('Samples'),
    'export.latentModel': file('Model'),
    'export.latentScript': file('PyTorch script'),
  };
}
