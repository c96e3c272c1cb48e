/**
 * Score loops: what is done to every row, 16 groups at a time, over a memory laid out by cost-tables.ts. Compiled where the host
 * runs SIMD (src/kernels/score.ts), else the plain twin (plain-score-loops.ts); both give the same bits.
 *
 * A cost is a whole number of steps (view-costs.ts), so its sums are exact in any order. A million rows of 40 columns, one thread, Node 20, 2026-11-25: see tests/bench/score-speed.ts.
 */

import kernel from 'kernel:score'
import { openKernel, type Kernel } from '../numeric/kernel'
import { openPlainKernel } from '../numeric/plain-kernel'
import { plainScoreLoops } from './plain-score-loops'

/** All addresses in bytes. Codes are 1, 2 or 4 bytes wide: `shift` is 0, 1 or 2, and the mask cuts off what lies behind; 0 is code 0. */
export interface ScoreLoops {
  /** XORs the 64-bit word of each row's code into its look. */
  addLooks(codes: number, shift: number, mask: number, words: number, rowCount: number, looks: number): void
  /** @param counts 4 × entryCount uint32, which add up to how often each code occurs */
  addCounts(codes: number, shift: number, mask: number, entryCount: number, rowCount: number, counts: number): void
  /**
   * Gives each row of a block a code for the combination of its members' codes.
   * @param members per member seven uint32: address of the codes, log2 of their width, mask, how many there are, address of its table
   *                (uint16 per combination, its code + 1 or 0), address of the combinations in order of first appearance, their number
   * @param codes   uint16 per row, filled in
   * @returns in its upper half how many members fit, all of them or those before the one of which a combination would be one too many;
   *          in its lower half the first row whose code does not tell that one
   */
  join(rowCount: number, memberCount: number, members: number, mostEntries: number, codes: number): number
  /**
   * Writes the pairs and squares of places on both views' axes, in whole steps.
   * @param rankCentroids 16 float64 on this axis; standardCentroids likewise
   */
  writeCosts(
    count: number,
    rankPlaces: number,
    standardPlaces: number,
    rankCentroids: number,
    standardCentroids: number,
    rankSteps: number,
    standardSteps: number,
    squareSteps: number,
    pairs: number,
    squares: number,
  ): void
  /** Adds the pairs and squares of other tables' entries. @param entries uint32, which entry of the others each is about */
  addEntries(
    count: number,
    entries: number,
    fromPairs: number,
    fromSquares: number,
    pairs: number,
    squares: number,
  ): void
  /**
   * Adds up what rows cost in both views.
   * @param starts 32 int32 and 16 float64 that a row's sums begin with
   * @param costs filled here, 144 bytes a row: 32 int32, least cost − cost; then, twice, the least cost of both views
   */
  addUp(first: number, pastLast: number, columnCount: number, columns: number, starts: number, costs: number): void
  /**
   * Adds rows to the sums.
   * @param costs   of these rows, by `addUp`
   * @param weights per row of the block, uint32 steps of a weight (damping.ts)
   * @param sums    34 float64: the weight nearest to each group in the rank view and in the standardised one; weighted sums of the
   *                least cost in both, in steps of both
   */
  measure(
    first: number,
    pastLast: number,
    columnCount: number,
    columns: number,
    starts: number,
    costs: number,
    weights: number,
    sums: number,
  ): void
  /**
   * Writes S of rows in both views, side by side, and adds them to the sums.
   * @param costs        by `addUp`
   * @param factors      `EXP_FACTORS`, each twice
   * @param masses       32 float64, P of both views
   * @param temperatures six float64, a pair each: the size of a step, h, step / h
   * @param sums         eight float64: weighted sums of S in both views, of S², and room for four more
   */
  surprise(
    rowCount: number,
    costs: number,
    weights: number,
    factors: number,
    masses: number,
    temperatures: number,
    surprises: number,
    sums: number,
  ): void
}

export const openScoreLoops = (): Kernel<ScoreLoops> =>
  openKernel<ScoreLoops>(kernel) ?? openPlainKernel(plainScoreLoops)
