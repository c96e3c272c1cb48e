/**
 * Sources so far: the source part A of a file that still grows: the mean over the flows that a source has had up to now.
 *
 * For the last flow of every source it is what pooling.ts gives for the whole file; for earlier ones it knows less.
 */

import { Remembered } from '../numeric/remembered'
import { rounded, sourceMean } from './pooling'
import type { ScoreModel } from './score-model'

/** Sources remembered: 65,536 take 8 MB (Node 20, 2026-11-26). */
const MOST_SOURCES = 65_536

export class SourcesSoFar {
  private readonly sums = new Remembered(MOST_SOURCES, () => ({ count: 0, sum: 0 }))

  constructor(private readonly model: Pick<ScoreModel, 'meanBase' | 'usual'>) {}

  /**
   * @param source null where the file has no such column
   * @param base B of the flow, in score units @returns A with this flow in it, in score units
   */
  next(source: string | null, base: number): number {
    const { meanBase, usual } = this.model
    if (source === null) return meanBase / usual
    const own = this.sums.of(source)
    own.count++
    own.sum += rounded(base * usual)
    return sourceMean(own.sum, own.count, meanBase) / usual
  }
}
