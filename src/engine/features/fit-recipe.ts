/**
 * Fit recipe: from what the columns are to how each becomes features.
 *
 * Median, mean and variance come from a column's different numbers and their counts. Where there are too many different ones, they
 * come from the rows: sums per block, in two passes (mean, then centred squares: one pass of x and x² loses half the digits on
 * byte counts), and the median from a seeded sample of `MEDIAN_SAMPLE_ROWS`, where it is off by about 0.2 percentile points
 * (1 / (2·√65,536)); it only fills missing cells.
 */

import { medianOf } from '../numeric/quantiles'
import { sampleRows } from '../numeric/random'
import type { ColumnProfile } from '../table/column'
import type { DistinctCells } from '../table/digest'
import type { Cells } from '../table/table'
import { fitCategory } from './fit-category'
import type { CategoryFeature, MissingFeature, NumberFeature, Recipe } from './recipe'
import type { FeatureRows, NumberReading } from './rows'
import { mergeTallies, type NumberTally, tallyMedian, tallyMoments, tallyOfDistinct } from './tally'

const MEDIAN_SAMPLE_ROWS = 65_536
const MEDIAN_SEED = 0x5eed
/** A numeric column that no profile describes, such as what scoring derives from a source's other flows. */
export interface ExtraNumberColumn {
  readonly column: string
  readonly transform: 'none' | 'log1p'
}

/**
 * @param profiles of all columns; those whose role is 'feature' are taken
 * @param known    different cells and counts of columns where they are at hand; they only save the rows a question
 */
export async function fitRecipe(
  rows: FeatureRows,
  profiles: readonly ColumnProfile[],
  extraNumberColumns: readonly ExtraNumberColumn[] = [],
  known: ReadonlyMap<string, DistinctCells> = new Map(),
): Promise<Recipe> {
  const features = profiles.filter((profile) => profile.role === 'feature')
  const kinds = await rows.kindsOf(features.map(({ name }) => name))
  const asNumber = features.filter((profile, index) => isNumber(profile, kinds[index]!))
  const asCategory = features.filter((profile, index) => !isNumber(profile, kinds[index]!))
  const numbers = await fitNumbers(rows, asNumber, extraNumberColumns, known)
  const categories = await fitCategories(
    rows,
    asCategory.map(({ name }) => name),
    known,
  )
  return assembleRecipe(numbers, categories)
}

/** Lays the features out in the dense space. */
export function assembleRecipe(
  numbers: readonly (NumberFeature | MissingFeature)[],
  categories: readonly CategoryFeature[],
): Recipe {
  let featureCount = numbers.length
  const axisOffset = categories.map((category) => {
    const offset = featureCount
    featureCount += category.levels.length + 1
    return offset
  })
  return { numbers, categories, axisOffset, featureCount }
}

/** A yes-no column is a number where its cells are (0 and 1), a category of two levels where they are words. */
const isNumber = (profile: ColumnProfile, kind: Cells['kind']): boolean =>
  profile.type === 'number' || (profile.type === 'yes-no' && kind === 'numbers')

/** An axis with what is known of its column. */
interface Tallied {
  readonly reading: NumberReading
  readonly tally: NumberTally | null
}

/** Numbers first, then the flags of those that have gaps. */
async function fitNumbers(
  rows: FeatureRows,
  profiles: readonly ColumnProfile[],
  extra: readonly ExtraNumberColumn[],
  known: ReadonlyMap<string, DistinctCells>,
): Promise<(NumberFeature | MissingFeature)[]> {
  const columns = [...profiles.map(({ name, transform }) => ({ column: name, transform })), ...extra]
  const tallies = await talliesOf(
    rows,
    columns.map(({ column }) => column),
    known,
  )
  const axes: Tallied[] = []
  for (const [index, { column, transform }] of columns.entries()) {
    const tally = tallies[index]!
    const fill = tally === null ? await sampledMedian(rows, column) : tallyMedian(tally)
    axes.push({ reading: { kind: 'number', column, transform, fill }, tally })
    await rows.breathe()
  }
  profiles.forEach(({ name, missingCount, infiniteCount, strayCount }, index) => {
    if (missingCount + infiniteCount + strayCount > 0)
      axes.push({ reading: { kind: 'missing', column: name }, tally: tallies[index]! })
  })
  const measured = await measureWide(
    rows,
    axes.filter(({ tally }) => tally === null).map(({ reading }) => reading),
  )
  return axes.map(({ reading, tally }) => {
    const { mean, variance } = tally === null ? measured.get(reading)! : tallyMoments(tally, reading)
    return { ...reading, mean, scale: Math.max(Math.sqrt(variance), scaleFloor(mean)) }
  })
}

async function talliesOf(
  rows: FeatureRows,
  columns: readonly string[],
  known: ReadonlyMap<string, DistinctCells>,
): Promise<readonly (NumberTally | null)[]> {
  const asked = columns.filter((column) => !known.has(column))
  const answers = asked.length === 0 ? [] : await rows.tallies(asked)
  return columns.map((column) => {
    const distinct = known.get(column)
    return distinct ? mergeTallies([tallyOfDistinct(distinct)]) : answers[asked.indexOf(column)]!
  })
}

async function sampledMedian(rows: FeatureRows, column: string): Promise<number> {
  const values = await rows.valuesAt(column, sampleRows(rows.rowCount, MEDIAN_SAMPLE_ROWS, MEDIAN_SEED))
  return medianOf(values.filter(Number.isFinite)) || 0
}

/** Mean and variance over all rows, per block. */
async function measureWide(
  rows: FeatureRows,
  readings: readonly NumberReading[],
): Promise<ReadonlyMap<NumberReading, { readonly mean: number; readonly variance: number }>> {
  if (readings.length === 0) return new Map()
  const { rowCount } = rows
  const means = (await rows.powerSums(readings, new Float64Array(readings.length), 1)).map((sum) => sum / rowCount)
  const variances = (await rows.powerSums(readings, means, 2)).map((sum) => sum / rowCount)
  return new Map(readings.map((reading, index) => [reading, { mean: means[index]!, variance: variances[index]! }]))
}

/**
 * Below this a standard deviation is rounding noise of a constant column (about 1e-15 of the mean), not spread. A
 * constant column is ignored before it gets here; if one does, its rows stay near 0 and any other value is held at ±8.
 */
const scaleFloor = (mean: number): number => 1e-12 * Math.max(1, Math.abs(mean))

async function fitCategories(
  rows: FeatureRows,
  columns: readonly string[],
  known: ReadonlyMap<string, DistinctCells>,
): Promise<CategoryFeature[]> {
  const categories: CategoryFeature[] = []
  for (const column of columns) {
    categories.push(fitCategory(column, known.get(column) ?? (await rows.levelCounts(column)), rows.rowCount))
    await rows.breathe()
  }
  return categories
}
