/**
 * Threshold move: where the threshold stood before the last move, and what that move brought in and put out.
 *
 * A whole drag is one move, and so is each press of a key, each field and each button. A drag lasts from the press on the chart
 * until the next press or key anywhere, for its last answer may come after the hand has let go.
 */

import { latestCall } from '../../session/latest-call'
import { session } from '../../session/session.svelte'
import type { ThresholdChange } from '../../worker/protocol'

export class ThresholdMove {
  change = $state.raw<ThresholdChange | null>(null)
  private runId: string | null = null
  private now = 0
  private before: number | null = null
  private dragFrom: number | null = null

  beginDrag(): void {
    this.dragFrom = this.now
  }

  endDrag(): void {
    this.dragFrom = null
  }

  /** Called with every answer to a move; the groups may have changed even where the threshold has not. */
  follow(runId: string, threshold: number): void {
    if (runId !== this.runId) {
      Object.assign(this, { runId, now: threshold, before: null, dragFrom: null, change: null })
      return
    }
    if (threshold !== this.now) this.before = this.dragFrom ?? this.now
    this.now = threshold
    if (this.before !== null) void this.ask(this.before, threshold)
  }

  private readonly ask = latestCall(async (before: number, after: number) => {
    const change = await session.engine.ask((api) => api.thresholdChange(before, after))
    if (this.before === before) this.change = change
  })
}
