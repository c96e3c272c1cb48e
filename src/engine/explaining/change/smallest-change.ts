/**
 * Smallest change: the fewest cells of a row that, put otherwise, bring its score under the threshold, and each put as little otherwise
 * as will do.
 *
 *   one     every column is tried at every rung of its ladder; of those that suffice alone the nearest to the row's own cell is taken
 *   more    a beam search: the eight sets of columns that lower the score most are each given one more column, up to four; of
 *           the 24 that lower it most alone
 *   many    all columns are put at their best, from the row's own cells on and from the corners of the score (corners.ts), and then put
 *           back one by one, those that matter least first
 *
 * One column is the fewest for certain, as far as the ladders go; two or more are the fewest that this search finds. Near is measured in the
 * score's own cost (scoring/gaps.ts), so that bytes and words compare. A column that turns out not to be needed is left alone.
 */

import type { Cell, Editable, Setting } from './editable-columns'
import type { Bound } from './least-number'
import { byPuttingBack } from './put-back'
import { least } from './relax'
import { bestOf, improve, ROUNDS } from './rungs'
import type { WhatIf } from './what-if'

export interface ChangedCell {
  readonly column: Editable
  readonly from: Cell
  readonly to: Cell
  readonly bound: Bound
}

export interface FoundChange {
  /** Empty if no change of this row's cells would do. */
  readonly cells: readonly ChangedCell[]
  /** With these changes; if none would do, the least that changes can reach. */
  readonly score: number
  /** What then stands in each of the row's columns. */
  readonly settings: readonly Setting[]
}

const BEAM = 8
const MOST_BY_BEAM = 4
const MOST_COLUMNS = 24

export interface State {
  readonly settings: readonly Setting[]
  readonly score: number
}

/** @param limit a score that is ordinary; the row's own is above it */
export async function smallestChange(
  whatIf: WhatIf,
  limit: number,
  breathe: () => Promise<void>,
): Promise<FoundChange> {
  const all = whatIf.columns.map((_, column) => column)
  let columns: readonly number[] = all
  let states: readonly State[] = [{ settings: whatIf.own, score: whatIf.score() }]
  for (let size = 1; size <= Math.min(MOST_BY_BEAM, all.length); size++) {
    states = await extended(whatIf, states, columns, breathe)
    const enough = states.filter(({ score }) => score <= limit)
    if (enough.length > 0) return least(whatIf, enough, limit)
    if (size === 1) columns = states.slice(0, MOST_COLUMNS).map((state) => changedIn(whatIf, state)[0]!)
    states = states.slice(0, BEAM)
  }
  return byPuttingBack(whatIf, limit, breathe)
}

const changedIn = ({ own }: WhatIf, { settings }: State): readonly number[] =>
  settings.flatMap((setting, column) => (setting === own[column] ? [] : [column]))

/** Each state with each further column at its best; lowest score first, a set of columns once. */
async function extended(
  whatIf: WhatIf,
  states: readonly State[],
  columns: readonly number[],
  breathe: () => Promise<void>,
): Promise<readonly State[]> {
  const found = new Map<string, State>()
  for (const { settings } of states) {
    whatIf.changeTo(settings)
    for (const column of columns) {
      if (settings[column] !== whatIf.own[column]) continue
      const best = bestOf(whatIf, column)
      if (best === null) continue
      const changed = settings.map((setting, index) => (index === column ? best.setting : setting))
      const state = { settings: changed, score: best.score }
      const key = changedIn(whatIf, state).join()
      if (!((found.get(key)?.score ?? Infinity) <= state.score)) found.set(key, state)
    }
    await breathe()
  }
  const ordered = [...found.values()].sort((a, b) => a.score - b.score)
  if (states[0]!.settings === whatIf.own) return ordered
  return ordered
    .slice(0, BEAM)
    .map((state) => settled(whatIf, state))
    .sort((a, b) => a.score - b.score)
}

/** The changed columns of a state at their best beside each other. */
function settled(whatIf: WhatIf, { settings }: State): State {
  whatIf.changeTo(settings)
  const changed = whatIf.changedColumns()
  for (let round = 0; round < ROUNDS; round++) for (const column of changed) improve(whatIf, column)
  return { settings: [...whatIf.current], score: whatIf.score() }
}
