/**
 * Change of: the smallest change of one row, searched for and put into words.
 */

import type { Pulse } from '../../numeric/pulse'
import type { InputRow } from '../../scoring/input-row'
import type { ScoreModel } from '../../scoring/score-model'
import type { ColumnProfile } from '../../table/column'
import type { ScorePart, SmallestChange } from '../findings'
import { changeWords } from './change-words'
import { columnsFor } from './editable-columns'
import { smallestChange } from './smallest-change'
import { WhatIf, type SourceTerm } from './what-if'

/** A score may be rounded in its last digits; what is suggested stays clear of the threshold by more. */
const CLEARANCE = 1e-9

export interface ChangeInput {
  readonly model: ScoreModel
  readonly input: InputRow
  readonly source: SourceTerm
  readonly profiles: readonly ColumnProfile[]
  /** The parts of the row, if its inputs were these; largest first. */
  readonly partsAt: (input: InputRow) => readonly ScorePart[]
}

/** @param threshold the row's score is above it */
export async function changeOf(
  { model, input, source, profiles, partsAt }: ChangeInput,
  threshold: number,
  pulse: Pick<Pulse, 'breathe'>,
): Promise<SmallestChange> {
  const whatIf = new WhatIf(model, input, source)
  const limit = threshold - CLEARANCE * Math.max(1, Math.abs(threshold))
  const found = await smallestChange(whatIf, limit, () => pulse.breathe())
  const derived = new Set(columnsFor(model).derived.map(({ column }) => column))
  return changeWords(found, profiles, () => {
    whatIf.changeTo(found.settings)
    return partsAt(whatIf.inputRow()).filter(
      ({ column, kind }) => kind === 'source' || (column !== null && derived.has(column)),
    )
  })
}
