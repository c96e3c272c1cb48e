/**
 * JSON lines: the objects of a log while it is still being written, one a line. Suricata's events that are no flows are no rows.
 *
 * Keys differ from line to line: a key that comes for the first time is one more column behind the others.
 * An alert tells of a flow that is already told, or that no model has seen; it is left out here, as everything is that is no flow.
 */

import { count } from '../../../wording/numbers'
import { isFlowEvent } from '../json/eve'
import { faultWords } from '../json/record-ledger'
import { RecordReader } from '../json/record-reader'
import { uniqueNames } from '../names'
import { MOST_COLUMNS } from '../plan'
import { trimmedCell } from '../trimmed'
import { utf8Bytes } from '../utf8'
import type { LineReader, LineSink } from './line-reader'
import { TOO_LONG, WholeLines } from './whole-lines'

export class JsonLines implements LineReader {
  private readonly lines: WholeLines
  private readonly reader = new RecordReader()
  private readonly columnOf: Map<string, number>

  /** @param paths of the columns known so far, in order */
  constructor(
    private readonly isEve: boolean,
    paths: readonly string[],
    public line: number,
    private readonly sink: LineSink,
  ) {
    this.columnOf = new Map(paths.map((path, column) => [path, column]))
    this.lines = new WholeLines(
      '\n',
      (text) => this.sink.refuse(this.line, TOO_LONG, text),
      () => this.line++,
    )
  }

  get waiting(): string {
    return this.lines.waiting
  }

  /** Of the columns so far, in order. */
  get paths(): readonly string[] {
    return [...this.columnOf.keys()]
  }

  push(text: string): void {
    this.lines.push(text, (lines) => {
      for (let at = 0, end = lines.indexOf('\n'); end >= 0; at = end + 1, end = lines.indexOf('\n', at)) {
        this.take(lines.slice(at, end), this.line++)
      }
      return ''
    })
  }

  private take(text: string, line: number): void {
    const { reader } = this
    if (text.trim() === '') return
    const bytes = utf8Bytes(`${text} `)
    if (!reader.read(bytes, 0, bytes.length - 1)) {
      this.sink.refuse(line, faultWords(reader.fault, bytes, 0, false), text)
      return
    }
    if (this.isEve && !isFlowEvent(reader)) return
    const columnCount = this.columnOf.size
    const cells = this.cellsOfRecord()
    if (this.columnOf.size > MOST_COLUMNS) {
      this.sink.refuse(line, `more than ${count(MOST_COLUMNS)} different keys so far`, text)
      for (const path of this.paths.slice(columnCount)) this.columnOf.delete(path)
      return
    }
    if (cells.every((cell) => cell === '')) return
    if (this.columnOf.size > columnCount) this.sink.columns(uniqueNames(this.paths).names)
    this.sink.row(cells, line)
  }

  private cellsOfRecord(): string[] {
    const { touched, touchedCount, paths } = this.reader
    const cells = new Array<string>(this.columnOf.size).fill('')
    for (const slot of touched.subarray(0, touchedCount)) {
      const path = paths[slot]!
      let column = this.columnOf.get(path)
      if (column === undefined) this.columnOf.set(path, (column = this.columnOf.size))
      cells[column] = trimmedCell(this.reader.textOf(slot))
    }
    return cells
  }
}
