/**
 * Rows: what the projection asks of whoever keeps the scaled features of all rows.
 */

import type { MomentParts } from './moments'

export interface ProjectionRows {
  readonly rowCount: number
  moments(): Promise<MomentParts>
  /**
   * Σ over rows of (row − mean) · ((row − mean) · direction): the covariance times the direction, times rowCount − 1.
   * One direction a call, so that a block of 4,000 columns is done in 30 ms.
   * @param direction featureCount long, dense space
   */
  spreadAlong(mean: Float64Array, direction: Float64Array): Promise<Float64Array>
  /** Σ over rows per axis, dense space, then Σ of squares: 2 × featureCount. */
  axisSums(): Promise<Float64Array>
}
