import { z } from 'zod';
import { FamilyCode } from '../model/mixture.ts';

// Typed arrays may lie in shared memory; z.instanceof would promise that they do not.
export const float64 = z.custom<Float64Array>((value) => value instanceof Float64Array);
export const float32 = z.custom<Float32Array>((value) => value instanceof Float32Array);
export const int32 = z.custom<Int32Array>((value) => value instanceof Int32Array);
export const uint8 = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const nothing = z.object({});
/** Long work answers at once with its job. */
export const started = z.object({ job: z.number().int() });
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });

/** Which candidate of which fit. */
export const CandidateKey = z.object({ fit: z.number().int(), k: z.number().int(), family: FamilyCode });
export type CandidateKey = z.infer<typeof CandidateKey>;

/** Where an export goes: a path on this machine, or a download that the shell hands over under this name. */
export const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('path'), path: z.string().min(1) }),
  z.object({ kind: z.literal('download'), name: z.string().min(1).max(200) }),
]);
export type Target = z.infer<typeof Target>;

export const Cells = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('values'), values: float64 }),
  z.object({ kind: z.literal('codes'), codes: int32, levels: z.array(z.string()) }),
]);

/** What a candidate says of each row of the data set. Excluded rows: label −1, NaN elsewhere. */
export const RowResults = z.object({
  k: z.number().int(),
  /** 1…K; 0 = noise; −1 = excluded. */
  labels: int32,
  /** 1 − the largest responsibility. */
  uncertainty: float64,
  /** Nats, original units. */
  logDensity: float64,
  /** n × K, row by row; with the noise each row sums to 1. */
  responsibilities: float32,
  /** Responsibility of the noise component; null or absent where the mixture has none. */
  noise: float64.nullish(),
});
export type RowResults = z.infer<typeof RowResults>;
