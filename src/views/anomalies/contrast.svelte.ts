/**
 * Contrast: what would have to be otherwise for the row on screen to be ordinary. Another row stops the search for the one before.
 */

import { session } from '../../session/session.svelte'
import type { Outcome, RowContrast } from '../../worker/protocol'

class Contrast {
  /** Of the row and threshold asked about last; the one before stays until it is here. */
  answer = $state.raw<RowContrast | null>(null)
  private row: number | null = null
  private runId: string | null = null
  private turn = 0
  private underWay: Promise<Outcome<RowContrast>> | null = null

  /** While the threshold is dragged one question is let finish, and of those that came meanwhile the last is asked. */
  async ask(row: number, threshold: number): Promise<void> {
    const turn = ++this.turn
    const runId = session.result?.runId ?? null
    if (runId !== this.runId) this.answer = null
    this.runId = runId
    if (this.row === row) await this.underWay
    if (turn !== this.turn) return
    this.row = row
    const asked = session.engine.attempt((api) => api.contrast(row, threshold))
    this.underWay = asked
    const answered = await asked
    if (answered.ok && turn === this.turn) this.answer = answered.value
  }

  /** @returns null until it is known */
  of(row: number): RowContrast | null {
    return this.answer?.row === row ? this.answer : null
  }
}

export const contrast = new Contrast()
