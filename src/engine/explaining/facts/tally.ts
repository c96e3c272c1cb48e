/**
 * Tally: how often each value occurs among some rows.
 */

import type { TextCells } from '../../table/table'

export interface Tally {
  readonly counts: ReadonlyMap<number, number>
  /** The commonest; on a tie the one met first. -1 if there are no rows. */
  readonly topKey: number
  readonly topCount: number
}

/** @param keyOf any whole number per row; NaN is left out */
export function tally(rows: Uint32Array, keyOf: (row: number) => number): Tally {
  const counts = new Map<number, number>()
  for (const row of rows) {
    const key = keyOf(row)
    if (!Number.isNaN(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let topKey = -1
  let topCount = 0
  for (const [key, count] of counts) if (count > topCount) [topKey, topCount] = [key, count]
  return { counts, topKey, topCount }
}

/** For each group the number of distinct members. */
export function distinctPerGroup(
  rows: Uint32Array,
  groupOf: (row: number) => number,
  memberOf: (row: number) => number,
): Map<number, number> {
  const members = new Map<number, Set<number>>()
  for (const row of rows) {
    const group = groupOf(row)
    const known = members.get(group)
    if (known) known.add(memberOf(row))
    else members.set(group, new Set([memberOf(row)]))
  }
  return new Map([...members].map(([group, set]) => [group, set.size] as const))
}

/** The commonest texts of a column among some rows, most frequent first; missing cells count as none. */
export function topTexts(
  cells: TextCells,
  rows: Uint32Array,
  atMost: number,
): readonly { readonly text: string; readonly share: number }[] {
  const { counts } = tally(rows, (row) => cells.codes[row]! || NaN)
  return [...counts]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, atMost)
    .map(([code, count]) => ({ text: cells.dictionary[code]!, share: count / rows.length }))
}

/** Finite values of some rows, ascending. */
export function sortedValues(values: Float64Array, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length)
  let count = 0
  for (const row of rows) if (Number.isFinite(values[row]!)) picked[count++] = values[row]!
  return picked.subarray(0, count).sort()
}

/** Share of the rows for which it holds. */
export function shareWhere(rows: Uint32Array, holds: (row: number) => boolean): number {
  let count = 0
  for (const row of rows) if (holds(row)) count++
  return rows.length === 0 ? 0 : count / rows.length
}
