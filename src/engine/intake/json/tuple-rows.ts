/**
 * Tuple rows: every flow in a record becomes a line of the text.
 */

import { cellsOf, tuplesOf, type TupleLayout } from './azure-tuples'
import { faultWords, RecordLedger } from './record-ledger'
import { RecordReader } from './record-reader'
import type { RecordTaker } from './records'
import type { RowText } from './row-text'
import { isBlank } from './bytes'
import { decoderOf } from '../encoding'
import { utf8Bytes } from '../utf8'

export class TupleRows implements RecordTaker {
  readonly ledger = new RecordLedger()
  readonly failure = null
  readonly isDone = false
  private readonly reader = new RecordReader()

  constructor(
    private readonly layout: TupleLayout,
    private readonly text: RowText,
  ) {}

  get isFull(): boolean {
    return this.text.isFull
  }

  flush(): Promise<void> {
    return this.text.flush()
  }

  take(bytes: Uint8Array<ArrayBuffer>, from: number, to: number, offset: number, isCut: boolean): void {
    const record = bytes.subarray(from, to)
    if (record.every(isBlank)) return
    if (!this.reader.read(bytes, from, to)) {
      const { fault } = this.reader
      return this.refuse(record, offset, () => faultWords(fault, bytes, from, isCut))
    }
    const parsed = parsedRecord(record)
    if (parsed === undefined) return this.refuse(record, offset, () => 'an object with a word that JSON doesn’t know')
    const tuples = tuplesOf(parsed)
    for (const tuple of tuples) {
      const cells = cellsOf(tuple, this.layout)
      if (typeof cells === 'string') this.refuse(utf8Bytes(tuple.fields.join(',')), offset, () => cells)
      else this.text.texts(utf8Bytes(cells.join('\t')))
    }
    if (tuples.length > 0) return
    this.text.emptyLine()
    this.ledger.skip('records without flow tuples')
  }

  refuseLong(bytes: Uint8Array, offset: number): void {
    this.refuse(bytes, offset, () => 'a record that doesn’t end within 16 MiB')
  }

  private refuse(bytes: Uint8Array, offset: number, reason: () => string): void {
    this.text.emptyLine()
    this.ledger.refuse(this.text.lineCount, offset, bytes, reason)
  }
}

/** Undefined if it takes a word beyond JSON's, such as NaN. */
function parsedRecord(record: Uint8Array): unknown {
  try {
    return JSON.parse(decoderOf('utf-8').decode(record)) as unknown
  } catch {
    return undefined
  }
}
