/**
 * Flagged flows: what a growing file has brought that does not belong, until it is told.
 *
 * Only the newest are kept, and only those that are told are explained: 100,000 flagged lines written at once cost no more than a thousand.
 */

import { mainReason } from '../explaining/reasons'
import type { ModelDocument } from '../model/document'
import { inputOf, nearestGroup, tableOf, textReader } from '../model/predict'
import type { Pulse } from '../numeric/pulse'
import { rarityOf } from '../scoring/calibration'
import { partsOfRow } from '../scoring/parts'
import type { TailFlow } from './tail-answers'
import type { ScoredFlow } from './tail-scorer'

export interface FlaggedFlow extends ScoredFlow {
  readonly line: number
  readonly fileIndex: number
  /** By the model's column names. */
  readonly cells: Readonly<Record<string, string>>
}

export const MOST_TOLD = 1000
const EXPLAINED_AT_ONCE = 20

export class FlaggedFlows {
  private waiting: FlaggedFlow[] = []

  constructor(private readonly model: ModelDocument) {}

  add(flow: FlaggedFlow): void {
    this.waiting.push(flow)
    if (this.waiting.length >= 2 * MOST_TOLD) this.waiting = this.waiting.slice(-MOST_TOLD)
  }

  /** Newest first. Those told are forgotten; if it is stopped, none is. @throws Cancelled */
  async tell(pulse: Pulse): Promise<readonly TailFlow[]> {
    const told: TailFlow[] = []
    for (const flow of this.waiting.slice(-MOST_TOLD).reverse()) {
      told.push(this.explained(flow))
      if (told.length % EXPLAINED_AT_ONCE === 0) await pulse.breathe()
    }
    this.waiting = []
    return told
  }

  private explained({ line, fileIndex, score, cells, lent }: FlaggedFlow): TailFlow {
    const { model } = this
    const table = tableOf(model, cells)
    const input = inputOf(model.scoring, table, 0, lent)
    const reason = mainReason({
      row: 0,
      score,
      clusterIndex: nearestGroup(model, table, 0),
      parts: partsOfRow(model.scoring, input, lent.sourceMean),
      textOf: textReader(model.scoring, input, table, 0),
      profiles: model.columns,
      bands: model.clusters.bands,
    })
    const rarity = model.calibration === undefined ? null : rarityOf(model.calibration, score)
    return { line, fileIndex, score, rarity, mainReason: reason, cells }
  }
}
