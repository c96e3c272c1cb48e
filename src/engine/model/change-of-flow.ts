/**
 * Change of flow: what would make one flow, judged by the frozen model, ordinary.
 */

import { changeOf } from '../explaining/change/change-of'
import { aloneSource, lentSource } from '../explaining/change/what-if'
import type { ScorePart, SmallestChange } from '../explaining/findings'
import { reasonsOfRow } from '../explaining/reasons'
import type { Pulse } from '../numeric/pulse'
import type { InputRow } from '../scoring/input-row'
import { partsOfRow, sumOfParts } from '../scoring/parts'
import { aloneOrLent, inputOf, tableOf, textReader, type JudgingModel, type LentContext } from './predict'

/**
 * What is lent to the flow stays as it is. A source of which nothing else is known changes with the flow: it is the flow's own.
 * @param cells as for `judgeFlow`
 * @returns null if it is ordinary
 */
export async function changeOfFlow(
  model: JudgingModel,
  cells: Readonly<Record<string, string>>,
  lent: LentContext | null,
  threshold: number,
  pulse: Pick<Pulse, 'breathe'>,
): Promise<SmallestChange | null> {
  const { scoring, columns, clusters } = model
  const table = tableOf(model, cells)
  const input = inputOf(scoring, table, 0, lent)
  const score = sumOfParts(partsOfRow(scoring, input, aloneOrLent(scoring, input, lent)))
  if (score <= threshold) return null
  const lentMean = lent?.sourceMean ?? null
  const isLent = scoring.sourceColumn === null || lentMean !== null
  const partsAt = (changed: InputRow): readonly ScorePart[] => {
    const parts = partsOfRow(scoring, changed, aloneOrLent(scoring, changed, lent))
    const textOf = textReader(scoring, changed, table, 0)
    return reasonsOfRow({
      row: 0,
      score,
      clusterIndex: 0,
      parts,
      textOf,
      profiles: columns,
      bands: clusters.bands,
      isAlone: lent?.sourceMean == null,
    }).parts
  }
  const source = isLent ? lentSource(scoring, lentMean) : aloneSource(scoring)
  return changeOf({ model: scoring, input, source, profiles: columns, partsAt }, threshold, pulse)
}
