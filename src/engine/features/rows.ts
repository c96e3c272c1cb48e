/**
 * Rows: what fitting a recipe asks of whoever keeps the table's rows.
 */

import type { Cells } from '../table/table'
import type { NumberTally } from './tally'

/** A numeric axis before its mean and scale are known. */
export type NumberReading =
  | { readonly kind: 'number'; readonly column: string; readonly transform: 'none' | 'log1p'; readonly fill: number }
  | { readonly kind: 'missing'; readonly column: string }

/** How often each text occurs in a column; the missing cell is the text ''. */
export interface LevelCounts {
  readonly texts: readonly string[]
  /** As many. */
  readonly counts: ArrayLike<number>
}

export interface FeatureRows {
  readonly rowCount: number
  /**
   * Raw numbers of a column at some rows: NaN where missing or stray.
   * @param rows ascending row indices of the whole table
   * @returns as many values as rows, in their order
   */
  valuesAt(column: string, rows: Uint32Array): Promise<Float64Array>
  /** Per column its different numbers and their counts; null where there are too many. */
  tallies(columns: readonly string[]): Promise<readonly (NumberTally | null)[]>
  /** How the table holds these columns. */
  kindsOf(columns: readonly string[]): Promise<readonly Cells['kind'][]>
  levelCounts(column: string): Promise<LevelCounts>
  /**
   * Per reading, the sum over all rows of (value − centre)^power, added block by block.
   * @param centres as many as readings
   */
  powerSums(readings: readonly NumberReading[], centres: Float64Array, power: 1 | 2): Promise<Float64Array>
  /** Lets others run if it is time to; called between columns. */
  breathe(): Promise<void>
}
