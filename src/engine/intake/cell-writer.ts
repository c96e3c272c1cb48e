/**
 * Cell writer: rows of cells → the delimited text that a conversion leaves, in pieces, with every cell as it is.
 *
 * Comma between cells, a quotation mark around those that need one, a line feed behind each row.
 */

import type { Dialect } from './dialect'
import type { ByteSink } from './conversion'
import { utf8Bytes } from './utf8'

/** How the text is to be read. */
export const WRITTEN_DIALECT: Dialect = { delimiter: ',', quote: '"', lineEnding: 'LF' }

/** A row of empty cells would be taken for a blank line: one of them says that nothing is there. */
const NOTHING = 'NA'
const PIECE_CHARACTERS = 262_144

export class CellWriter {
  private text = ''

  constructor(private readonly sink: ByteSink) {}

  /** @throws NoRoom */
  async row(cells: readonly string[]): Promise<void> {
    let line = ''
    let isEmpty = true
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column]!
      if (isEmpty && cell.trim() !== '') isEmpty = false
      line += column === 0 ? quoted(cell) : `,${quoted(cell)}`
    }
    this.text += isEmpty ? `${NOTHING}${line.slice(quoted(cells[0] ?? '').length)}\n` : `${line}\n`
    if (this.text.length >= PIECE_CHARACTERS) await this.flush()
  }

  /** @throws NoRoom */
  async flush(): Promise<void> {
    const { text } = this
    this.text = ''
    if (text !== '') await this.sink.write(utf8Bytes(text))
  }
}

/** A NUL is no character of any text: the reader would drop it. */
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
