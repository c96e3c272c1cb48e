/**
 * Nearest row: of a shard's rows that are not left out, the one that lies nearest to a given row, in the cost of scoring/gaps.ts.
 *
 * How far a cell lies from the row's is worked out once per different cell and added up per row, until the row is further away than the
 * nearest so far: columns that tell most come first, those with a number of their own in nearly every row last. Of rows equally near
 * the first is taken: the answer is the same for any number of shards.
 */

import { levelGap, numberGap, type ViewPrices } from './gaps'
import { levelAt, placesOf, type CategoryColumn, type InputColumns, type NumberColumn } from './input-columns'
import type { Places } from './places'
import type { ScoreInputs } from './score-model'

export interface NearRow {
  /** −1 if there is none. */
  readonly row: number
  /** Whole steps; Infinity if there is none. */
  readonly gap: number
}

export const NO_ROW: NearRow = { row: -1, gap: Infinity }

/** Gaps of a shard's cells to one row. */
export interface GapTables {
  /** Per column with codes: its codes, and per code the gap. */
  readonly coded: readonly { readonly codes: ArrayLike<number>; readonly gaps: Float64Array }[]
  /** Columns of one number per row. */
  readonly wide: readonly ((row: number) => number)[]
  /** Of columns that are the same in every row. */
  readonly still: number
}

export function gapTables(
  inputs: ScoreInputs,
  { numbers, categories, rowCount }: InputColumns,
  prices: ViewPrices,
  asked: Places,
): GapTables {
  const coded: { codes: ArrayLike<number>; gaps: Float64Array }[] = []
  const wide: ((row: number) => number)[] = []
  let still = 0
  numbers.forEach((column, axis) => {
    const gapAt = ({ rank, standardised }: { rank: Float64Array; standardised: Float64Array }, at: number): number =>
      numberGap(prices, rank[at]! - asked.rank[axis]!, standardised[at]! - asked.standardised[axis]!)
    if (column.kind === 'wide') wide.push((row) => gapAt(placeOfRow(column, row), 0))
    else if (column.kind === 'still') still += gapAt(column.places, 0)
    else coded.push({ codes: column.codes, gaps: column.places.rank.map((_, code) => gapAt(column.places, code)) })
  })
  categories.forEach((column, index) => {
    const gapOf = (level: number): number => levelGap(prices, inputs.categories[index]!, level, asked.codes[index]!)
    const ofLevels = Float64Array.from(inputs.categories[index]!.heights.rank, (_, level) => gapOf(level))
    if (column.kind === 'coded')
      coded.push({ codes: column.codes, gaps: Float64Array.from(column.levels, (level) => ofLevels[level]!) })
    else if (column.kind === 'still') still += ofLevels[column.level]!
    else wide.push((row) => ofLevels[levelAt(column as CategoryColumn, row)]!)
  })
  return { coded: furthestFirst(coded, rowCount), wide, still }
}

/** Rows looked at to order the columns. */
const ORDERED_BY = 512

/** By the mean gap of some rows: most rows are out after a few columns. The sums are exact, so the order changes no answer. */
function furthestFirst(coded: GapTables['coded'], rowCount: number): GapTables['coded'] {
  const step = Math.max(1, Math.floor(rowCount / ORDERED_BY))
  const meanOf = ({ codes, gaps }: GapTables['coded'][number]): number => {
    let sum = 0
    for (let row = 0; row < rowCount; row += step) sum += gaps[codes[row]!]!
    return sum
  }
  return coded
    .map((column) => ({ column, mean: meanOf(column) }))
    .sort((a, b) => b.mean - a.mean)
    .map(({ column }) => column)
}

const placeOfRow = (column: Extract<NumberColumn, { kind: 'wide' }>, row: number) =>
  placesOf(column.input, column.values.subarray(row, row + 1))

/** Rows whose gaps are added up at once: they stay in the first-level cache. */
const AT_ONCE = 2048

/**
 * @param leftOut per row 1 if it is not looked at
 * @param atMost a row further away is of no use
 */
export function nearestRow(
  { coded, wide, still }: GapTables,
  leftOut: Uint8Array,
  first: number,
  pastLast: number,
  atMost: number,
): NearRow {
  const sums = new Float64Array(AT_ONCE)
  const live = new Uint32Array(AT_ONCE)
  let near: NearRow = { row: -1, gap: atMost }
  for (let from = first; from < pastLast; from += AT_ONCE) {
    const pastEnd = Math.min(pastLast, from + AT_ONCE)
    let count = 0
    for (let row = from; row < pastEnd; row++) if (leftOut[row] === 0) live[count++] = row - from
    sums.fill(still)
    for (const { codes, gaps } of coded) count = addGaps(codes, gaps, from, near.gap, sums, live, count)
    for (let i = 0; i < count; i++) {
      const row = from + live[i]!
      let gap = sums[live[i]!]!
      for (let column = 0; column < wide.length && gap <= near.gap; column++) gap += wide[column]!(row)
      if (gap < near.gap || (gap === near.gap && near.row < 0)) near = { row, gap }
    }
  }
  return near.row < 0 ? NO_ROW : near
}

/** Adds a column's gaps to the rows still in question. @returns how many are left, within the bound */
function addGaps(
  codes: ArrayLike<number>,
  gaps: Float64Array,
  from: number,
  bound: number,
  sums: Float64Array,
  live: Uint32Array,
  count: number,
): number {
  let left = 0
  for (let i = 0; i < count; i++) {
    const place = live[i]!
    const sum = sums[place]! + gaps[codes[from + place]!]!
    sums[place] = sum
    live[left] = place
    if (sum <= bound) left++
  }
  return left
}

/** The nearer of two, the first of equals. */
export const nearer = (one: NearRow, other: NearRow): NearRow =>
  other.gap < one.gap || (other.gap === one.gap && other.row >= 0 && (one.row < 0 || other.row < one.row)) ? other : one
