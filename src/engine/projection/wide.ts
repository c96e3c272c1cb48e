/**
 * Wide: the two directions of largest spread where there are too many axes for a covariance matrix.
 *
 * A few directions are sent through the covariance again and again, without ever writing it down: one pass over the rows
 * each time. They turn towards the directions of largest spread; ml-pca then decomposes the small covariance within them.
 * Source: subspace iteration with Rayleigh-Ritz, Golub and Van Loan, Matrix Computations, 4th ed., 8.2.4; Halko,
 * Martinsson and Tropp, SIAM Review 53(2), 2011, doi:10.1137/090771806.
 */

import { squareOf } from '../numeric/portable-math'
import { PCA } from 'ml-pca'
import type { Recipe } from '../features/recipe'
import { seededRandom } from '../numeric/random'
import type { Directions } from './directions'
import type { ProjectionRows } from './rows'
import { dot } from './wide-passes'

/** Six more than are wanted: the error falls with (variance of the 9th / variance of the 2nd) per pass. */
const DIRECTIONS = 8
const MOST_PASSES = 60
const SEED = 0xa11

/** The two directions have stopped turning once their variance grows by no more than this share in a pass. */
const STILL = 1e-9

export async function wideDirections(rows: ProjectionRows, { featureCount }: Recipe): Promise<Directions> {
  const sums = await rows.axisSums()
  const mean = sums.slice(0, featureCount).map((sum) => sum / rows.rowCount)
  const total = mean.reduce(
    (sum, axisMean, axis) => sum + sums[featureCount + axis]! - rows.rowCount * squareOf(axisMean),
    0,
  )
  const random = seededRandom(SEED)
  let basis = orthonormal(
    Array.from({ length: DIRECTIONS }, () => Float64Array.from({ length: featureCount }, random.normal)),
  )
  let before = 0
  for (let pass = 1; ; pass++) {
    const images: Float64Array[] = []
    for (const direction of basis) images.push(await rows.spreadAlong(mean, direction))
    const ritz = decompose(basis, images)
    const found = ritz.variances[0]! + ritz.variances[1]!
    if (pass === MOST_PASSES || found - before <= STILL * found) {
      const ratio = (index: number): number => (total > 0 ? ritz.variances[index]! / total : 0)
      return { mean, components: [ritz.vectors[0]!, ritz.vectors[1]!], explainedVarianceRatio: [ratio(0), ratio(1)] }
    }
    before = found
    basis = orthonormal(images)
  }
}

/** The directions of largest spread within the basis, and the sum of squares along each. */
function decompose(
  basis: readonly Float64Array[],
  images: readonly Float64Array[],
): { vectors: Float64Array[]; variances: number[] } {
  const inner = basis.map((a, row) => images.map((b, column) => (dot(a, b) + dot(basis[column]!, images[row]!)) / 2))
  const pca = new PCA(inner, { isCovarianceMatrix: true })
  const turns = pca.getEigenvectors()
  const vectors = basis.map((_, index) => {
    const vector = new Float64Array(basis[0]!.length)
    basis.forEach((direction, place) => addScaled(vector, direction, turns.get(place, index)))
    return vector
  })
  return { vectors, variances: pca.getEigenvalues().map((value) => Math.max(0, value)) }
}

/** Gram and Schmidt, each direction twice, which is enough for full precision; one that vanishes becomes zeros. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = []
  for (const vector of vectors) {
    const rest = vector.slice()
    const length = Math.sqrt(dot(vector, vector))
    for (let round = 0; round < 2; round++) for (const other of basis) addScaled(rest, other, -dot(rest, other))
    const left = Math.sqrt(dot(rest, rest))
    basis.push(left > 1e-12 * length && left > 0 ? rest.map((value) => value / left) : rest.fill(0))
  }
  return basis
}

function addScaled(to: Float64Array, vector: Float64Array, factor: number): void {
  for (let i = 0; i < to.length; i++) to[i]! += factor * vector[i]!
}
