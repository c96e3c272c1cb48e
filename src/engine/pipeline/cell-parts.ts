/**
 * Cell parts: cells on their way between shards and whoever asks for them, put together in the order of the rows.
 */

import type { Codes } from '../table/table'

/** Some cells of a column, as a shard keeps them. */
export type CellPart =
  | { readonly kind: 'codes'; readonly codes: Codes }
  /** NaN where missing or stray; strays by their place among these cells. */
  | { readonly kind: 'values'; readonly values: Float64Array; readonly strays: ReadonlyMap<number, string> }

export const lengthOf = (part: CellPart): number => (part.kind === 'codes' ? part.codes.length : part.values.length)

/** @param parts of one column: all codes, of one width, or all values; at least one */
export function joinedParts(parts: readonly CellPart[]): CellPart {
  const rowCount = parts.reduce((sum, part) => sum + lengthOf(part), 0)
  return parts[0]!.kind === 'codes' ? joinedCodes(parts, rowCount) : joinedValues(parts, rowCount)
}

function joinedCodes(parts: readonly CellPart[], rowCount: number): CellPart {
  const [first] = parts
  const width = first!.kind === 'codes' ? first!.codes.BYTES_PER_ELEMENT : 1
  const codes =
    width === 1 ? new Uint8Array(rowCount) : width === 2 ? new Uint16Array(rowCount) : new Uint32Array(rowCount)
  let at = 0
  for (const part of parts) {
    if (part.kind === 'codes') codes.set(part.codes, at)
    at += lengthOf(part)
  }
  return { kind: 'codes', codes }
}

function joinedValues(parts: readonly CellPart[], rowCount: number): CellPart {
  const values = new Float64Array(rowCount)
  const strays = new Map<number, string>()
  let at = 0
  for (const part of parts) {
    if (part.kind === 'values') {
      values.set(part.values, at)
      for (const [place, text] of part.strays) strays.set(at + place, text)
    }
    at += lengthOf(part)
  }
  return { kind: 'values', values, strays }
}

export function joinedLines(parts: readonly { readonly sourceLines: Uint32Array }[]): Uint32Array {
  const lines = new Uint32Array(parts.reduce((sum, { sourceLines }) => sum + sourceLines.length, 0))
  let at = 0
  for (const { sourceLines } of parts) {
    lines.set(sourceLines, at)
    at += sourceLines.length
  }
  return lines
}
