/**
 * Plain number: the twin of src/kernels/scan/numbers.ts.
 */

import { numberOf } from '../number-text'

const LONGEST = 40

/**
 * @returns NaN for a missing cell (nothing, or a dash); null for one that is no plain number
 */
export function plainNumber(bytes: Uint8Array, start: number, end: number): number | null {
  const length = end - start
  if (length === 0 || (length === 1 && bytes[start] === 45)) return NaN
  if (length > LONGEST) return null
  let text = ''
  for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at]!)
  const value = numberOf(text)
  return Number.isNaN(value) ? null : value
}
