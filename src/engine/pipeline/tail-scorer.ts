/**
 * Tail scorer: flow after flow of a growing file by the frozen model.
 *
 * What a flow's own columns add is what they add in a second file read whole. What is made of other flows looks back only:
 * context columns, which do so in a whole file too, and the mean of the flow's source, which there is of all its flows, later ones
 * included. So the first flows of a scan score less while they come in than afterwards, and the last flow of each source the same.
 */

import { baseOfRow } from '../scoring/parts'
import type { ScoreModel } from '../scoring/score-model'
import { SourcesSoFar } from '../scoring/sources-so-far'
import { ContextSoFar, type Ends } from '../table/context-so-far'
import type { LentContext } from '../model/predict'
import type { TailColumns } from './tail-columns'

export interface ScoredFlow {
  /** In single precision, as scores are kept. */
  readonly score: number
  readonly lent: LentContext
}

export class TailScorer {
  private context: ContextSoFar | null = null
  private columns: TailColumns | null = null
  private told = ''
  private readonly sources: SourcesSoFar
  private readonly floor: number

  constructor(private readonly model: ScoreModel) {
    this.sources = new SourcesSoFar(model)
    this.floor = model.floors.reduce((sum, floor) => sum + floor, 0) / model.usual
  }

  next(columns: TailColumns, cells: readonly string[]): ScoredFlow {
    const ends = columns.ends(cells)
    if (columns !== this.columns) this.take(columns, ends)
    const input = columns.input(cells, this.context!.next(ends))
    const base = baseOfRow(this.model, input)
    const sourceMean = this.model.sourceColumn === null ? null : this.sources.next(columns.sourceOf(cells), base)
    const score = Math.fround(base + (sourceMean ?? 0) - this.floor)
    return { score, lent: { numbers: input.numbers, sourceMean } }
  }

  /** What hosts did is forgotten only where other columns tell of it than before. */
  private take(columns: TailColumns, ends: Ends): void {
    const told = Object.values(ends).map((value) => value !== null)
    if (this.context === null || told.join() !== this.told) this.context = new ContextSoFar(ends)
    this.columns = columns
    this.told = told.join()
  }
}

/** What of the score depends on other flows, as a sentence; null if nothing does. */
export function historySentence({ numbers, sourceColumn }: ScoreModel): string | null {
  if (sourceColumn === null && !numbers.some(({ origin }) => origin === 'context')) return null
  return (
    'Hosts are judged by their flows up to each one and never beyond: the first flows of a scan score less here than in the ' +
    'finished file.'
  )
}
