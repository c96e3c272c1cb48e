/**
 * Injection: the test attacks planted in the run on screen, and what came of it. Lives as long as the page.
 */

import { route } from '../../session/route.svelte'
import { session } from '../../session/session.svelte'
import { progressTo } from '../../worker/client'
import type { Failure, InjectionReport } from '../../worker/protocol'

class Injection {
  report = $state.raw<InjectionReport | null>(null)
  /** 0 … 1 while it is under way. */
  share = $state<number | null>(null)
  failure = $state.raw<Failure | null>(null)
  /** Whether the sheet with the report is open; here, for the panel moves where the window gets narrow. */
  shown = $state(false)
  private turn = 0
  private runId: string | null = null

  /** What was planted in another run says nothing of this one. */
  follow(runId: string): void {
    if (runId === this.runId) return
    this.runId = runId
    this.turn++
    this.report = null
    this.share = null
    this.failure = null
    this.shown = false
  }

  /** Every seed chooses other hosts, ports and moments; what was found by the last one stays until this one is done. */
  async plant(): Promise<void> {
    const turn = ++this.turn
    const seed = (this.report?.seed ?? 0) + 1
    this.failure = null
    this.share = 0
    const planted = await session.engine.attempt((api) =>
      api.plant(
        seed,
        progressTo(({ share }) => {
          if (turn === this.turn) this.share = share
        }),
      ),
    )
    if (turn !== this.turn) return
    // Word of progress comes on a way of its own, and may come after the answer.
    this.turn++
    this.share = null
    if (planted.ok) {
      this.report = planted.value
      // Whoever has gone elsewhere meanwhile isn't met by it on coming back.
      this.shown = route.screen === 'anomalies'
    } else if (planted.failure.code !== 'cancelled') this.failure = planted.failure
  }

  async cancel(): Promise<void> {
    this.turn++
    this.share = null
    await session.engine.ask((api) => api.stopPlanting()).catch(() => undefined)
  }
}

export const injection = new Injection()
