/**
 * Threshold aids: what the scores suggest, asked for once a run. Lives as long as the page.
 */

import { session } from '../../session/session.svelte'
import type { RunResult, ThresholdAids } from '../../worker/protocol'

class Aids {
  now = $state.raw<ThresholdAids | null>(null)
  private runId: string | null = null

  async follow({ runId }: RunResult): Promise<void> {
    if (runId === this.runId) return
    this.runId = runId
    this.now = null
    const aids = await session.engine.ask((api) => api.thresholdAids()).catch(() => null)
    if (runId === this.runId) this.now = aids
  }
}

export const aids = new Aids()
