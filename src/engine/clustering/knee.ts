/**
 * Knee: where a falling curve stops falling fast.
 *
 * Both axes are brought to 0 … 1 and the falling curve is turned upside down; the knee is where it stands highest above
 * its chord, from the first point to the last.
 * Source: Satopää, Albrecht, Irwin and Raghavan, "Finding a 'kneedle' in a haystack", ICDCS Workshops 2011,
 * doi:10.1109/ICDCSW.2011.20, with sensitivity 1 and, where several knees qualify, the highest instead of the first.
 * Unlike the paper's, the curve is not smoothed: a dozen points have no noise to spare.
 */

export interface Knee {
  /** Index of the point. */
  readonly index: number
  /** Height over the chord, 0 … 1. */
  readonly strength: number
}

/**
 * @param xs ascending
 * @param ys as many, falling on the whole
 * @returns null if there are fewer than three points, if the curve does not fall, or if nowhere it stands higher over
 *   the chord than one mean step of x: so much, the paper's threshold asks, must the height fall again after a knee
 */
export function findKnee(xs: readonly number[], ys: readonly number[]): Knee | null {
  const last = xs.length - 1
  if (last < 2 || !(ys[0]! > ys[last]!)) return null
  const heights = xs.map((x, index) => {
    const along = (x - xs[0]!) / (xs[last]! - xs[0]!)
    const fallen = (ys[0]! - ys[index]!) / (ys[0]! - ys[last]!)
    return fallen - along
  })
  const strength = Math.max(...heights)
  return strength > 1 / last ? { index: heights.indexOf(strength), strength } : null
}
