/**
 * Directions: what either way of finding the directions of largest spread hands on, before their sign is settled.
 */

export interface Directions {
  /** featureCount long, dense space. */
  readonly mean: Float64Array
  /** Each featureCount long, of unit length or all zeros if there is no such direction. */
  readonly components: readonly [Float64Array, Float64Array]
  /** Share of the whole variance along each, 0 … 1. */
  readonly explainedVarianceRatio: readonly [number, number]
}
