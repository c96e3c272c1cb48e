/**
 * Kernel loops: the door to src/kernels/scan.ts.
 */

import scanKernel from 'kernel:scan'
import { openKernel, type Kernel } from '../../numeric/kernel'
import { LANE_COUNT } from './lanes'
import { Keeping, type ScanLoops, type ScannedCodes, type Stop, type Stray } from './scan-loops'
import type { ScanPlan } from './scan-plan'
import type { Entries } from './scanned-range'

interface Exports {
  prepare(
    delimiter: number,
    newline: number,
    quote: number,
    comment: number,
    columnCount: number,
    batchRows: number,
    callRows: number,
  ): number
  makeRoom(byteCount: number): number
  scan(from: number, to: number, limit: number, line: number): number
  outputOf(column: number): number
  keepAs(column: number, mode: number): void
  codeOfCell(column: number, start: number, length: number): number
  entryCount(column: number): number
  entries(column: number, first: number, pastLast: number): number
  counts(column: number): number
  room(byteCount: number): number
  mixBlocks(lanes: number, from: number, blockCount: number): void
}

/** Where the kernel keeps the lanes, from its report on. */
const LANES_BEHIND = 64
/** By how a column is kept. */
const CODES = [Uint8Array, Uint16Array, Uint32Array, Uint32Array] as const
/** No byte. */
const NONE = 256
/** By what the kernel returns; 2 is its own. */
const STOPS: readonly Stop[] = ['done', 'odd row', 'full', 'full', 'crowded']
/**
 * A batch of 128 rows of 43 columns has its cells' ends in 22 kB and their text in 20, so that a walk down one column finds most of
 * it in the first-level cache: 4 % faster than 256 rows, as fast as 64 (best of 120 passes over 3.8 MB, 2026-11-26).
 */
const BATCH_CELLS = 5504
const MOST_BATCH_ROWS = 128
/** Outputs of a call: 8 bytes a cell at most. */
const CALL_CELLS = 262_144
const MOST_CALL_BATCHES = 64

/** The kernel's memory as it is now. */
interface Views {
  readonly words: Uint32Array
  readonly bytes: Uint8Array
}
const viewsOf = (buffer: ArrayBuffer): Views => ({ words: new Uint32Array(buffer), bytes: new Uint8Array(buffer) })

/** @returns null where this host runs no SIMD */
export function kernelLoops(plan: ScanPlan): ScanLoops | null {
  const kernel = openKernel<Exports>(scanKernel)
  return kernel === null ? null : new KernelLoops(kernel, plan)
}

class KernelLoops implements ScanLoops {
  private readonly report: number
  private readonly keeping: Keeping[]
  private stretchAt = 0
  private views: Views

  constructor(
    private readonly kernel: Kernel<Exports>,
    { delimiter, newline, quote, comment, fieldCount }: ScanPlan,
  ) {
    const batchRows = Math.max(1, Math.min(MOST_BATCH_ROWS, Math.floor(BATCH_CELLS / fieldCount)))
    const callRows =
      Math.max(4, Math.min(MOST_CALL_BATCHES, Math.floor(CALL_CELLS / fieldCount / batchRows))) * batchRows
    this.report = kernel.loops.prepare(
      delimiter,
      newline,
      quote ?? NONE,
      comment ?? NONE,
      fieldCount,
      batchRows,
      callRows,
    )
    this.keeping = Array<Keeping>(fieldCount).fill(Keeping.codesOf1Byte)
    this.views = viewsOf(kernel.buffer)
  }

  stretch(byteCount: number): Uint8Array {
    this.stretchAt = this.kernel.loops.makeRoom(byteCount) >>> 0
    return new Uint8Array(this.kernel.buffer, this.stretchAt, byteCount)
  }

  scan(from: number, to: number, limit: number, line: number): Stop {
    const { stretchAt } = this
    return STOPS[this.kernel.loops.scan(stretchAt + from, stretchAt + to, stretchAt + limit, line)]!
  }

  /** One of the kernel's reports; its memory may have grown since. */
  private said(index: number): number {
    return this.memory().words[(this.report >>> 2) + index]!
  }

  private memory(): Views {
    const { buffer } = this.kernel
    if (this.views.words.buffer !== buffer) this.views = viewsOf(buffer)
    return this.views
  }

  get rowCount(): number {
    return this.said(0)
  }
  get next(): number {
    return this.said(1) - this.stretchAt
  }
  get line(): number {
    return this.said(2)
  }
  get isBeyondAscii(): boolean {
    return this.said(7) !== 0
  }
  get crowdedColumn(): number {
    return this.said(8)
  }

  lines(): Uint32Array {
    return new Uint32Array(this.kernel.buffer, this.said(9), this.rowCount)
  }

  codes(column: number): ScannedCodes {
    const Codes = CODES[this.keeping[column]!]
    return new Codes(this.kernel.buffer, this.kernel.loops.outputOf(column) >>> 0, this.rowCount)
  }

  numbers(column: number): Float64Array {
    return new Float64Array(this.kernel.buffer, this.kernel.loops.outputOf(column) >>> 0, this.rowCount)
  }

  strays(): readonly Stray[] {
    const at = this.said(6) >>> 2
    return Array.from({ length: this.said(5) }, (_, index) => {
      const [column, row, start, length] = this.memory().words.subarray(at + index * 4, at + index * 4 + 4)
      return { column: column!, row: row!, bytes: new Uint8Array(this.kernel.buffer, start, length) }
    })
  }

  marks(): Uint32Array {
    return this.inStretch(this.said(10), this.said(11), 2)
  }

  refused(): Uint32Array {
    return this.inStretch(this.said(4), this.said(3), 3)
  }

  /** A copy of records of so many words, of which the first is an address. */
  private inStretch(at: number, count: number, wordCount: number): Uint32Array {
    const records = new Uint32Array(this.kernel.buffer, at, count * wordCount).slice()
    for (let index = 0; index < records.length; index += wordCount) records[index]! -= this.stretchAt
    return records
  }

  keepAs(column: number, keeping: Keeping): void {
    this.keeping[column] = keeping
    this.kernel.loops.keepAs(column, keeping)
  }

  codeOf(column: number, cell: Uint8Array): number {
    const { loops } = this.kernel
    const at = loops.room(cell.length) >>> 0
    this.memory().bytes.set(cell, at)
    return loops.codeOfCell(column, at, cell.length)
  }

  entryCount(column: number): number {
    return this.kernel.loops.entryCount(column)
  }

  entries(column: number, first = 0, pastLast = this.entryCount(column)): Entries {
    const at = this.kernel.loops.entries(column, first, pastLast) >>> 0
    const count = pastLast - first
    const { words, bytes } = this.memory()
    const hashes = words.slice(at >>> 2, (at >>> 2) + count)
    const offsets = words.slice((at >>> 2) + count, (at >>> 2) + 2 * count + 1)
    const bytesAt = at + 8 * count + 4
    return { bytes: bytes.slice(bytesAt, bytesAt + offsets[count]!), offsets, hashes }
  }

  counts(column: number): Uint32Array {
    const at = this.kernel.loops.counts(column) >>> 0
    return new Uint32Array(this.kernel.buffer, at, this.entryCount(column)).slice()
  }

  mixBlocks(lanes: Int32Array, start: number, blockCount: number): void {
    const at = this.report + LANES_BEHIND
    const there = new Int32Array(this.kernel.buffer, at, LANE_COUNT)
    there.set(lanes)
    this.kernel.loops.mixBlocks(at, this.stretchAt + start, blockCount)
    lanes.set(there)
  }
}
