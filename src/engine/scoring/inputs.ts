/**
 * Inputs: which columns the score looks at, from what was decided about the columns.
 *
 * Features, and derived context columns. Also what never varied: it adds exactly 0 to every row of its own file, but a
 * change in the next file is news. Ground truth, identities, times and what the analyst left out are never inputs; the
 * source address, though not an input, says which rows belong together.
 */

import type { Cells } from '../table/table'
import type { ColumnProfile } from '../table/column'
import { mayServe } from '../table/context'
import { hintOf } from '../table/meanings'

export interface InputPlan {
  readonly numbers: readonly { readonly column: string; readonly origin: 'file' | 'context' }[]
  readonly texts: readonly string[]
  readonly sourceColumn: string | null
}

/** @param kinds per column of the table, what its cells are; a yes-no column of 0 and 1 is a number, one of F and T isn't */
export function planInputs(
  profiles: readonly ColumnProfile[],
  kinds: readonly Cells['kind'][],
  contextNames: readonly string[],
): InputPlan {
  const used = profiles.filter(isInput)
  const isNumber = (profile: ColumnProfile): boolean =>
    profile.type === 'number' || (profile.type === 'yes-no' && kinds[profile.index] === 'numbers')
  return {
    numbers: [
      ...used.filter(isNumber).map((profile) => ({ column: profile.name, origin: 'file' as const })),
      ...contextNames.map((column) => ({ column, origin: 'context' as const })),
    ],
    texts: used.filter((profile) => !isNumber(profile)).map((profile) => profile.name),
    sourceColumn: profiles.find(isSource)?.name ?? null,
  }
}

const NEWS_IF_IT_CHANGES: readonly ColumnProfile['type'][] = ['number', 'category', 'yes-no', 'port']

function isInput(profile: ColumnProfile): boolean {
  if (profile.role === 'feature') return true
  const neverVaried = profile.role === 'ignored' && profile.decidedBy === 'engine' && profile.distinctCount === 1
  return neverVaried && NEWS_IF_IT_CHANGES.includes(profile.type) && !givesTruthAway(profile)
}

/** A second column of ground truth never varies in a clean baseline, and is news of the wrong kind in the next file. */
const givesTruthAway = ({ meaning, name }: ColumnProfile): boolean =>
  meaning === 'ground truth' || hintOf(name) === 'leak' || name.startsWith('__')

const isSource = (profile: ColumnProfile): boolean => profile.meaning === 'source address' && mayServe(profile)
