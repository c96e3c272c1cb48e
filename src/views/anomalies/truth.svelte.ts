/**
 * Truth: the ranking against the file's own ground truth, at the threshold and under the groups on screen.
 *
 * The curves are asked for once a run, the figures at the threshold whenever it moves. Lives as long as the page.
 */

import { latestCall } from '../../session/latest-call'
import { session } from '../../session/session.svelte'
import type { RunResult, TruthAtThreshold, TruthCurves } from '../../worker/protocol'

class Truth {
  curves = $state.raw<TruthCurves | null>(null)
  at = $state.raw<TruthAtThreshold | null>(null)
  private curvesOf: string | null = null

  /** Asks anew if another run is shown. */
  async follow({ runId, rowsAtHand, truthCheck }: RunResult): Promise<void> {
    if (runId === this.curvesOf && rowsAtHand) return
    this.curvesOf = runId
    this.curves = null
    this.at = null
    if (!rowsAtHand || truthCheck === null) return
    const curves = await session.engine.ask((api) => api.truthCurves()).catch(() => null)
    if (runId === this.curvesOf) this.curves = curves
  }

  readonly ask = latestCall(async (threshold: number) => {
    this.at = await session.engine.ask((api) => api.truthAt(threshold))
  })
}

export const truth = new Truth()
