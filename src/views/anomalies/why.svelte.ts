/**
 * Why: the reasons of one row, and carrying a row over to Predict.
 */

import { latestCall } from '../../session/latest-call'
import { route } from '../../session/route.svelte'
import { session } from '../../session/session.svelte'
import type { RowReasons } from '../../worker/protocol'
import { lineWords } from '../../wording/line-words'
import { count } from '../../wording/numbers'
import { oneFlow } from '../predict/one-flow.svelte'
import { ranking } from './ranking.svelte'

class Why {
  /** Of the row asked for last; the one before stays until it is here. */
  reasons = $state.raw<RowReasons | null>(null)

  readonly ask = latestCall(async (row: number) => {
    if (ranking.cellsOf(row) === null) await ranking.fetch([row])
    this.reasons = await session.engine.ask((api) => api.explain(row))
  })
}

export const why = new Why()

/** "Why line 2,297 is rank 1" */
export function whyTitle(row: number): string {
  const cells = ranking.cellsOf(row)
  const rank = ranking.rankOf(row)
  return cells === null || rank === null
    ? 'Why this flow is where it is'
    : `Why ${lineWords(cells.sourceLine, session.file)} is rank ${count(rank)}`
}

/** Fills Predict's form from a row, and goes there. */
export async function tryChanges(row: number): Promise<void> {
  if (ranking.cellsOf(row) === null) await ranking.fetch([row])
  const cells = ranking.cellsOf(row)
  if (cells === null) return
  oneFlow.fillFrom(cells, lineWords(cells.sourceLine, session.file))
  route.go('predict')
}
