/**
 * Rows: what the projection asks of whoever keeps the scaled features of all rows.
 */

/** Sums over all rows. Dense space, but a level is counted, not added up: times its height it is the sum. */
export interface Moments {
  /** Laid out by `momentsLength` and `blockMoments`. */
  readonly sums: Float64Array
  /** levelCount × levelCount: rows that have both levels; whole numbers. */
  readonly levelPairs: Float64Array
}

export interface ProjectionRows {
  readonly rowCount: number
  moments(): Promise<Moments>
  /**
   * Per direction, Σ over rows of (row − mean) · ((row − mean) · direction).
   * @param directions directionCount × featureCount, dense space
   * @returns as long as directions
   */
  spreadAlong(mean: Float64Array, directions: Float64Array): Promise<Float64Array>
  /** Σ over rows per axis, dense space, then Σ of squares: 2 × featureCount. */
  axisSums(): Promise<Float64Array>
}
