/**
 * Column keeper: one column of a range as it grows, and how it is kept.
 *
 * Codes of two bytes, until there are more different cells than those can tell apart. Then a column that is mostly numbers gives up its
 * dictionary for the numbers themselves; any other gets codes of four bytes.
 */

import { MISSING_TEXTS } from '../missing-texts'
import { plainReading } from './cell-text'
import type { Growing } from './growing'
import { growing16, growing32, growing64 } from './growing'
import { entryAt, GrowingEntries } from './growing-entries'
import { Keeping, type ScanLoops } from './scan-loops'
import type { Entries, ScannedColumn } from './scanned-range'

/** As in table/column-builder.ts. */
const NUMBER_SHARE = 0.9

export class ColumnKeeper {
  private narrow = growing16()
  private codes: Growing<Uint32Array> | null = null
  private values: Growing<Float64Array> | null = null
  private readonly strayRows = growing32()
  private readonly strays = new GrowingEntries()

  constructor(
    private readonly loops: ScanLoops,
    private readonly column: number,
    private readonly keptAsTexts: boolean,
  ) {}

  private get rowCount(): number {
    return this.values?.length ?? this.narrow.length + (this.codes?.length ?? 0)
  }

  /** Takes what the last call of the loops has read, but for strays. */
  takeRows(): void {
    if (this.values !== null) this.values.append(this.loops.numbers(this.column))
    else if (this.codes !== null) this.codes.append(this.loops.codes(this.column) as Uint32Array)
    else this.narrow.append(this.loops.codes(this.column) as Uint16Array)
  }

  /** @param row of the range, in a column of numbers; `takeRows` comes after. @returns its number */
  takeStray(row: number, cell: Uint8Array): number {
    const reading = plainReading(cell)
    if (reading !== null && (!Number.isNaN(reading.value) || MISSING_TEXTS.has(reading.text))) return reading.value
    this.strayRows.push(row)
    this.strays.add(cell)
    return NaN
  }

  takeCell(cell: Uint8Array): void {
    if (this.values !== null) this.values.push(this.takeStray(this.rowCount, cell))
    else (this.codes ?? this.narrow).push(this.loops.codeOf(this.column, cell))
  }

  /** Called when there are too many different cells for codes of two bytes. */
  settle(): void {
    const entries = this.loops.entries(this.column)
    if (!this.keptAsTexts && isMostlyNumbers(entries, this.loops.counts(this.column))) this.turnWide(entries)
    else {
      this.codes = growing32()
      this.loops.keepAs(this.column, Keeping.codesOf4Bytes)
    }
  }

  private turnWide(entries: Entries): void {
    const codes = this.narrow.finish()
    const numbers = numbersOf(entries)
    this.values = growing64()
    this.values.append(Float64Array.from(codes, (code) => numbers[code]!))
    for (let row = 0; row < codes.length; row++) {
      if (Number.isNaN(numbers[codes[row]!]!)) this.takeStray(row, entryAt(entries, codes[row]!))
    }
    this.loops.keepAs(this.column, Keeping.numbers)
  }

  finish(): ScannedColumn {
    if (this.values !== null) {
      const strayRows = this.strayRows.finish()
      return { kind: 'wide', values: this.values.finish(), strayRows, strays: this.strays.finish() }
    }
    const entries = this.loops.entries(this.column)
    const counts = this.loops.counts(this.column)
    return { kind: 'coded', codes: this.allCodes(), entries, counts }
  }

  private allCodes(): Uint16Array | Uint32Array {
    if (this.codes === null) return this.narrow.finish()
    const narrow = this.narrow.finish()
    const wide = this.codes.finish()
    const all = new Uint32Array(narrow.length + wide.length)
    all.set(narrow)
    all.set(wide, narrow.length)
    return all
  }
}

function numbersOf(entries: Entries): Float64Array {
  const numbers = new Float64Array(entries.offsets.length - 1)
  for (let code = 0; code < numbers.length; code++) numbers[code] = plainReading(entryAt(entries, code))?.value ?? NaN
  return numbers
}

function isMostlyNumbers(entries: Entries, counts: Uint32Array): boolean {
  let [filledCount, numberCount] = [0, 0]
  for (let code = 0; code < counts.length; code++) {
    const reading = plainReading(entryAt(entries, code))
    if (reading !== null && MISSING_TEXTS.has(reading.text)) continue
    filledCount += counts[code]!
    if (reading !== null && !Number.isNaN(reading.value)) numberCount += counts[code]!
  }
  return numberCount >= NUMBER_SHARE * filledCount
}
