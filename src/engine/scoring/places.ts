/**
 * Places: one row on the axes of both views, its categories as codes.
 */

import { axisReader } from './axis-reader'
import type { EncodedRows } from './encode'
import { codeOfText, usualCode } from './input-columns'
import type { InputRow } from './input-row'
import type { CategoryInput, ScoreInputs } from './score-model'

export interface Places {
  readonly rank: Float64Array
  readonly standardised: Float64Array
  /** Per category an axis index within it. */
  readonly codes: ArrayLike<number>
}

/** The grids of the numbers are looked up once, here. */
export function placesReader(model: ScoreInputs): (row: InputRow) => Places {
  const numbers = model.numbers.map((input) => ({ read: axisReader(input), fill: input.fill }))
  const codes = model.categories.map((input, index) => codeReader(model, input, index))
  return (row) => {
    const rank = new Float64Array(numbers.length)
    const standardised = new Float64Array(numbers.length)
    numbers.forEach(({ read, fill }, index) => {
      const value = row.numbers[index] ?? fill
      read(Number.isFinite(value) ? value : fill, rank, standardised, index)
    })
    return { rank, standardised, codes: codes.map((codeOf) => codeOf(row)) }
  }
}

function codeReader(model: ScoreInputs, input: CategoryInput, index: number): (row: InputRow) => number {
  const usual = usualCode(input)
  if (input.origin === 'file') {
    const codeOf = new Map(input.levels.map((level, code) => [level, code]))
    return ({ texts }) => {
      const text = texts[index] ?? null
      return text === null ? usual : (codeOf.get(text) ?? input.levels.length)
    }
  }
  const flagged = model.numbers.findIndex(({ column, origin }) => column === input.column && origin === 'file')
  const [present, missing] = [codeOfText(input, 'present'), codeOfText(input, 'missing')]
  return ({ numbers }) => {
    const value = numbers[flagged]
    return value == null ? usual : Number.isFinite(value) ? present : missing
  }
}

/** A row that has been encoded already. */
export function placesAt({ rowCount, numbers, codes }: EncodedRows, row: number): Places {
  const numberCount = numbers.rank.length / rowCount
  const categoryCount = codes.length / rowCount
  return {
    rank: numbers.rank.subarray(row * numberCount, (row + 1) * numberCount),
    standardised: numbers.standardised.subarray(row * numberCount, (row + 1) * numberCount),
    codes: codes.subarray(row * categoryCount, (row + 1) * categoryCount),
  }
}
