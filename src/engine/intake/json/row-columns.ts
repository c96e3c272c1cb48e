/**
 * Row columns: which column each value of a record goes to.
 *
 * A record that is no row, or that is refused, gives the table no columns: they are the paths of the rows, in the order in which rows
 * first had them.
 */

import type { RecordReader } from './record-reader'

/** A column that no record has: its cells are handed in row by row. */
export interface AddedCell {
  readonly name: string
  readonly bytes: Uint8Array
}

export class RowColumns {
  /** Per column the slot of its value, or −1 − the place of an added cell. */
  readonly slots: number[] = []
  private readonly columnOf: number[] = []
  private addedCount = 0

  /** @param names of the columns where they are known before any record */
  constructor(readonly names: string[] = []) {}

  /** Gives every value of the record a column, and behind them every cell that is added to it. */
  learn({ touched, touchedCount, paths }: RecordReader, added: readonly AddedCell[]): void {
    for (let index = 0; index < touchedCount; index++) {
      const slot = touched[index]!
      if (this.columnOf[slot] !== undefined) continue
      this.columnOf[slot] = this.names.length
      this.names.push(paths[slot]!)
      this.slots.push(slot)
    }
    for (; this.addedCount < added.length; this.addedCount++) {
      this.names.push(added[this.addedCount]!.name)
      this.slots.push(-1 - this.addedCount)
    }
  }
}
