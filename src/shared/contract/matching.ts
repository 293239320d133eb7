import { z } from 'zod';
import { CandidateKey, call } from './parts.ts';

export const matchingCalls = {
  /**
   * Which component of an earlier candidate of the same table each component goes on from: the assignment with most rows in
   * common. 0 for none; `overlap` is Jaccard's coefficient of the two.
   */
  'fit.match': call(
    z.object({ candidate: CandidateKey, before: CandidateKey }),
    z.object({ matches: z.array(z.object({ component: z.number().int(), overlap: z.number() })) }),
  ),
} as const;
