/**
 * Threshold aids: what the scores suggest, asked for once a run. Lives as long as the page.
 */

import { session } from '../../session/session.svelte'
import type { RunResult, ThresholdAids } from '../../worker/protocol'

class Aids {
  now = $state.raw<ThresholdAids | null>(null)
  private key: string | null = null

  /** A run whose rows have come back is asked again: without them, days can't be told. */
  async follow({ runId, rowsAtHand }: RunResult): Promise<void> {
    const key = `${runId} ${rowsAtHand}`
    if (key === this.key) return
    this.key = key
    this.now = null
    const aids = await session.engine.ask((api) => api.thresholdAids()).catch(() => null)
    if (key !== this.key) return
    this.now = aids
    if (aids === null) this.key = null
  }
}

export const aids = new Aids()
