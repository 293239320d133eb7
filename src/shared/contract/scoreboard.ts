import { z } from 'zod';
import { Scoreboard, ScoreboardOptions, ScoreModel } from '../model/scoreboard.ts';
import { call, float64, int32, nothing } from './parts.ts';

const which = z.object({ scoreboard: z.number().int() });

/** What each model says of each row compared. */
export const ScoreRows = z.object({
  /** Indices into the data set, ascending. */
  used: int32,
  /** Nats of each of these rows in the fold in which it was held out, original units; models without a figure do not occur. */
  models: z.array(z.object({ model: ScoreModel, nats: float64 })),
});
export type ScoreRows = z.infer<typeof ScoreRows>;

export const scoreboardCalls = {
  /**
   * Result: the scoreboard's id. It is in the project, growing model by model, from the answer on. Asked again with the same
   * options, finished models are answered from the project, and only the others are fitted: those of a comparison that was
   * cancelled, or models that were not asked for before.
   */
  'scoreboard.start': call(ScoreboardOptions, z.object({ job: z.number().int(), scoreboard: z.number().int() })),
  'scoreboard.list': call(nothing, z.array(Scoreboard)),
  'scoreboard.rows': call(which, ScoreRows),
  /** One that runs is to be cancelled first. */
  'scoreboard.delete': call(which, nothing),
} as const;

export const scoreboardEvents = {
  /** A scoreboard that began, grew by a model, or ended. */
  scoreboard: Scoreboard,
} as const;
