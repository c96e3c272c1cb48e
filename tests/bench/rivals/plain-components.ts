/**
 * Plain components: two principal components with ml-pca, kindly.
 *
 * Left to itself, ml-pca multiplies the rows by a transposed view of them, and then by all components only to drop all but two: 13 s
 * for 32,000 rows (2026-11-25). With the covariance and the two products by hand it is the rival at its best.
 */

import { PCA } from 'ml-pca'

const COMPONENT_COUNT = 2

/** Of columns whose mean is 0. */
function covarianceOf(features: readonly number[][]): number[][] {
  const width = features[0]!.length
  const products = new Float64Array(width * width)
  for (const row of features) {
    for (let one = 0; one < width; one++) {
      const value = row[one]!
      if (value === 0) continue
      for (let other = one; other < width; other++) products[one * width + other]! += value * row[other]!
    }
  }
  return Array.from({ length: width }, (_, one) =>
    Array.from({ length: width }, (_, other) => {
      const [low, high] = one < other ? [one, other] : [other, one]
      return products[low * width + high]! / (features.length - 1)
    }),
  )
}

/** @returns per component, a coordinate per row */
export function twoComponents(features: readonly number[][]): Float64Array[] {
  const components = new PCA(covarianceOf(features), { isCovarianceMatrix: true }).getEigenvectors()
  return Array.from({ length: COMPONENT_COUNT }, (_, component) => {
    const axis = components.getColumn(component)
    return Float64Array.from(features, (row) => {
      let sum = 0
      for (let at = 0; at < axis.length; at++) sum += row[at]! * axis[at]!
      return sum
    })
  })
}
