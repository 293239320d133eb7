/** What a model trained on the rows of other folds says of the rows held out; in the standardised units, nats. */
export interface Fitted {
  /** Of each row held out; of a lower bound the bound. */
  readonly logDensity: Float64Array;
  /** Of a lower bound estimated by draws: the variance of each row's value over other draws. Null: exact. */
  readonly variance: Float64Array | null;
  /** What was chosen among the rows trained on: 'K = 3, VVV'; empty where there was nothing to choose. */
  readonly choice: string;
  readonly parameters: number | null;
  readonly caution: string | null;
}

/** A model that cannot be fitted says why, in sentences with what to try. */
export type Outcome = Fitted | { readonly failure: string };

/** Where the work on a fold stands. */
export interface FoldStep {
  /** 0…1, never falling. */
  readonly share: number;
  /** 'K = 3, VVV'; empty where there is nothing to say. */
  readonly doing: string;
}
