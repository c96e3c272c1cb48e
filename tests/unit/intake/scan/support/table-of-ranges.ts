/**
 * Table of ranges: what the scanner gives, put together in the plainest way as the table that PapaParse's path gives.
 */

import type { Encoding } from '../../../../../src/engine/intake/facts'
import { MISSING_TEXTS } from '../../../../../src/engine/intake/missing-texts'
import { numberOf } from '../../../../../src/engine/intake/number-text'
import { decodeEntries } from '../../../../../src/engine/intake/scan/entry-texts'
import type { JoinedFacts } from '../../../../../src/engine/intake/scan/join-ranges'
import type { ScannedColumn, ScannedRange } from '../../../../../src/engine/intake/scan/scanned-range'
import type { Cells, Table } from '../../../../../src/engine/table/table'

export const tableOfRanges = (
  columnNames: readonly string[],
  ranges: readonly ScannedRange[],
  facts: Pick<JoinedFacts, 'rowCount' | 'encoding' | 'firstLines'>,
): Table => ({
  rowCount: facts.rowCount,
  columnNames,
  cells: columnNames.map((_, column) =>
    cellsOf(ranges.flatMap(({ columns }) => textsOf(columns[column]!, facts.encoding))),
  ),
  sourceLines: Uint32Array.from(
    ranges.flatMap(({ sourceLines }, index) => Array.from(sourceLines, (line) => line + facts.firstLines[index]!)),
  ),
})

/** Per row its text; a number read as one is written as JavaScript writes it. */
export function textsOf(column: ScannedColumn, encoding: Encoding): string[] {
  if (column.kind === 'coded') {
    const texts = decodeEntries(column.entries, encoding)
    return Array.from(column.codes, (code) => texts[code]!)
  }
  const strays = decodeEntries(column.strays, encoding)
  const strayAt = new Map(Array.from(column.strayRows, (row, index) => [row, strays[index]!]))
  return Array.from(column.values, (value, row) =>
    Number.isNaN(value) ? (strayAt.get(row) ?? '') : Object.is(value, -0) ? '-0' : String(value),
  )
}

function cellsOf(texts: readonly string[]): Cells {
  const filled = texts.filter((text) => !MISSING_TEXTS.has(text))
  const numberCount = filled.filter((text) => !Number.isNaN(numberOf(text))).length
  if (numberCount > 0 && numberCount >= 0.9 * filled.length) {
    const strays = new Map<number, string>()
    const values = Float64Array.from(texts, (text, row) => {
      const value = numberOf(text)
      if (Number.isNaN(value) && !MISSING_TEXTS.has(text)) strays.set(row, text)
      return value
    })
    return { kind: 'numbers', values, strays }
  }
  const dictionary = ['']
  const codeOf = new Map<string, number>()
  const codes = Uint32Array.from(texts, (text) => {
    let code = codeOf.get(text)
    if (code === undefined) codeOf.set(text, (code = MISSING_TEXTS.has(text) ? 0 : dictionary.push(text) - 1))
    return code
  })
  return { kind: 'texts', codes, dictionary }
}
