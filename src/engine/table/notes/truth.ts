/**
 * Truth notes: the ground truth that was found, and the columns that would give it away.
 */

import { count, share } from '../../../wording/numbers'
import { listOf, shortened } from '../../../wording/sentences'
import type { DoctorNote } from '../column'
import type { DoctorCase } from '../doctor'

export function truthNotes({ columns, profiles }: DoctorCase): DoctorNote[] {
  return profiles.flatMap((profile) => {
    const facts = columns[profile.index]!
    if (profile.role === 'ground truth')
      return [foundNote(profile.name, facts.levels(), profile.distinctCount, facts.rowCount)]
    const leaks = profile.decidedBy === 'engine' && (facts.hint === 'leak' || profile.meaning === 'ground truth')
    return leaks ? [leakNote(profile.name, profile.reason)] : []
  })
}

/** @param levels the commonest of the column's kinds, most frequent first */
function foundNote(
  name: string,
  levels: readonly { readonly text: string; readonly count: number }[],
  kindCount: number,
  rowCount: number,
): DoctorNote {
  const [first, ...others] = levels
  const where = first?.count === rowCount ? 'every row' : `${share((first?.count ?? 0) / rowCount)} of rows`
  const said = first === undefined ? 'nothing' : `“${shortened(first.text)}” in ${where}`
  const rest =
    others.length === 0
      ? ''
      : others.length <= 3
        ? `, else ${listOf(
            others.map(({ text }) => `“${shortened(text)}”`),
            'or',
          )}`
        : `, else one of ${count(kindCount - 1)} other words`
  return {
    id: `truth:${name}`,
    title: 'A truth column was found',
    text: `${name} says ${said}${rest}. The model never sees it${kindCount < 2 ? ', and there is nothing to check the result by' : '; it is used to check the result'}.`,
    state: 'done',
    columns: [name],
    remedies: [{ label: 'Use it as a category', overrides: [{ name, role: 'feature', type: 'category' }] }],
  }
}

const leakNote = (name: string, reason: string): DoctorNote => ({
  id: `leak:${name}`,
  title: `${shortened(name)} would leak the answer`,
  text: `It ${reason}. Left out.`,
  state: 'done',
  columns: [name],
  remedies: [{ label: 'Use it', overrides: [{ name, role: 'feature' }] }],
})
