/**
 * Pass watch: how long one whole pass over all rows takes, for whoever measures the engine.
 */

import type { Job } from './job'

const WATCHED_CLUSTERS = 8

export class PassWatch {
  /** Of the first pass with eight clusters in which no row was skipped; null before. */
  wholePassMs: number | null = null

  constructor(private readonly job: Pick<Job, 'nowMs'>) {}

  readonly watch = (clusterCount: number): ((skippedShare: number) => void) => {
    const begunMs = this.job.nowMs()
    return (skippedShare) => {
      if (clusterCount === WATCHED_CLUSTERS && skippedShare === 0) this.wholePassMs ??= this.job.nowMs() - begunMs
    }
  }
}
