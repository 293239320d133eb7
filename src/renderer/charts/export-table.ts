/** A table as it is written to a file: columns of the same length. */
export interface ExportTable {
  readonly names: readonly string[];
  readonly columns: readonly ArrayLike<number | string | null>[];
}
