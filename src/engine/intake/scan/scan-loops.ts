/**
 * Scan loops: what the kernel and its plain twin both do, so that the scanner needn't know which of them it has.
 *
 * They work on a stretch of the file's bytes. All that comes back is a view, good till the next call.
 */

import type { Entries } from './scanned-range'

/** How a column is kept; the twin of what stands in src/kernels/scan.ts. */
export const Keeping = { codesOf1Byte: 0, codesOf2Bytes: 1, codesOf4Bytes: 2, numbers: 3 } as const
export type Keeping = (typeof Keeping)[keyof typeof Keeping]

/** Different cells that each way of keeping has room for, less one that a row read elsewhere may bring. */
export const MOST_CODES: Readonly<Record<Keeping, number>> = [255, 65_535, Infinity, Infinity]

export type ScannedCodes = Uint8Array | Uint16Array | Uint32Array

/**
 * Why the loops stopped: the next row isn't whole or begins beyond the limit; it must be read by PapaParse; the outputs are to be
 * emptied; the dictionary of `crowdedColumn` is as large as its codes allow.
 */
export type Stop = 'done' | 'odd row' | 'full' | 'crowded'

/** A cell of a column of numbers that isn't a plain one. */
export interface Stray {
  readonly column: number
  /** Counted from the first row of this call. */
  readonly row: number
  readonly bytes: Uint8Array
}

export interface ScanLoops {
  /** @returns the stretch, with room for at least so many bytes behind which the loops may look; what it held is kept */
  stretch(byteCount: number): Uint8Array
  /**
   * Reads rows, adding new cells to the dictionaries.
   * @param from  where in the stretch a row begins
   * @param to    where its bytes end
   * @param limit rows that begin here or later are left
   * @param line  line ends before `from`
   */
  scan(from: number, to: number, limit: number, line: number): Stop

  /** Of the last call of `scan`: */
  readonly rowCount: number
  /** Where the next row begins, and the line ends before it. */
  readonly next: number
  readonly line: number
  /** Whether any byte of the rows was beyond ASCII; may be true where none was. */
  readonly isBeyondAscii: boolean
  readonly crowdedColumn: number
  lines(): Uint32Array
  codes(column: number): ScannedCodes
  numbers(column: number): Float64Array
  strays(): readonly Stray[]
  /** Two values per mark, one for each batch of rows: where it begins, and the line ends before it. */
  marks(): Uint32Array
  /** Three values per row with too few or too many cells: where it begins, its line, how many cells. */
  refused(): Uint32Array

  keepAs(column: number, keeping: Keeping): void
  /** The code of a cell that came from elsewhere; counts it. */
  codeOf(column: number, cell: Uint8Array): number
  entryCount(column: number): number
  /** Copies of their own, of all or of some. */
  entries(column: number, first?: number, pastLast?: number): Entries
  counts(column: number): Uint32Array
  /** Takes whole blocks of the stretch into the lanes of a fingerprint. */
  mixBlocks(lanes: Int32Array, start: number, blockCount: number): void
}
