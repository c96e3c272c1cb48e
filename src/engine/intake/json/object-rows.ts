/**
 * Object rows: a record that is a row becomes a line of the text; any other, an empty line and an entry of the ledger.
 */

import type { Failure } from '../../failure'
import { bytes as bytesInWords, count } from '../../../wording/numbers'
import { MOST_COLUMNS } from '../plan'
import { LONGEST_CELL, LONGEST_ROW } from '../row-splitter'
import { isBlank } from './bytes'
import { faultWords, RecordLedger } from './record-ledger'
import type { RecordReader } from './record-reader'
import { LONGEST_RECORD, type RecordTaker } from './records'
import type { RowFormat } from './row-format'
import type { RowText } from './row-text'

/** A text that grows beyond this many times the file is columns that nearly no row fills. */
const MOST_GROWTH = 3
const GROWTH_GRACE_BYTES = 16_777_216

export class ObjectRows implements RecordTaker {
  readonly ledger = new RecordLedger()
  failure: Failure | null = null

  constructor(
    private readonly file: { readonly name: string; readonly sizeBytes: number },
    private readonly reader: RecordReader,
    private readonly format: RowFormat,
    private readonly text: RowText,
  ) {}

  get isFull(): boolean {
    return this.text.isFull
  }

  get isDone(): boolean {
    return this.failure !== null
  }

  async flush(): Promise<void> {
    await this.text.flush()
    const most = this.file.sizeBytes * MOST_GROWTH + GROWTH_GRACE_BYTES
    if (this.text.sizeBytes > most)
      this.failure = tooSparse(this.file, this.text.columns.names.length, this.text.sizeBytes)
  }

  take(bytes: Uint8Array<ArrayBuffer>, from: number, to: number, offset: number, isCut: boolean): void {
    if (isBlankRecord(bytes, from, to)) return this.text.emptyLine()
    if (!this.reader.read(bytes, from, to)) {
      const { fault } = this.reader
      return this.refuse(bytes.subarray(from, to), offset, () => faultWords(fault, bytes, from, isCut))
    }
    const verdict = this.format.judge(this.reader)
    if (verdict.kind === 'skipped') this.skip(verdict.rule)
    else if (to - from > LONGEST_CELL && this.isTooLong(to - from)) {
      this.refuse(bytes.subarray(from, to), offset, () => TOO_LONG)
    } else if (this.format.willReadAgain) this.text.columns.learn(this.reader, verdict.added)
    else if (!this.text.row(this.reader, bytes, to - from, verdict.added)) this.ledger.skip('objects without a value')
    if (this.text.columns.names.length > MOST_COLUMNS)
      this.failure = tooManyColumns(this.file.name, this.text.lineCount)
  }

  refuseLong(bytes: Uint8Array, offset: number): void {
    const limit = bytesInWords(LONGEST_RECORD)
    this.refuse(bytes, offset, () => `an object that doesn’t end within ${limit}`)
  }

  private skip(rule: string): void {
    this.text.emptyLine()
    this.ledger.skip(rule)
  }

  private refuse(bytes: Uint8Array, offset: number, reason: () => string): void {
    this.text.emptyLine()
    this.ledger.refuse(this.text.lineCount, offset, bytes, reason)
  }

  /** What reads the text gives up on a cell or a row so long. */
  private isTooLong(recordBytes: number): boolean {
    const { touched, touchedCount, starts, ends } = this.reader
    if (recordBytes > LONGEST_ROW - MOST_COLUMNS) return true
    return touched.subarray(0, touchedCount).some((slot) => ends[slot]! - starts[slot]! > LONGEST_CELL)
  }
}

const TOO_LONG = `a value of more than ${bytesInWords(LONGEST_CELL)}, or more than ${bytesInWords(LONGEST_ROW)} in all`

function isBlankRecord(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from
  while (at < to && isBlank(bytes[at])) at++
  return at === to
}

function tooManyColumns(name: string, line: number): Failure {
  return {
    code: 'too-many-columns',
    sentence: `${name} has more than ${count(MOST_COLUMNS)} different keys; at most so many columns can be compared.`,
    found: `more than ${count(MOST_COLUMNS)} different keys in its first ${count(line)} objects`,
    needed: `at most ${count(MOST_COLUMNS)} keys, the same for every flow`,
    where: name,
    advice: 'If addresses or ids are keys, export them as values, one object a flow.',
  }
}

function tooSparse(
  { name, sizeBytes }: { readonly name: string; readonly sizeBytes: number },
  columnCount: number,
  textBytes: number,
): Failure {
  return {
    code: 'too-large',
    sentence: `${name} would make a table that is nearly all empty cells.`,
    found: `${count(columnCount)} different keys, of which each object has few: ${bytesInWords(textBytes)} of cells in a file of ${bytesInWords(sizeBytes)}`,
    needed: `objects with the same keys, or at most ${MOST_GROWTH} times the file’s size`,
    where: name,
    advice: 'Export one kind of object, and drop that.',
  }
}
