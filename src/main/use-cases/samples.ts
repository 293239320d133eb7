import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { LensError } from '../../shared/errors.ts';
import { Sample } from '../../shared/model/dataset.ts';
import type { Context } from './context.ts';

const Listed = z.array(Sample.extend({ file: z.string() }));

const listed = (context: Context) => Listed.parse(JSON.parse(readFileSync(join(context.samplesFolder, 'samples.json'), 'utf8')));

export function listSamples(context: Context): Sample[] {
  return listed(context).map(({ file: _, ...sample }) => sample);
}

export function samplePath(context: Context, id: string): { path: string; name: string } {
  const found = listed(context).find((sample) => sample.id === id);
  if (!found)
    throw new LensError(
      'missing',
      `There is no sample '${id}'.`,
      `The samples are: ${listed(context)
        .map((sample) => sample.id)
        .join(', ')}.`,
    );
  return { path: join(context.samplesFolder, found.file), name: found.file };
}
