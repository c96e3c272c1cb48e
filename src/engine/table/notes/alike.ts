/**
 * Alike: columns of numbers that say the same thing, and so would pull several times as hard as one.
 *
 * Pearson's correlation of the values as they are compared (log scale where that is used), on the digest's seeded sample.
 */

import { decimals } from '../../../wording/numbers'
import { spellInside } from '../../../wording/sentences'
import { signedLog, squareOf } from '../../numeric/portable-math'
import type { ColumnProfile, DoctorNote } from '../column'
import type { DoctorCase } from '../doctor'
import type { NumberCells, Table } from '../table'

/** Two columns move together above this; the same in the mock and in the usual advice on redundant features. */
const TOGETHER = 0.98
/** Pairs grow with the square: 200 columns make 20,000 pairs of 2,000 rows, some 40 ms. */
const MOST_COLUMNS = 200

interface Standardised {
  readonly profile: ColumnProfile
  readonly values: Float64Array
}

export function alikeNote({ table, profiles }: DoctorCase): DoctorNote[] {
  const columns = profiles
    .filter(({ type, role }) => role === 'feature' && type === 'number')
    .slice(0, MOST_COLUMNS)
    .flatMap((profile) => standardised(profile, table.sample))
  const pairs = pairsOf(columns).filter(([a, b]) => a.decidedBy === 'engine' || b.decidedBy === 'engine')
  if (pairs.length === 0) return []
  const groups = groupsOf(pairs)
  return [noteOn(pairs, groups)]
}

function noteOn(pairs: readonly Pair[], groups: readonly (readonly ColumnProfile[])[]): DoctorNote {
  const [first, second, correlation] = pairs[0]!
  const largest = Math.max(...groups.map(({ length }) => length))
  const more =
    pairs.length === 1 ? '' : `, as ${pairs.length === 2 ? 'does one more pair' : `do ${pairs.length - 1} more pairs`}`
  const all = groups.flat()
  return {
    id: 'alike',
    title:
      largest === 2
        ? 'Columns say the same thing twice'
        : `Columns say the same thing up to ${spellInside(largest)} times`,
    text:
      `${first.name} and ${second.name} move together (${decimals(correlation, 3)})${more}. ` +
      `They pull up to ${spellInside(largest)} times as hard as one column.`,
    state: 'your call',
    columns: all.map(({ name }) => name),
    remedies: [
      { label: 'Keep all', overrides: all.map(({ name }) => ({ name, role: 'feature' })) },
      {
        label: 'Keep one of each',
        overrides: groups.flatMap((group) => group.slice(1).map(({ name }) => ({ name, role: 'ignored' }))),
      },
    ],
  }
}

function standardised(profile: ColumnProfile, sample: Table): Standardised[] {
  const cells = sample.cells[profile.index]!
  if (cells.kind !== 'numbers') return []
  const values = Float64Array.from({ length: sample.rowCount }, (_, row) => valueAt(cells, row, profile))
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const length = Math.sqrt(values.reduce((sum, value) => sum + squareOf(value - mean), 0))
  if (!(length > 1e-9 * Math.max(1, Math.abs(mean)) * Math.sqrt(values.length))) return []
  return [{ profile, values: values.map((value) => (value - mean) / length) }]
}

/** A gap takes the median, as in the features. */
function valueAt({ values }: NumberCells, row: number, { distribution, transform }: ColumnProfile): number {
  const value = values[row]!
  const fill = distribution.kind === 'numbers' ? distribution.median : 0
  const filled = Number.isFinite(value) ? value : fill
  return transform === 'log1p' ? signedLog(filled) : filled
}

type Pair = readonly [ColumnProfile, ColumnProfile, number]

/** The strongest first. */
function pairsOf(columns: readonly Standardised[]): Pair[] {
  const pairs: Pair[] = []
  for (let i = 0; i < columns.length; i++) {
    for (let j = i + 1; j < columns.length; j++) {
      const correlation = Math.abs(dot(columns[i]!.values, columns[j]!.values))
      if (correlation > TOGETHER) pairs.push([columns[i]!.profile, columns[j]!.profile, Math.min(1, correlation)])
    }
  }
  return pairs.sort((a, b) => b[2] - a[2] || a[0].index - b[0].index || a[1].index - b[1].index)
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Columns joined by pairs, each group in the file's order. */
function groupsOf(pairs: readonly Pair[]): readonly (readonly ColumnProfile[])[] {
  const groupOf = new Map<ColumnProfile, Set<ColumnProfile>>()
  for (const [a, b] of pairs) {
    const joined = new Set([...(groupOf.get(a) ?? [a]), ...(groupOf.get(b) ?? [b])])
    for (const member of joined) groupOf.set(member, joined)
  }
  return [...new Set(groupOf.values())]
    .map((group) => [...group].sort((a, b) => a.index - b.index))
    .sort((a, b) => a[0]!.index - b[0]!.index)
}
