/**
 * Cell text: the bytes of a cell → its text, as the table holds it.
 */

import { firstBeyondAscii } from '../beyond-ascii'
import { numberOf } from '../number-text'
import { trimmedCell } from '../trimmed'

/** The text of bytes that are all ASCII. */
export function asciiText(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) text += String.fromCharCode(bytes[at]!)
  return text
}

/**
 * What a cell says as a number, whatever the encoding.
 * @returns null for one with bytes beyond ASCII: a number may stand between no-break spaces
 */
export const plainReading = (bytes: Uint8Array): { readonly text: string; readonly value: number } | null => {
  if (firstBeyondAscii(bytes, 0) < bytes.length) return null
  const text = trimmedCell(asciiText(bytes))
  return { text, value: numberOf(text) }
}
