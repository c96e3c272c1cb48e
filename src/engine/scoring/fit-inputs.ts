/**
 * Fit inputs: ranks, scales and levels of every input, from the rows of a file.
 *
 * Ranges, missing cells and levels from all rows; medians, ranks, means and deviations from a seeded sample of at most
 * 65,536 rows, which are all rows of most files.
 */

import { signedLog, squareOf } from '../numeric/portable-math'
import type { Pulse } from '../numeric/pulse'
import { sampleRows } from '../numeric/random'
import { categoryInput, commonTexts } from './levels'
import { usualLargestOf } from './magnitude'
import { filled, quantileOfTally, type NumberTally } from './number-tally'
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
  const unweighed = await rows.tallyNumbers(sample, false)
  const fills = unweighed.map((tally, index) => {
    const median = quantileOfTally(tally, 0.5)
    return Number.isNaN(median) ? usableRange(ranges[index]!).smallest : median
  })
  await rows.weigh(fills, (await rows.tallyTexts()).map(commonTexts), pulse)
  const numbers: NumberInput[] = []
  for (const [index, tally] of (await rows.tallyNumbers(sample, true)).entries()) {
    const fill = fills[index]!
    const usualLargest =
      plan.numbers[index]!.origin === 'file' ? usualLargestOf(unweighed[index]!, rowCount / sample.length) : null
    const input = numberInput(plan.numbers[index]!, fill, usableRange(ranges[index]!), filled(tally, fill))
    numbers.push({ ...input, usualLargest: input.standard.log ? usualLargest : null })
    await pulse.breathe()
  }
  const texts = await rows.tallyTexts()
  const categories = plan.texts.map((column, index) => categoryInput(column, 'file', texts[index]!, rowCount))
  const flags = await flagInputs(rows, ranges)
  return { numbers, categories: [...categories, ...flags], sourceColumn: plan.sourceColumn }
}

/** Of the columns where some but not all cells are missing. */
async function flagInputs(rows: ScoringRows, ranges: readonly NumberRange[]): Promise<readonly CategoryInput[]> {
  const { plan, rowCount } = rows
  const flagged = plan.numbers.flatMap(({ origin }, index) => {
    const missingShare = 1 - ranges[index]!.finiteCount / rowCount
    return origin === 'file' && missingShare > MISSING_SHARE && missingShare < 1 ? [index] : []
  })
  const tallies = await rows.tallyMissing(flagged)
  return flagged.map((index, i) => categoryInput(plan.numbers[index]!.column, 'missing', tallies[i]!, rowCount))
}

/** 0 … 0 for a column without a number. */
const usableRange = (range: NumberRange): NumberRange =>
  range.finiteCount === 0 ? { smallest: 0, largest: 0, finiteCount: 0 } : range

function numberInput(
  planned: Pick<NumberInput, 'column' | 'origin'>,
  fill: number,
  { smallest, largest }: NumberRange,
  tally: NumberTally,
): Omit<NumberInput, 'usualLargest'> {
  return {
    ...planned,
    fill,
    smallest,
    largest,
    band: [quantileOfTally(tally, 0.05), quantileOfTally(tally, 0.5), quantileOfTally(tally, 0.95)],
    rank: rankGridOf(tally.values, tally.weights),
    standard: standardOf(tally, Math.max(Math.abs(smallest), Math.abs(largest)) > LOG_BEYOND),
  }
}

/** Weighted mean and standard deviation; 1 for a column that doesn't vary. */
function standardOf({ values, weights }: NumberTally, log: boolean): NumberInput['standard'] {
  let total = 0
  let sum = 0
  const onAxis = log ? values.map(signedLog) : values
  for (let i = 0; i < onAxis.length; i++) {
    total += weights[i]!
    sum += weights[i]! * onAxis[i]!
  }
  const mean = sum / total
  let squares = 0
  for (let i = 0; i < onAxis.length; i++) squares += weights[i]! * squareOf(onAxis[i]! - mean)
  const deviation = Math.sqrt(squares / total)
  // A constant column's mean can be off by a rounding; that must not become its unit.
  return { log, mean, scale: deviation > 1e-9 * Math.max(1e-300, Math.abs(mean)) ? deviation : 1 }
}
