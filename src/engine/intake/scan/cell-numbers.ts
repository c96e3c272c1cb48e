/**
 * Cell numbers: what the different cells of a column say as numbers, whatever the encoding.
 */

import { numberOfBytes } from '../number-bytes'
import { MISSING_TEXTS } from '../missing-texts'
import { plainReading } from './cell-text'
import type { Entries } from './scanned-range'

export interface CellNumbers {
  /** Per entry; NaN for a missing cell and for a stray. */
  readonly values: Float64Array
  /** 1 for a cell that is filled and no plain number; one with bytes beyond ASCII is, for a number may stand between no-break spaces. */
  readonly isStray: Uint8Array
}

export function cellNumbers({ bytes, offsets }: Entries): CellNumbers {
  const values = new Float64Array(offsets.length - 1)
  const isStray = new Uint8Array(values.length)
  for (let entry = 0; entry < values.length; entry++) {
    const [start, end] = [offsets[entry]!, offsets[entry + 1]!]
    values[entry] = numberOfBytes(bytes, start, end)
    if (!Number.isNaN(values[entry]!)) continue
    if (isLongWord(bytes, start, end)) {
      isStray[entry] = 1
      continue
    }
    const reading = plainReading(bytes.subarray(start, end))
    values[entry] = reading?.value ?? NaN
    if (reading === null || (Number.isNaN(reading.value) && !MISSING_TEXTS.has(reading.text))) isStray[entry] = 1
  }
  return { values, isStray }
}

const LONGEST_MISSING = Math.max(...Array.from(MISSING_TEXTS, (text) => text.length))

/** Nothing to trim, and longer than what means that there is no value. */
const isLongWord = (bytes: Uint8Array, start: number, end: number): boolean =>
  end - start > LONGEST_MISSING && bytes[start]! > 32 && bytes[end - 1]! > 32
