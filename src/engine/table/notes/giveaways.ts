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
/** 2,000 rows × 100 columns of numbers take 39 to 50 ms (2026-11-26, Node 20, one idle core). */
const MOST_COLUMNS = 100

export function giveawayNotes({ table, profiles }: DoctorCase): DoctorNote[] {
  const truth = profiles.find(({ role }) => role === 'ground truth')
  if (truth === undefined) return []
  const kinds = codesOf(sampledTexts(table, truth.index))
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

/** Per sampled row a code of its value, the same where values are taken for the same. */
function valuesOf(table: TableDigest, { index, type, distinctCount }: ColumnProfile): readonly number[] {
  const numbers = sampledNumbers(table, index)
  if (numbers === null) return codesOf(sampledTexts(table, index)).codes
  if (type !== 'number' || distinctCount <= BINS) return codesOf([...numbers]).codes
  const sorted = numbers.filter((value) => !Number.isNaN(value)).sort()
  const edges = Float64Array.from(
    { length: BINS - 1 },
    (_, bin) => sorted[Math.floor(((bin + 1) * sorted.length) / BINS)]!,
  )
  return Array.from(numbers, (value) => (Number.isNaN(value) ? BINS : binOf(value, edges)))
}

/** How many edges, ascending, a value has reached. */
function binOf(value: number, edges: Float64Array): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (edges[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}

interface Coded<T> {
  /** Different ones in order of first appearance. */
  readonly different: readonly T[]
  readonly codes: readonly number[]
  /** Rows per code. */
  readonly counts: readonly number[]
}

export function codesOf<T>(values: readonly T[]): Coded<T> {
  const codeOf = new Map<T, number>()
  const counts: number[] = []
  const codes = values.map((value) => {
    const code = codeOf.get(value) ?? codeOf.size
    codeOf.set(value, code)
    counts[code] = (counts[code] ?? 0) + 1
    return code
  })
  return { different: [...codeOf.keys()], codes, counts }
}

/**
 * @param values per row a code from 0 on
 * @returns 0 where there are no two kinds to tell apart
 */
export function rightShareOf(values: readonly number[], { different, codes, counts }: Coded<string>): number {
  const guessed = counts.flatMap((rowCount, kind) => (different[kind] !== '' && rowCount >= FEWEST_ROWS ? [kind] : []))
  if (guessed.length < 2) return 0
  const kindCount = different.length
  const tallies = new Map<number, Uint32Array>()
  for (let row = 0; row < values.length; row++) {
    let tally = tallies.get(values[row]!)
    if (tally === undefined) tallies.set(values[row]!, (tally = new Uint32Array(kindCount)))
    tally[codes[row]!]!++
  }
  const right = new Uint32Array(kindCount)
  for (const tally of tallies.values()) {
    const kind = guessedKind(tally)
    if (kind !== null) right[kind]! += tally[kind]!
  }
  return guessed.reduce((sum, kind) => sum + right[kind]! / counts[kind]!, 0) / guessed.length
}

/** The kind that most of a row's fellows are of, even without the row itself; null if no kind is that common. */
function guessedKind(tally: Uint32Array): number | null {
  let [kind, most, second] = [0, 0, 0]
  for (let other = 0; other < tally.length; other++) {
    if (tally[other]! > most) [kind, most, second] = [other, tally[other]!, most]
    else if (tally[other]! > second) second = tally[other]!
  }
  return most > 1 && second < most - 1 ? kind : null
}
