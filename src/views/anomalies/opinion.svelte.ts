/**
 * Opinion: what an isolation forest says of the flagged flows. Asked once their stories are told, so that nothing waits for it.
 */

import { latestCall } from '../../session/latest-call'
import { session } from '../../session/session.svelte'
import type { OpinionAtThreshold, RowOpinion, Stories } from '../../worker/protocol'
import { ranking } from './ranking.svelte'
import { storyBook } from './stories.svelte'

class OpinionBook {
  /** The last answer, of the threshold it names; null before the first. */
  told = $state.raw<OpinionAtThreshold | null>(null)
  /** Of the row asked about last. */
  private ofRow = $state.raw<RowOpinion | null>(null)
  private runId = ''

  /** Null until it is of the threshold on screen. */
  readonly current = $derived(this.told !== null && this.told.threshold === session.threshold ? this.told : null)
  /** Whether the list of rows is narrowed to what is strange to the forest alone. */
  readonly aloneShown = $derived(this.told !== null && ranking.among === this.told.alone)

  readonly follow = latestCall(async ({ threshold, stories }: Stories, runId: string) => {
    if (runId !== this.runId) this.forget(runId)
    const rows = stories.map((story) => story.rows)
    const answer = await session.engine.attempt((api) => api.opinionAt(threshold, rows))
    if (!answer.ok || runId !== this.runId) return
    const shown = this.aloneShown
    this.told = answer.value
    if (shown) ranking.among = answer.value?.alone ?? null
  })

  readonly askOf = latestCall(async (row: number, threshold: number) => {
    this.ofRow = await session.engine.ask((api) => api.opinionOf(row, threshold))
  })

  /** Flagged flows of a story that the forest agrees on; null until known. */
  agreedOf(place: number): number | null {
    return this.current !== null && storyBook.current !== null ? (this.current.agreedPerStory[place] ?? null) : null
  }

  sentenceOf(row: number): string | null {
    return this.ofRow?.row === row ? this.ofRow.sentence : null
  }

  showAlone(): void {
    if (this.told === null) return
    ranking.flaggedOnly = false
    ranking.truth = null
    ranking.pattern = null
    storyBook.showRows()
    ranking.among = this.told.alone
  }

  private forget(runId: string): void {
    this.runId = runId
    this.told = null
    this.ofRow = null
  }
}

export const opinion = new OpinionBook()
