/**
 * Row at line: which row of the table starts on a line of the file.
 */

/** @param sourceLines per row its line, growing. @returns the row, or null if none starts there (a header, a refused line) */
export function rowAtLine(sourceLines: Uint32Array, line: number): number | null {
  let low = 0
  let high = sourceLines.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = sourceLines[middle]!
    if (found === line) return middle
    if (found < line) low = middle + 1
    else high = middle - 1
  }
  return null
}
