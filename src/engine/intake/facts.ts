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
}

export type Quote = '"' | "'" | 'none'

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'latin-1'

export interface RefusedLine {
  readonly line: number
  /** "42 fields, not 43" */
  readonly reason: string
  /** The line's first 120 characters. */
  readonly text: string
}

/** read = used + refused. */
export interface Ledger {
  readonly readCount: number
  readonly refusedCount: number
  readonly usedCount: number
  /** The first 100. */
  readonly refused: readonly RefusedLine[]
  readonly duplicateCount: number
  readonly missingCellCount: number
  readonly cellCount: number
}

export interface FileFacts {
  readonly name: string
  readonly sizeBytes: number
  /** 16 hex digits (scan/piece-hash.ts): the same file, the same fingerprint. */
  readonly fingerprint: string
  /** "CSV", "KDD connection features" … */
  readonly format: string
  /** The known schema whose names were filled in or recognised, if any. */
  readonly schema: string | null
  readonly delimiter: string
  readonly encoding: Encoding
  readonly headerFound: boolean
  readonly lineEnding: 'LF' | 'CRLF' | 'CR'
  readonly synthetic: boolean
}
