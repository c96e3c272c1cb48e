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
   * Σ over rows of (row − mean) · ((row − mean) · direction): the covariance times the direction, times rowCount − 1.
   * One direction a call, so that a block of 4,000 columns is done in 30 ms.
   * @param direction featureCount long, dense space
   */
  spreadAlong(mean: Float64Array, direction: Float64Array): Promise<Float64Array>
  /** Σ over rows per axis, dense space, then Σ of squares: 2 × featureCount. */
  axisSums(): Promise<Float64Array>
}
