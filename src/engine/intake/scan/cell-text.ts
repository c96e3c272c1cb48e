/**
 * Cell text: the bytes of a cell → its text, as the table holds it.
 */

import { numberOf } from '../number-text'
import { trimmedCell } from '../trimmed'

const LAST_ASCII = 127

export function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! > LAST_ASCII) return false
  return true
}

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
  if (!isAscii(bytes)) return null
  const text = trimmedCell(asciiText(bytes))
  return { text, value: numberOf(text) }
}
