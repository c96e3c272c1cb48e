/**
 * Facts: what reading a file tells about the file itself, whatever its rows say.
 */

/** What the analyst may overrule about reading. */
export interface ReadOptions {
  readonly delimiter?: string
  readonly header?: boolean
  readonly encoding?: Encoding
  /** 'none' takes quotation marks for ordinary characters. */
  readonly quote?: Quote
  /** Read it as delimited text whatever its first bytes look like. */
  readonly anyway?: boolean
  /** What the clock of times without a zone is ahead of UTC; nothing takes them as UTC. */
  readonly utcOffsetMinutes?: number
  /** Of a file whose flows would not fit, only stretches spread over it. Asked for anew each time, never remembered. */
  readonly sample?: true
}

export type Quote = '"' | "'" | 'none'

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'latin-1'

export interface RefusedLine {
  readonly line: number
  /** Where in the file it begins, in bytes; null where the reader can't tell. */
  readonly offset: number | null
  /** "42 fields, not 43" */
  readonly reason: string
  /** The line's first 120 characters. */
  readonly text: string
}

/** What is no flow by the format's own rule: "lines of nfdump's summary", "packets that are no IP: ARP". */
export interface Skipped {
  readonly rule: string
  readonly count: number
}

/** read = used + refused + skipped. */
export interface Ledger {
  readonly readCount: number
  readonly refusedCount: number
  readonly skippedCount: number
  readonly usedCount: number
  /** What `skippedCount` is made of, in the order the reader came upon it. */
  readonly skipped: readonly Skipped[]
  /** The first 100. */
  readonly refused: readonly RefusedLine[]
  readonly duplicateCount: number
  readonly missingCellCount: number
  readonly cellCount: number
}

/** What a row of the file is, and what its number counts: a text has lines, a capture flows, a Parquet file rows. */
export type RowUnit = 'line' | 'flow' | 'row'

/** One of several files that were read as one table. */
export interface FilePart {
  readonly name: string
  /** Of the joined text, the line that is this file's first. */
  readonly firstLine: number
  readonly sizeBytes: number
}

export interface FileFacts {
  readonly name: string
  readonly sizeBytes: number
  /** Of a file too large to be read whole, the share that was: stretches spread over all of it, which are its parts. */
  readonly sampledShare?: number
  /** True where the file was cut off or damaged, and what came before was read; a warning says where it ends. */
  readonly partlyRead?: boolean
  /** 16 hex digits (scan/piece-hash.ts): the same file, the same fingerprint; of a sample, that of the sample. */
  readonly fingerprint: string
  /** "CSV", "KDD connection features" … */
  readonly format: string
  /** The known schema whose names were filled in or recognised, if any. */
  readonly schema: string | null
  /** What the file was packed in, outermost first: "gzip", "zip". */
  readonly containers: readonly string[]
  /** The files it was made of, in their order; none where it was one file. */
  readonly parts: readonly FilePart[]
  readonly unit: RowUnit
  /** Packets that the flows of a capture were made of; absent where the file is none. */
  readonly packetCount?: number
  readonly delimiter: string
  readonly encoding: Encoding
  readonly headerFound: boolean
  readonly lineEnding: 'LF' | 'CRLF' | 'CR'
  readonly synthetic: boolean
}
