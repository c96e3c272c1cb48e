/**
 * Giveaways: a column that tells the ground truth by itself, nearly without a miss. Nothing is left out for it: which columns are compared
 * must not depend on the answer, and a flood may really be told by one column. The analyst knows whether it was filled in afterwards. A
 * column with a meaning in network terms is what a sensor sees: in the UCI firewall log the port alone tells 99 % of the actions, and should.
 *
 * On the digest's seeded sample. Every row is guessed from the other rows that have the same value (numbers of many values: the same of
 * 32 bins as full as each other), so that a value of its own tells nothing. What counts is the mean share of right guesses over the kinds,
 * lest a file that is 99 % benign be told by anything.
 */

import { share } from '../../../wording/numbers'
import type { ColumnProfile, DoctorNote } from '../column'
import type { TableDigest } from '../digest'
import type { DoctorCase } from '../doctor'
import { namesOf } from './names'
import { sampledNumbers, sampledTexts } from './sampled'

/** Right guesses, as a mean over the kinds. */
const NEARLY_ALL = 0.995
/** A kind that has fewer rows of the sample is not guessed. */
const FEWEST_ROWS = 20
const BINS = 32
/** 2,000 rows × 100 columns take 40 ms. */
const MOST_COLUMNS = 100

export function giveawayNotes({ table, profiles }: DoctorCase): DoctorNote[] {
  const truth = profiles.find(({ role }) => role === 'ground truth')
  if (truth === undefined) return []
  const kinds = sampledTexts(table, truth.index)
  const found = profiles
    .filter(({ role, decidedBy, meaning }) => role === 'feature' && decidedBy === 'engine' && meaning === null)
    .slice(0, MOST_COLUMNS)
    .map((profile) => ({ profile, rightShare: rightShareOf(valuesOf(table, profile), kinds) }))
    .filter(({ rightShare }) => rightShare >= NEARLY_ALL)
    .sort((a, b) => b.rightShare - a.rightShare || a.profile.index - b.profile.index)
  return found.length === 0 ? [] : [noteOn(found, truth.name)]
}

function noteOn(
  found: readonly { readonly profile: ColumnProfile; readonly rightShare: number }[],
  truth: string,
): DoctorNote {
  const columns = found.map(({ profile }) => profile)
  const { profile, rightShare } = found[0]!
  return {
    id: 'giveaway',
    title: columns.length === 1 ? `${profile.name} gives ${truth} away` : `${namesOf(columns)} give ${truth} away`,
    text:
      `${profile.name} alone tells ${share(rightShare)} of ${truth} right, as a mean over its kinds. If it was filled in by whoever judged the ` +
      'flows, the check against the truth means nothing; if a sensor saw it, keep it.',
    state: 'your call',
    columns: columns.map(({ name }) => name),
    remedies: [
      { label: 'Leave out', overrides: columns.map(({ name }) => ({ name, role: 'ignored' })) },
      { label: 'Keep', overrides: [] },
    ],
  }
}

/** Per sampled row a value that may be the same as others'. */
function valuesOf(table: TableDigest, { index, type, distinctCount }: ColumnProfile): readonly (string | number)[] {
  const numbers = sampledNumbers(table, index)
  if (numbers === null || type !== 'number' || distinctCount <= BINS) return sampledTexts(table, index)
  const sorted = numbers.filter((value) => !Number.isNaN(value)).sort()
  const edges = Array.from({ length: BINS - 1 }, (_, bin) => sorted[Math.floor(((bin + 1) * sorted.length) / BINS)]!)
  return Array.from(numbers, (value) => (Number.isNaN(value) ? -1 : edges.filter((edge) => edge <= value).length))
}

/** @returns 0 where there are no two kinds to tell apart */
export function rightShareOf(values: readonly (string | number)[], kinds: readonly string[]): number {
  const kindCounts = counted(kinds)
  const guessed = [...kindCounts].filter(([kind, rowCount]) => kind !== '' && rowCount >= FEWEST_ROWS)
  if (guessed.length < 2) return 0
  const byValue = new Map<string | number, Map<string, number>>()
  values.forEach((value, row) => {
    const tally = byValue.get(value) ?? new Map<string, number>()
    byValue.set(value, tally.set(kinds[row]!, (tally.get(kinds[row]!) ?? 0) + 1))
  })
  const right = new Map<string, number>()
  for (const tally of byValue.values()) {
    for (const [kind, rowCount] of tally) {
      if (isGuessed(tally, kind, rowCount)) right.set(kind, (right.get(kind) ?? 0) + rowCount)
    }
  }
  return guessed.reduce((sum, [kind, rowCount]) => sum + (right.get(kind) ?? 0) / rowCount, 0) / guessed.length
}

/** Whether most of the other rows of that value are of this kind too. */
const isGuessed = (tally: ReadonlyMap<string, number>, kind: string, rowCount: number): boolean =>
  rowCount > 1 && [...tally].every(([other, otherCount]) => other === kind || otherCount < rowCount - 1)

function counted(kinds: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}
