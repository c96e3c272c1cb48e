/**
 * Network features: columns made of the open file's times and addresses, switched on and off. Off for every file that is opened.
 */

import { progressTo } from '../worker/client'
import type { Failure, Progress } from '../worker/protocol'
import { session } from './session.svelte'

class NetworkFeatures {
  /** Whether they are being made, and how far that is. */
  busy = $state.raw<{ readonly progress: Progress | null } | null>(null)
  failure = $state.raw<Failure | null>(null)
  private turn = 0

  async switch(isOn: boolean): Promise<void> {
    const turn = ++this.turn
    const open = session.table
    this.failure = null
    this.busy = { progress: null }
    const made = await session.engine.attempt((api) =>
      api.makeNetworkColumns(
        isOn,
        progressTo((progress) => {
          if (turn === this.turn) this.busy = { progress }
        }),
      ),
    )
    if (turn !== this.turn) return
    this.busy = null
    // Another file has been opened meanwhile.
    if (session.table !== open) return
    if (made.ok) session.takeUp(made.value)
    else if (made.failure.code !== 'cancelled') this.failure = made.failure
  }

  async cancel(): Promise<void> {
    this.turn++
    this.busy = null
    await session.engine.ask((api) => api.cancel()).catch(() => undefined)
  }

  /** What was said of a file that is no longer open. */
  forget(): void {
    this.turn++
    this.busy = null
    this.failure = null
  }
}

export const networkFeatures = new NetworkFeatures()
