import { resolve } from 'node:path';
import type { LatentModel } from '../../../../shared/contract/latent.ts';
import { LensError } from '../../../../shared/errors.ts';
import { type Client, readTable } from '../client.ts';
import { columnsToFit } from '../cluster-columns.ts';
import type { Console } from '../console.ts';
import { toJson } from '../json.ts';
import { pathTarget, refuseOverwriting } from '../outputs.ts';
import { readOptions } from '../read-options.ts';
import { tellRejected } from '../rejected.ts';
import { vaeJson, vaeText } from '../vae-answer.ts';
import type { VaeFlags } from '../vae-options.ts';
import { finiteColumns, leftOutText } from '../varying-columns.ts';
import { withApp } from '../with-app.ts';

async function train(client: Client, columns: string[], flags: VaeFlags): Promise<LatentModel> {
  const { latent, noise, beta, seed, backend, likelihoods = {}, boundSamples: samples } = flags;
  const { layers, noiseVariance, epochs, heldOut, batch, learningRate, warmUp, patience } = flags;
  const asked = { layers, noiseVariance, epochs, heldOut, batch, learningRate, warmUp, patience };
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const options = { columns, likelihoods, latent, noise, beta, samples, seed, ...given };
  let id = 0;
  await client.run(async () => {
    const started = await client.call('latent.start', { options, backend });
    id = started.model;
    return started;
  });
  const model = (await client.call('latent.list', {})).find((one) => one.id === id);
  if (!model?.result) throw new LensError('internal', 'The network was trained, but is not there.');
  return model;
}

async function writeOutputs(client: Client, model: number, rows: number, flags: VaeFlags): Promise<void> {
  const { codes, reconstructions, samples, sample: count = rows, seed } = flags;
  const write = async (
    call: 'export.codes' | 'export.reconstructions' | 'export.latentModel' | 'export.latentScript',
    path?: string,
  ) => {
    if (path !== undefined) await client.run(() => client.call(call, { model, target: pathTarget(path) }));
  };
  await write('export.codes', codes);
  await write('export.reconstructions', reconstructions);
  if (samples !== undefined)
    await client.run(() => client.call('export.samples', { model, count, seed, target: pathTarget(samples) }));
  await write('export.latentModel', flags.model);
  await write('export.latentScript', flags.script);
}

export function vae(file: string, flags: VaeFlags, console: Console): Promise<number> {
  if (flags.sample !== undefined && flags.samples === undefined)
    throw new LensError(
      'usage',
      '--sample draws rows, but --samples does not say where to write them.',
      'Add --samples OUT.csv.',
    );
  refuseOverwriting([file], [flags.codes, flags.reconstructions, flags.samples, flags.model, flags.script]);
  return withApp({ memory: true, threads: flags.threads }, console, async ({ client }) => {
    const dataset = await readTable(client, resolve(file), readOptions(flags));
    tellRejected(dataset, console);
    const numeric = columnsToFit(dataset, flags.columns, {});
    const { columns, leftOut } = flags.columns ? { columns: numeric, leftOut: [] } : finiteColumns(dataset, numeric);
    if (leftOut.length > 0) console.err.write(`${dataset.source.name}: ${leftOutText(leftOut)}`);
    const model = await train(client, columns, flags);
    await writeOutputs(client, model.id, dataset.rows, flags);
    console.out.write(flags.json ? toJson(vaeJson(dataset.rows, model)) : vaeText(dataset, model));
    return 0;
  });
}
