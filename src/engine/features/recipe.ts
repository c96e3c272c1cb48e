/**
 * Recipe: how a row of the file becomes numbers the model can compare, and the way back to real units.
 *
 * Every column has one vote: a number is scaled to variance 1, a category's whole one-hot block to total variance 1.
 * Numbers stay numbers and categories stay codes (`FeatureBlock`): the distance of a one-hot block is one look-up per
 * centroid, exact, and far less to read than one axis per level. Centroids and components live in the dense space:
 * first the `numbers`, in order, then every category's levels, in order (`axisOffset`).
 */

export interface NumberFeature {
  readonly kind: 'number'
  readonly column: string
  /** 'log1p' is sign(x)·ln(1+|x|), so that it takes negative values too. */
  readonly transform: 'none' | 'log1p'
  /** For a missing or infinite cell: the median of the finite ones, in real units. */
  readonly fill: number
  /** Of the transformed, filled values. */
  readonly mean: number
  /** Divisor: the standard deviation, floored; scaled values are held within ±`HELD_WITHIN`. */
  readonly scale: number
}

/** 1 where the cell of that column is missing, infinite or stray, else 0; then centred and scaled. */
export interface MissingFeature {
  readonly kind: 'missing'
  readonly column: string
  readonly mean: number
  readonly scale: number
}

export interface CategoryFeature {
  readonly kind: 'category'
  readonly column: string
  /** Kept levels, commonest first. One more axis, `levels.length`, stands for every other, missing or unseen text. */
  readonly levels: readonly string[]
  /** Share of the fit rows per axis, levels.length + 1 of them. */
  readonly shares: readonly number[]
  /**
   * One-hot height: 1 / sqrt(Σ p (1 − p)), so that the block's total variance is 1; at most HELD_WITHIN / √2, so that
   * two levels are never farther apart than a number can be from its mean.
   */
  readonly height: number
}

export interface Recipe {
  readonly numbers: readonly (NumberFeature | MissingFeature)[]
  readonly categories: readonly CategoryFeature[]
  /** Per category, its first axis in the dense space. */
  readonly axisOffset: readonly number[]
  /** numbers.length + Σ (levels.length + 1). */
  readonly featureCount: number
}

/** Scaled values are held within this many standard deviations, so that one flow can't take a group to itself. */
export const HELD_WITHIN = 8

/** Up to BLOCK_ROWS rows as features. */
export interface FeatureBlock {
  readonly rowCount: number
  /** rowCount × numbers.length, row by row, scaled. */
  readonly numbers: Float32Array
  /** rowCount × categories.length, row by row: an axis index within the category, 0 … levels.length. */
  readonly codes: Uint16Array
}
