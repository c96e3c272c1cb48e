/**
 * Fit inputs: ranks, scales and levels of every input, from the rows of a file.
 *
 * Ranges, missing cells and levels from all rows; medians, ranks, means and deviations from a seeded sample of at most
 * 65,536 rows, which are all rows of most files.
 */

import type { Pulse } from '../numeric/pulse'
import { quantileOfSorted } from '../numeric/quantiles'
import { sampleRows } from '../numeric/random'
import { signedLog } from './damping'
import { categoryInput } from './levels'
import { rankGridOf } from './rank-grid'
import type { NumberRange, ScoringRows } from './rows'
import { MISSING_SHARE, STATISTICS_ROWS, type CategoryInput, type NumberInput, type ScoreInputs } from './score-model'

/** A column whose largest absolute value exceeds this is heavy-tailed enough for a logarithm. */
const LOG_BEYOND = 100

/** Weighs the rows too: what comes after finds each row's weight in place. */
export async function fitInputs(rows: ScoringRows, seed: number, pulse: Pulse): Promise<ScoreInputs> {
  const { plan, rowCount } = rows
  const ranges = await rows.ranges()
  const sample = sampleRows(rowCount, STATISTICS_ROWS, seed)
  const values = await rows.valuesAt(sample)
  const fills: number[] = []
  for (const [index, raw] of values.entries()) {
    fills.push(medianOfFinite(raw) ?? usableRange(ranges[index]!).smallest)
    await pulse.breathe()
  }
  await rows.weigh(fills, pulse)
  const weights = await rows.weightsAt(sample)
  const numbers: NumberInput[] = []
  for (const [index, raw] of values.entries()) {
    const fill = fills[index]!
    const filled = raw.map((value) => (Number.isFinite(value) ? value : fill))
    numbers.push(numberInput(plan.numbers[index]!, fill, usableRange(ranges[index]!), filled, weights))
    await pulse.breathe()
  }
  const texts = await rows.tallyTexts()
  const missing = await rows.tallyMissing()
  const flags = plan.numbers.flatMap(({ column, origin }, index): readonly CategoryInput[] => {
    const missingShare = 1 - ranges[index]!.finiteCount / rowCount
    const flagged = origin === 'file' && missingShare > MISSING_SHARE && missingShare < 1
    return flagged ? [categoryInput(column, 'missing', missing[index]!, rowCount)] : []
  })
  const categories = plan.texts.map((column, index) => categoryInput(column, 'file', texts[index]!, rowCount))
  return { numbers, categories: [...categories, ...flags], sourceColumn: plan.sourceColumn }
}

function medianOfFinite(values: Float64Array): number | null {
  const sorted = values.filter(Number.isFinite).sort()
  return sorted.length === 0 ? null : quantileOfSorted(sorted, 0.5)
}

/** 0 … 0 for a column without a number. */
const usableRange = (range: NumberRange): NumberRange =>
  range.finiteCount === 0 ? { smallest: 0, largest: 0, finiteCount: 0 } : range

function numberInput(
  planned: Pick<NumberInput, 'column' | 'origin'>,
  fill: number,
  { smallest, largest }: NumberRange,
  values: Float64Array,
  weights: Float64Array,
): NumberInput {
  const sorted = Float64Array.from(values).sort()
  return {
    ...planned,
    fill,
    smallest,
    largest,
    band: [quantileOfSorted(sorted, 0.05), quantileOfSorted(sorted, 0.5), quantileOfSorted(sorted, 0.95)],
    rank: rankGridOf(values, weights),
    standard: standardOf(values, weights, Math.max(Math.abs(smallest), Math.abs(largest)) > LOG_BEYOND),
  }
}

/** Weighted mean and standard deviation; 1 for a column that doesn't vary. */
function standardOf(values: Float64Array, weights: Float64Array, log: boolean): NumberInput['standard'] {
  let total = 0
  let sum = 0
  const onAxis = log ? values.map(signedLog) : values
  for (let i = 0; i < onAxis.length; i++) {
    total += weights[i]!
    sum += weights[i]! * onAxis[i]!
  }
  const mean = sum / total
  let squares = 0
  for (let i = 0; i < onAxis.length; i++) squares += weights[i]! * (onAxis[i]! - mean) ** 2
  const deviation = Math.sqrt(squares / total)
  // A constant column's mean can be off by a rounding; that must not become its unit.
  return { log, mean, scale: deviation > 1e-9 * Math.max(1e-300, Math.abs(mean)) ? deviation : 1 }
}
