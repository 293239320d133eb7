import { tables } from './001-tables.ts';
import { doubts } from './002-doubts.ts';
import { exclusions } from './005-exclusions.ts';
import { latent } from './006-latent.ts';
import { scoreboards } from './007-scoreboards.ts';
import type { Migration } from './migration.ts';

/** All of them, in order. What has shipped is never changed; a new format is a new file here. */
export const migrations: readonly Migration[] = [tables, doubts, exclusions, latent, scoreboards];
