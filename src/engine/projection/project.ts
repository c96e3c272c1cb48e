/**
 * Project: the two directions along which the rows spread most, and where a row lies on them.
 *
 * ml-pca decomposes the exact covariance of all rows. Its work grows with the cube of the axes and can't be interrupted;
 * beyond `DECOMPOSED_AXES` the two directions are found by passes over the rows instead (`wide.ts`).
 * Source: K. Pearson, Philosophical Magazine 2(11), 1901.
 */

import { PCA } from 'ml-pca'
import type { Recipe } from '../features/recipe'
import { covarianceOf } from './moments'
import type { Directions } from './directions'
import type { Pull } from './pulls'
import { strongestPulls } from './pulls'
import type { ProjectionRows } from './rows'
import { wideDirections } from './wide'

/** 192 axes take ml-pca 50 ms, 256 take 150 ms, 512 would take over a second (2 shared cores, Node 20, 2026-11-22). */
const DECOMPOSED_AXES = 192

/** Of each component, the loading largest in size is positive. */
export interface Projection extends Directions {
  /** The columns that pull each axis, strongest first, at most 5. */
  readonly pulls: readonly [readonly Pull[], readonly Pull[]]
}

export async function project(rows: ProjectionRows, recipe: Recipe): Promise<Projection> {
  const wide = recipe.featureCount > DECOMPOSED_AXES
  const found = wide ? await wideDirections(rows, recipe) : await exactDirections(rows, recipe)
  const components = [facingUp(found.components[0]), facingUp(found.components[1])] as const
  return {
    ...found,
    components,
    pulls: [strongestPulls(components[0], recipe), strongestPulls(components[1], recipe)],
  }
}

async function exactDirections(rows: ProjectionRows, recipe: Recipe): Promise<Directions> {
  const { featureCount } = recipe
  const { mean, matrix } = covarianceOf(await rows.moments(), recipe, rows.rowCount)
  const square = Array.from({ length: featureCount }, (_, axis) =>
    Array.from(matrix.subarray(axis * featureCount, (axis + 1) * featureCount)),
  )
  const pca = new PCA(square, { isCovarianceMatrix: true })
  const eigenvalues = pca.getEigenvalues()
  const eigenvectors = pca.getEigenvectors()
  const total = square.reduce((trace, row, axis) => trace + row[axis]!, 0)
  const component = (index: number): Float64Array =>
    index < featureCount ? Float64Array.from(eigenvectors.getColumn(index)) : new Float64Array(featureCount)
  const ratio = (index: number): number => (total > 0 ? Math.max(0, (eigenvalues[index] ?? 0) / total) : 0)
  return { mean, components: [component(0), component(1)], explainedVarianceRatio: [ratio(0), ratio(1)] }
}

/** A direction and its opposite are equally good: the one whose loading largest in size is positive is taken. */
function facingUp(component: Float64Array): Float64Array {
  let largest = 0
  for (const loading of component) if (Math.abs(loading) > Math.abs(largest)) largest = loading
  return largest < 0 ? component.map((loading) => -loading) : component
}
