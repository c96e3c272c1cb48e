/**
 * Plain rows: both readings as rows of texts, without making a table of them: for very many files.
 */

import { isDeepStrictEqual } from 'node:util'
import { failureOf } from '../../../../../src/engine/intake/delimited'
import type { RefusedLine } from '../../../../../src/engine/intake/facts'
import { readRows } from '../../../../../src/engine/intake/read-rows'
import type { RowSink } from '../../../../../src/engine/intake/reader'
import { joinFacts } from '../../../../../src/engine/intake/scan/join-ranges'
import { fingerprintOf, PieceHash } from '../../../../../src/engine/intake/scan/piece-hash'
import { SpelledCells } from '../../../../../src/engine/intake/scan/spelled-cells'
import { scanWhole } from '../../../../../src/engine/intake/scan/scan-whole'
import { bytesSource } from '../../../../../src/engine/intake/source'
import { silentPulse } from '../../../../../src/engine/numeric/pulse'
import type { Cut } from './compare'
import type { MadeFile } from './made-files'
import { planOf } from './reading'
import { textsOf } from './table-of-ranges'

const NAME = 'flows.csv'
/** As table/table-builder.ts. */
const LISTED_LINES = 100
const LISTED_CHARACTERS = 120

class RowsInMemory implements RowSink {
  rowCount = 0
  refusedCount = 0
  readonly rows: (readonly string[])[] = []
  readonly lines: number[] = []
  readonly refused: RefusedLine[] = []

  columns(): void {}

  row(cells: readonly string[], sourceLine: number): void {
    this.rows.push(cells)
    this.lines.push(sourceLine)
    this.rowCount++
  }

  refuse(line: number, reason: string, text: () => string): void {
    if (this.refusedCount++ >= LISTED_LINES) return
    this.refused.push({ line, offset: null, reason, text: text().slice(0, LISTED_CHARACTERS) })
  }
}

async function rowsByPapa({ bytes, options }: MadeFile, pieceBytes: number) {
  const sink = new RowsInMemory()
  const read = await readRows(bytesSource(NAME, bytes), { ...options, anyway: true }, sink, silentPulse)
  if (!read.ok) return { failure: read.failure }
  const hash = new PieceHash(pieceBytes)
  hash.add(bytes)
  const { encoding, warnings } = read.value
  const { skipped } = read.value
  const { rows, lines, refused, refusedCount } = sink
  return {
    rows,
    lines,
    refused,
    refusedCount,
    skipped,
    encoding,
    warnings,
    fingerprint: fingerprintOf([hash.finish()]),
  }
}

async function rowsByScanner({ bytes, options }: MadeFile, { rangeCount, grain }: Cut) {
  const plans = planOf(bytes, options)
  if (plans === null) return null
  const { plan, scanPlan } = plans
  const ranges = await scanWhole(bytesSource(NAME, bytes), scanPlan, silentPulse, rangeCount, [], grain)
  const { trouble, firstLines, encoding, refused, refusedCount, skipped, fingerprint, ...facts } = joinFacts(
    scanPlan,
    ranges,
  )
  if (trouble !== null) return { failure: failureOf(bytesSource(NAME, bytes), trouble) }
  const columns = plan.columnNames.map((_, column) =>
    ranges.flatMap((range) => textsOf(range.columns[column]!, encoding)),
  )
  const rows = Array.from({ length: facts.rowCount }, (_, row) => columns.map((texts) => texts[row]!))
  const lines = ranges.flatMap(({ sourceLines }, range) => Array.from(sourceLines, (line) => line + firstLines[range]!))
  const warnings = [...plan.warnings, ...facts.warnings]
  return {
    rows,
    lines,
    refused: placed(refused, bytes, scanPlan.newline),
    refusedCount,
    skipped,
    encoding,
    warnings,
    fingerprint,
  }
}

/** Where lines begin PapaParse can't tell: an offset that is right by the line ends before it is left out. */
const placed = (refused: readonly RefusedLine[], bytes: Uint8Array, newline: number): readonly RefusedLine[] =>
  refused.map((line) => {
    const linesBefore = bytes.subarray(0, line.offset!).filter((byte) => byte === newline).length
    return linesBefore === line.line - 1 ? { ...line, offset: null } : line
  })

/**
 * Each row's cells read again by its line, beside what PapaParse's path has read of it, white space around cells aside.
 * @returns null where the scanner leaves the file to PapaParse, or the file is refused
 */
export async function rowsReadAgain(file: MadeFile, { rangeCount, grain }: Cut) {
  const plans = planOf(file.bytes, file.options)
  const expected = await rowsByPapa(file, grain.pieceBytes)
  if (plans === null || 'failure' in expected) return null
  const source = bytesSource(NAME, file.bytes)
  const ranges = await scanWhole(source, plans.scanPlan, silentPulse, rangeCount, [], grain)
  const { encoding, marks } = joinFacts(plans.scanPlan, ranges)
  const found = await new SpelledCells(source, plans.scanPlan, encoding, marks).at(expected.lines, silentPulse.breathe)
  return {
    expected: expected.rows.map((cells) => cells.map((cell) => cell.trim())),
    found: expected.lines.map((line) => found.get(line)),
  }
}

/** @returns null where the scanner leaves the file to PapaParse */
export async function compareRows(file: MadeFile, cut: Cut) {
  const found = await rowsByScanner(file, cut)
  if (found === null) return null
  const expected = await rowsByPapa(file, cut.grain.pieceBytes)
  return { agrees: isDeepStrictEqual(found, expected), expected, found }
}
