/**
 * Truth notes: the ground truth that was found, and the columns that would give it away.
 */

import { count, share } from '../../../wording/numbers'
import { listOf, shortened } from '../../../wording/sentences'
import type { ColumnProfile, DoctorNote } from '../column'
import type { DoctorCase } from '../doctor'

export function truthNotes({ columns, profiles }: DoctorCase): DoctorNote[] {
  return profiles.flatMap((profile) => {
    const facts = columns[profile.index]!
    if (profile.role === 'ground truth') return [foundNote(profile, facts.levels(), facts.rowCount)]
    const leaks = profile.decidedBy === 'engine' && (facts.hint === 'leak' || profile.meaning === 'ground truth')
    return leaks ? [leakNote(profile.name, profile.reason)] : []
  })
}

/** @param levels the commonest of the column's kinds, most frequent first */
function foundNote(
  profile: ColumnProfile,
  levels: readonly { readonly text: string; readonly count: number }[],
  rowCount: number,
): DoctorNote {
  const { name, distinctCount: kindCount } = profile
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
    text: `${name} says ${said}${rest}. The model never sees it${useOf(profile)}.`,
    state: 'done',
    columns: [name],
    remedies: [{ label: 'Use it as a category', overrides: [{ name, role: 'feature', type: 'category' }] }],
  }
}

function useOf({ distinctCount, meaning, decidedBy }: ColumnProfile): string {
  if (distinctCount < 2) return ', and one kind of flow is nothing to check the result by'
  // See pipeline/truth.ts.
  const isOpinion = meaning === 'action' && decidedBy === 'engine'
  return isOpinion
    ? '; what a firewall did is no verdict on attacks, so the result is not checked by it'
    : '; it is used to check the result'
}

const leakNote = (name: string, reason: string): DoctorNote => ({
  id: `leak:${name}`,
  title: `${shortened(name)} would leak the answer`,
  text: `It ${reason}. Left out.`,
  state: 'done',
  columns: [name],
  remedies: [{ label: 'Use it', overrides: [{ name, role: 'feature' }] }],
})
