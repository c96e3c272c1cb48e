/**
 * Typical scores: what the flows of each cluster usually score.
 */

import { medianOf } from '../numeric/quantiles'

/** @returns per cluster the median score of its rows; null for one without. Time O(rows). */
export function typicalScores(
  scores: Float32Array,
  assignments: Uint8Array,
  clusterCount: number,
): readonly (number | null)[] {
  const sizes = new Uint32Array(clusterCount)
  for (const cluster of assignments) sizes[cluster]!++
  const own = Array.from(sizes, (size) => new Float64Array(size))
  const filled = new Uint32Array(clusterCount)
  for (let row = 0; row < scores.length; row++) {
    const cluster = assignments[row]!
    own[cluster]![filled[cluster]!++] = scores[row]!
  }
  return own.map((values) => (values.length === 0 ? null : medianOf(values)))
}
