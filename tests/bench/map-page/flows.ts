/**
 * Flows: a made-up map for the frame bench, the same for a seed: groups round, stretched and tight, a flood of equal
 * flows on one spot, and a few flows far out.
 */

export interface MadeUpMap {
  /** rowCount × 2 */
  readonly coordinates: Float32Array
  readonly assignments: Uint8Array
  readonly scores: Float32Array
  readonly centroids: readonly (readonly [number, number])[]
  readonly rowCounts: readonly number[]
}

/** Middle, spread along and across, turn in radians, share of the flows. */
const GROUPS = [
  [-3, -2, 1.1, 0.35, 0.15, 0.34],
  [4, -2.6, 0.12, 0.1, 0, 0.26],
  [0, -0.6, 1.4, 0.8, 0.6, 0.16],
  [1.6, 2.4, 0.5, 0.5, 0, 0.1],
  [-1, -1.8, 0.7, 0.12, -0.3, 0.08],
  [-2, -1.2, 0.25, 0.2, 0, 0.04],
  [3, 3, 0.04, 0.9, 0.5, 0.02],
] as const
/** Of the second group, on one and the same spot. */
const EQUAL_SHARE = 0.4
const FAR_OUT_SHARE = 0.0004

/** Marsaglia's xorshift32. */
function chance(seed: number): () => number {
  let state = seed | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

export function madeUpMap(rowCount: number, seed: number): MadeUpMap {
  const random = chance(seed)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const coordinates = new Float32Array(2 * rowCount)
  const assignments = new Uint8Array(rowCount)
  const scores = new Float32Array(rowCount)
  const rowCounts = GROUPS.map(() => 0)
  for (let row = 0; row < rowCount; row++) {
    let group = 0
    for (let left = random() - GROUPS[0][5]; left > 0 && group < GROUPS.length - 1; left -= GROUPS[group]![5]) group++
    const [middleU, middleV, along, across, turn] = GROUPS[group]!
    const isEqual = group === 1 && random() < EQUAL_SHARE
    const reach = isEqual ? 0 : random() < FAR_OUT_SHARE ? 6 : 1
    const a = normal() * along * reach
    const b = normal() * across * reach
    coordinates[2 * row] = middleU + a * Math.cos(turn) - b * Math.sin(turn)
    coordinates[2 * row + 1] = middleV + a * Math.sin(turn) + b * Math.cos(turn)
    assignments[row] = group
    scores[row] = Math.exp(Math.abs(normal()) * 0.5) * reach
    rowCounts[group]!++
  }
  return { coordinates, assignments, scores, centroids: GROUPS.map(([u, v]) => [u, v] as const), rowCounts }
}
