/**
 * Column keeper: one column of a range as it grows, and how it is kept.
 *
 * Codes of one byte, then of two, as more different cells come up. With more than those can tell apart, a column that is mostly numbers
 * gives up its dictionary for the numbers themselves; any other gets codes of four bytes.
 */

import { MISSING_TEXTS } from '../missing-texts'
import { cellNumbers } from './cell-numbers'
import { plainReading } from './cell-text'
import { growing16, growing32, growing64, growing8, type Growing } from './growing'
import { entryAt, GrowingEntries, joinedEntries } from './growing-entries'
import { Keeping, type ScanLoops, type ScannedCodes } from './scan-loops'
import type { Entries, ScannedColumn } from './scanned-range'

/** Copied at a time: some milliseconds. */
const PIECE_ENTRIES = 65_536
/** As in table/column-builder.ts. */
const NUMBER_SHARE = 0.9

export class ColumnKeeper {
  private keeping: Keeping = Keeping.codesOf1Byte
  private codes: Growing<ScannedCodes> | null = growing8()
  private readonly values = growing64()
  private readonly strayRows = growing32()
  private readonly strays = new GrowingEntries()

  constructor(
    private readonly loops: ScanLoops,
    private readonly column: number,
    private readonly keptAsTexts: boolean,
  ) {}

  /** Takes what the last call of the loops has read. @param expected rows that there will be in the end, about */
  takeRows(expected: number): void {
    if (this.codes === null) this.values.append(this.loops.numbers(this.column), expected)
    else this.codes.append(this.loops.codes(this.column), expected)
  }

  /** @param row of the range, in a column of numbers. @returns its number */
  takeStray(row: number, cell: Uint8Array): number {
    const reading = plainReading(cell)
    if (reading !== null && (!Number.isNaN(reading.value) || MISSING_TEXTS.has(reading.text))) return reading.value
    this.strayRows.push(row)
    this.strays.add(cell)
    return NaN
  }

  takeCell(cell: Uint8Array): void {
    if (this.codes === null) this.values.push(this.takeStray(this.values.length, cell))
    else this.codes.push(this.loops.codeOf(this.column, cell))
  }

  /** Called when there are as many different cells as codes can tell apart. */
  settle(): void {
    if (this.keeping === Keeping.codesOf1Byte) this.widen(growing16(), Keeping.codesOf2Bytes)
    else if (this.isNumbers()) this.turnWide()
    else this.widen(growing32(), Keeping.codesOf4Bytes)
  }

  private isNumbers(): boolean {
    if (this.keptAsTexts) return false
    return isMostlyNumbers(this.loops.entries(this.column), this.loops.counts(this.column))
  }

  private widen(wider: Growing<ScannedCodes>, keeping: Keeping): void {
    if (this.codes !== null) wider.append(this.codes.soFar(), this.codes.roomFor)
    this.codes = wider
    this.keepAs(keeping)
  }

  private turnWide(): void {
    const codes = this.codes?.soFar() ?? []
    const entries = this.loops.entries(this.column)
    const numbers = cellNumbers(entries)
    const firstRow = this.values.length
    const values = new Float64Array(codes.length)
    for (let row = 0; row < codes.length; row++) values[row] = numbers.values[codes[row]!]!
    this.values.append(values, this.codes?.roomFor)
    for (let row = 0; row < codes.length; row++) {
      if (numbers.isStray[codes[row]!] !== 1) continue
      this.strayRows.push(firstRow + row)
      this.strays.add(entryAt(entries, codes[row]!))
    }
    this.codes = null
    this.keepAs(Keeping.numbers)
  }

  private keepAs(keeping: Keeping): void {
    this.keeping = keeping
    this.loops.keepAs(this.column, keeping)
  }

  /** @param breathe called at least once */
  async finish(breathe: () => Promise<void>): Promise<ScannedColumn> {
    await breathe()
    if (this.codes === null) {
      const strayRows = this.strayRows.finish()
      return { kind: 'wide', values: this.values.finish(), strayRows, strays: this.strays.finish() }
    }
    const entries = await this.allEntries(breathe)
    return { kind: 'coded', codes: this.codes.finish(), entries, counts: this.loops.counts(this.column) }
  }

  private async allEntries(breathe: () => Promise<void>): Promise<Entries> {
    const entryCount = this.loops.entryCount(this.column)
    const pieces: Entries[] = []
    for (let first = 0; first < entryCount; first += PIECE_ENTRIES) {
      if (first > 0) await breathe()
      pieces.push(this.loops.entries(this.column, first, Math.min(entryCount, first + PIECE_ENTRIES)))
    }
    return joinedEntries(pieces)
  }
}

function isMostlyNumbers(entries: Entries, counts: Uint32Array): boolean {
  const { values, isStray } = cellNumbers(entries)
  let [filledCount, numberCount] = [0, 0]
  for (let code = 0; code < counts.length; code++) {
    const isNumber = !Number.isNaN(values[code]!)
    if (isNumber) numberCount += counts[code]!
    if (isNumber || isStray[code] === 1) filledCount += counts[code]!
  }
  return numberCount >= NUMBER_SHARE * filledCount
}
