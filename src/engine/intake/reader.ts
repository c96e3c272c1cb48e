/**
 * Reader: what a file format has to offer so that its rows can be read. A new format is one more reader in
 * `read-rows.ts`.
 */

import type { Pulse } from '../numeric/pulse'
import type { Outcome } from '../failure'
import type { Encoding, FileFacts, ReadOptions, Skipped } from './facts'
import type { ByteSource } from './source'

/** A file's first bytes, and what they say if they are text. */
export interface Head {
  readonly bytes: Uint8Array
  readonly text: string
  readonly encoding: Encoding
  /** Whether that is the whole file. */
  readonly whole: boolean
}

/** Takes the rows one by one, in the order of the file. */
export interface RowSink {
  /** Called once, before any row. */
  columns(names: readonly string[]): void
  /** @param cells one per column, trimmed texts */
  row(cells: readonly string[], sourceLine: number): void
  /** @param text asked for only if the line is going to be listed */
  refuse(sourceLine: number, reason: string, text: () => string): void
  readonly rowCount: number
}

/** What a reader knows about the file once it has read it. */
export type ReadFacts = Pick<
  FileFacts,
  'fingerprint' | 'format' | 'schema' | 'delimiter' | 'encoding' | 'headerFound' | 'lineEnding'
> & { readonly warnings: readonly string[]; readonly skipped: readonly Skipped[] }

export interface Reader {
  readonly name: string
  /** Whether the file is of this format, judged by its head. */
  recognise(head: Head): boolean
  /** Reads all of it. @throws SourceLost, Cancelled */
  read(
    source: ByteSource,
    head: Head,
    options: ReadOptions,
    sink: RowSink,
    pulse: Pulse,
    sliceBytes: number,
  ): Promise<Outcome<ReadFacts>>
}
