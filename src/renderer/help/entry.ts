/** What a control is, for the ? beside it. */
export interface HelpEntry {
  readonly title: string;
  /** One plain sentence. */
  readonly sentence: string;
  readonly formula?: string;
  /** Where the method, or the convention, comes from. */
  readonly source: string;
}

/** Entries by id: the ids are known to the compiler. */
export const entries = <K extends string>(of: Readonly<Record<K, HelpEntry>>): Readonly<Record<K, HelpEntry>> => of;
