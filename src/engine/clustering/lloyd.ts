/**
 * Lloyd: assign, move the centroids to the means of their rows, and again until they stand still.
 *
 * In    rows, and starts
 * Out   centroids, and the sizes and inertia that belong to exactly these centroids: what is returned is the last pass
 *       as it was, not its centroids moved once more
 * Source: S. Lloyd, IEEE Trans. Inf. Theory 28(2), 1982, doi:10.1109/TIT.1982.1056489. An empty cluster takes over the
 * worst-fitting row, as in scikit-learn.
 */

import type { Recipe } from '../features/recipe'
import { squareOf } from '../numeric/portable-math'
import type { Pulse } from '../numeric/pulse'
import type { AssignmentSums, LloydRows } from './rows'

export interface LloydOptions {
  readonly maxIterations: number
  /**
   * The centroids stand still once the squares of all their moves add up to no more than this, scaled². 0 goes on until
   * no assignment changes.
   */
  readonly tolerance: number
}

export interface LloydFit {
  readonly clusterCount: number
  /** clusterCount × featureCount, dense space. */
  readonly centroids: Float64Array
  readonly sizes: Float64Array
  readonly inertia: number
  /** Passes over the rows. */
  readonly iterationCount: number
  readonly converged: boolean
  readonly repairCount: number
}

/**
 * @param starts clusterCount × featureCount, dense space; left as they are
 * The inertia never rises from one iteration to the next. If the last iteration allowed leaves a cluster empty, up to
 * clusterCount more are made to fill it.
 */
export async function lloyd(
  rows: LloydRows,
  recipe: Recipe,
  starts: Float64Array,
  clusterCount: number,
  { maxIterations, tolerance }: LloydOptions,
  pulse: Pulse,
  onIteration: (iterationCount: number) => void = () => undefined,
): Promise<LloydFit> {
  let centroids = starts
  let repairCount = 0
  for (let iterationCount = 1; ; iterationCount++) {
    const pass = await rows.assign(centroids, clusterCount)
    const moved = meansOf(pass, recipe, clusterCount, centroids)
    const repairs = await repairEmpty(rows, pass, moved, centroids, recipe.featureCount)
    const still = repairs === 0 && squaredMove(centroids, moved) <= tolerance
    const allowed = repairs === 0 ? maxIterations : maxIterations + clusterCount
    if (still || iterationCount >= allowed) {
      const { sizes, inertia } = pass
      return { clusterCount, centroids, sizes, inertia, iterationCount, converged: still, repairCount }
    }
    repairCount += repairs
    centroids = moved
    onIteration(iterationCount)
    await pulse.breathe()
  }
}

/** The mean of each cluster's rows; an empty cluster stays where it was. */
function meansOf(pass: AssignmentSums, recipe: Recipe, clusterCount: number, centroids: Float64Array): Float64Array {
  const { featureCount } = recipe
  const means = new Float64Array(clusterCount * featureCount)
  const heights = axisHeights(recipe)
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const size = pass.sizes[cluster]!
    for (let axis = 0, at = cluster * featureCount; axis < featureCount; axis++, at++) {
      means[at] = size === 0 ? centroids[at]! : (pass.sums[at]! / size) * heights[axis]!
    }
  }
  return means
}

/** What a sum on each axis is multiplied by: 1 for a number, the one-hot height for a level. */
function axisHeights(recipe: Recipe): Float64Array {
  const heights = new Float64Array(recipe.featureCount).fill(1)
  recipe.categories.forEach(({ height, levels }, place) => {
    const first = recipe.axisOffset[place]!
    heights.fill(height, first, first + levels.length + 1)
  })
  return heights
}

/**
 * Moves each empty cluster onto the row that fits worst among all centroids as they stand by then.
 * @param moved the new centroids; changed here
 * @returns how many were moved: fewer than are empty only if no row lies apart from every centroid
 */
async function repairEmpty(
  rows: LloydRows,
  pass: AssignmentSums,
  moved: Float64Array,
  centroids: Float64Array,
  featureCount: number,
): Promise<number> {
  const standing = centroids.slice()
  let repairs = 0
  for (let cluster = 0; cluster < pass.sizes.length; cluster++) {
    if (pass.sizes[cluster] !== 0) continue
    const { squaredDistance, position } = await rows.farthest(standing, pass.sizes.length)
    if (squaredDistance <= 0) return repairs
    moved.set(position, cluster * featureCount)
    standing.set(position, cluster * featureCount)
    repairs++
  }
  return repairs
}

function squaredMove(from: Float64Array, to: Float64Array): number {
  let squaredDistance = 0
  for (let i = 0; i < from.length; i++) squaredDistance += squareOf(to[i]! - from[i]!)
  return squaredDistance
}
