/**
 * Level table: what each level of a category costs at each centroid.
 *
 * The cost of a one-hot block depends on the level alone, so it is looked up: Σ over the block's axes of cost(x − c), x being the
 * level's height on its own axis and 0 on the others. Exact, however many levels there are.
 */

/** A category's axes among all axes of the centroids. */
export interface CategoryBlock {
  readonly heights: readonly number[]
  readonly axisCount: number
  /** Its first axis. */
  readonly offset: number
  readonly clusterCount: number
  /** Centroids that a loop handles; of fewer, the rest cost 0. */
  readonly lanes: number
}

/** @returns levels × lanes: all centroids of a level lie together */
export function levelTable(
  { heights, axisCount, offset, clusterCount, lanes }: CategoryBlock,
  centroids: ArrayLike<number>,
  cost: (off: number) => number,
): Float64Array {
  const table = new Float64Array(heights.length * lanes)
  for (let k = 0; k < clusterCount; k++) {
    const first = k * axisCount + offset
    const absent = heights.map((_, axis) => cost(centroids[first + axis]!))
    const allAbsent = absent.reduce((sum, value) => sum + value, 0)
    heights.forEach((height, axis) => {
      const own = allAbsent - absent[axis]! + cost(height - centroids[first + axis]!)
      table[axis * lanes + k] = Math.max(0, own)
    })
  }
  return table
}
