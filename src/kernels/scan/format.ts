/**
 * Format: the bytes that a file's rows and cells are told apart by.
 */

/** A quote or comment of this, which is no byte, is none. */
export const NO_BYTE: u32 = 256
export const CARRIAGE_RETURN: u32 = 13

export let delimiter: u32 = 0
export let newline: u32 = 0
export let quote: u32 = 0
export let comment: u32 = 0
export let columnCount: u32 = 0

export function setFormat(
  delimiterByte: u32,
  newlineByte: u32,
  quoteByte: u32,
  commentByte: u32,
  fieldCount: u32,
): void {
  delimiter = delimiterByte
  newline = newlineByte
  quote = quoteByte
  comment = commentByte
  columnCount = fieldCount
}

export function isPart(byte: u32): bool {
  return byte == delimiter || byte == newline
}

export function isWhite(byte: u32): bool {
  return byte == 32 || (byte >= 9 && byte <= 13)
}
