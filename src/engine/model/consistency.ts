/**
 * Consistency: lengths and orders that must agree within a model, beyond what each part says of itself.
 */

import { isCalibration } from '../scoring/calibration'
import { partNames } from '../scoring/parts'
import { axesOf } from '../scoring/view-space'
import type { ScoreModel } from '../scoring/score-model'
import type { ModelDocument } from './document'

/** @returns what doesn't fit, in words that name the place; null if all does */
export function firstInconsistency(document: ModelDocument): string | null {
  return (
    columnFault(document) ??
    recipeFault(document) ??
    clusterFault(document) ??
    scoringFault(document.scoring) ??
    calibrationFault(document)
  )
}

function columnFault({ columns }: ModelDocument): string | null {
  const taken = new Set<string>()
  for (const { name } of columns) {
    if (taken.has(name)) return `two columns are called "${name}"`
    taken.add(name)
  }
  return null
}

function recipeFault({ recipe: { numbers, categories, axisOffset, featureCount } }: ModelDocument): string | null {
  let axis = numbers.length
  for (const [index, { levels, shares, column }] of categories.entries()) {
    if (shares.length !== levels.length + 1)
      return `column "${column}" has ${shares.length} shares for ${levels.length} levels`
    if (axisOffset[index] !== axis) return `the axes of column "${column}" don’t begin where the axes before it end`
    axis += levels.length + 1
  }
  if (axisOffset.length !== categories.length) return 'there are not as many axis offsets as categories'
  return axis === featureCount ? null : `${featureCount} axes are promised and ${axis} are there`
}

function clusterFault({ clusters, recipe: { featureCount }, projection }: ModelDocument): string | null {
  const { clusterCount, centroids, cards, bands, typicalScores } = clusters
  if (centroids.length !== clusterCount * featureCount) {
    return `${clusterCount} centroids of ${featureCount} axes need ${clusterCount * featureCount} numbers; there are ${centroids.length}`
  }
  if (cards.length !== clusterCount) return `${clusterCount} groups have ${cards.length} cards`
  if (cards.some(({ clusterIndex }, place) => clusterIndex !== place))
    return 'the cards are not in the order of the groups'
  if (typicalScores !== undefined && typicalScores.length !== clusterCount)
    return `${clusterCount} groups have ${typicalScores.length} typical scores`
  if (bands.clusters.length !== clusterCount)
    return `${clusterCount} groups have ${bands.clusters.length} lists of typical values`
  if ([bands.all, ...bands.clusters].some((list) => list.length !== bands.columns.length)) {
    return 'a list of typical values is not as long as its columns'
  }
  const { mean, components, pulls } = projection
  const wide = mean.length === featureCount && components.every((component) => component.length === featureCount)
  if (!wide || components.length !== 2 || pulls.length !== 2) return 'the map is not made for the axes of this model'
  return null
}

function calibrationFault({ calibration }: ModelDocument): string | null {
  if (calibration === undefined || isCalibration(calibration)) return null
  return 'what its scores are compared with is out of order'
}

function scoringFault(model: ScoreModel): string | null {
  for (const { column, rank, smallest, largest, usualLargest } of model.numbers) {
    if (rank.values.length === 0) return `column "${column}" has no ranks`
    if (rank.below.length !== rank.values.length || rank.upTo.length !== rank.values.length) {
      return `the ranks of column "${column}" differ in length`
    }
    if (!isAscending(rank.values) || smallest > largest) return `the values of column "${column}" are out of order`
    if (usualLargest !== null && usualLargest <= 0)
      return `the largest usual number of column "${column}" is not above 0`
  }
  for (const { column, levels, shares, heights } of model.categories) {
    const lengths = [shares, heights.rank, heights.standardised].map(({ length }) => length)
    if (lengths.some((length) => length !== levels.length + 1))
      return `the levels of column "${column}" differ in length`
  }
  const partCount = partNames(model).length
  if (model.floors.length !== partCount) return `${partCount} parts of the score have ${model.floors.length} floors`
  const { count } = axesOf(model)
  if (model.views.map(({ kind }) => kind).join() !== 'rank,standardised')
    return 'the score needs its two views, in order'
  for (const { kind, mass, centroids } of model.views) {
    if (mass.length === 0 || centroids.length !== mass.length * count) {
      return `the ${kind} view has ${centroids.length} numbers for ${mass.length} groups of ${count} axes`
    }
    const total = mass.reduce((sum, value) => sum + value, 0)
    if (Math.abs(total - 1) > 1e-6 || mass.some((value) => value <= 0))
      return `the masses of the ${kind} view don’t add up to 1`
  }
  return null
}

const isAscending = (values: readonly number[]): boolean =>
  values.every((value, i) => i === 0 || value > values[i - 1]!)
