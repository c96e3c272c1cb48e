/**
 * Row format: what the records of a file are, and which of them are rows.
 */

import type { RecordReader } from './record-reader'
import type { AddedCell } from './row-columns'

/** What a record that was read is. */
export type Verdict =
  | { readonly kind: 'row'; readonly added: readonly AddedCell[] }
  /** No row, by a rule in words: "dns events". */
  | { readonly kind: 'skipped'; readonly rule: string }

export interface RowFormat {
  /** "JSON lines", "Suricata EVE" */
  readonly name: string
  /** What to make of the record that the reader has read. */
  judge(reader: RecordReader): Verdict
  /** Whether the records will be read once more, so that rows needn't be written yet. */
  readonly willReadAgain: boolean
  /** All records have been judged. @returns whether they must be read once more, for now more is known of them */
  readsAgain(): boolean
  /** What the analyst should know of the file. */
  warnings(): readonly string[]
}

export const PLAIN_ROW: Verdict = { kind: 'row', added: [] }

/** Every object is a row. */
export const plainFormat = (name: string): RowFormat => ({
  name,
  willReadAgain: false,
  judge: () => PLAIN_ROW,
  readsAgain: () => false,
  warnings: () => [],
})
