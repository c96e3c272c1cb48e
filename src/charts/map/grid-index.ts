/**
 * Grid index: which dot is nearest to the pointer, out of a million, within a frame.
 *
 * The map is cut into 256 × 256 cells; rows are counted into them (counting sort), so a look-up reads the cells around
 * the pointer only. Built in slices, off the critical path: until it is there, nothing is hovered.
 */

import type { Extent } from './viewport'

const CELLS = 256
/** Rows between two looks at the clock. */
const ROWS_PER_STEP = 32_768
/** A cell can hold a whole flood of equal flows; past this many the first of them is as good as any. */
const ROWS_READ_PER_CELL = 20_000

export class GridIndex {
  private readonly starts = new Uint32Array(CELLS * CELLS + 1)
  private readonly rows: Uint32Array
  private ready = false

  constructor(
    private readonly coordinates: Float32Array,
    private readonly extent: Extent,
  ) {
    this.rows = new Uint32Array(coordinates.length / 2)
  }

  /** Two passes over the rows. */
  *build(): Generator<void, void> {
    const rowCount = this.rows.length
    const cells = new Uint16Array(rowCount)
    for (let row = 0; row < rowCount; row++) {
      const cell = this.cellOf(this.coordinates[2 * row]!, this.coordinates[2 * row + 1]!)
      cells[row] = cell
      this.starts[cell + 1]!++
      if (row % ROWS_PER_STEP === 0) yield
    }
    for (let cell = 0; cell < CELLS * CELLS; cell++) this.starts[cell + 1]! += this.starts[cell]!
    const next = this.starts.slice()
    for (let row = 0; row < rowCount; row++) {
      this.rows[next[cells[row]!]!++] = row
      if (row % ROWS_PER_STEP === 0) yield
    }
    this.ready = true
  }

  /**
   * The nearest row within `reachX` / `reachY` (map units that make the same number of pixels), or null.
   * @param drawn which rows are on screen at all; a hidden dot cannot be hovered
   */
  nearest(u: number, v: number, reachX: number, reachY: number, drawn: (row: number) => boolean): number | null {
    if (!this.ready) return null
    let best: number | null = null
    let bestSquared = 1
    const lastColumn = this.column(u + reachX)
    const lastLine = this.line(v + reachY)
    for (let line = this.line(v - reachY); line <= lastLine; line++)
      for (let column = this.column(u - reachX); column <= lastColumn; column++) {
        const cell = line * CELLS + column
        const end = Math.min(this.starts[cell + 1]!, this.starts[cell]! + ROWS_READ_PER_CELL)
        for (let i = this.starts[cell]!; i < end; i++) {
          const row = this.rows[i]!
          const dx = (this.coordinates[2 * row]! - u) / reachX
          const dy = (this.coordinates[2 * row + 1]! - v) / reachY
          const squared = dx * dx + dy * dy
          if (squared <= bestSquared && (best === null || squared < bestSquared) && drawn(row)) {
            best = row
            bestSquared = squared
          }
        }
      }
    return best
  }

  private column(u: number): number {
    return inside(((u - this.extent.left) / Math.max(this.extent.right - this.extent.left, 1e-12)) * CELLS)
  }

  private line(v: number): number {
    return inside(((v - this.extent.bottom) / Math.max(this.extent.top - this.extent.bottom, 1e-12)) * CELLS)
  }

  private cellOf(u: number, v: number): number {
    return this.line(v) * CELLS + this.column(u)
  }
}

/** What lies beyond the first view is kept in the outermost cells. */
const inside = (cell: number): number => Math.min(CELLS - 1, Math.max(0, Math.floor(cell)))
