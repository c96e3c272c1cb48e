/**
 * Relax: a set of changes that suffices, each taken back as far towards the row's own cell as the threshold allows.
 */

import type { Cell, Editable, Setting } from './editable-columns'
import { checkpointsOf, decimalsIn, decimalsOf } from './ladder'
import { boundOf, leastNumbers, type Bound, type NumberSearch } from './least-number'
import type { ChangedCell, FoundChange } from './smallest-change'
import type { WhatIf } from './what-if'

/** Sets of columns that are relaxed to be compared: they are many only where one column suffices. */
const MOST_COMPARED = 12

/** Of several sufficient states the one that changes least. @param states lowest score first */
export function least(
  whatIf: WhatIf,
  states: readonly { readonly settings: readonly Setting[] }[],
  limit: number,
): FoundChange {
  const found = states.slice(0, MOST_COMPARED).map(({ settings }) => relaxed(whatIf, settings, limit))
  const smallest = found.reduce((least, next) => (isSmaller(next, least) ? next : least))
  return smallest.cells.length === 1 ? withBound(whatIf, smallest, limit) : smallest
}

/** How far one may go on is said of a change of one column alone: of two, not every pair of values has been checked. */
function withBound(whatIf: WhatIf, found: FoundChange, limit: number): FoundChange {
  const [cell] = found.cells
  const { column, from, to } = cell!
  if (column.number === null || !isFinite(from) || !isFinite(to)) return found
  whatIf.changeTo(found.settings)
  const search = searchIn(whatIf, whatIf.columns.indexOf(column), from, limit)
  const bound = boundOf(from, to, checkpointsOf(column.number, search.decimals), search)
  return { ...found, cells: [{ ...cell!, bound }] }
}

const isFinite = (cell: Cell): cell is number => typeof cell === 'number' && Number.isFinite(cell)

function searchIn(whatIf: WhatIf, index: number, from: number, limit: number): NumberSearch {
  const column = whatIf.columns[index]!
  return {
    rungs: column.ladder.map(({ cell }) => Number(cell)).filter(Number.isFinite),
    decimals: Math.max(decimalsIn(from), decimalsOf(column.number!)),
    holds: (value) => whatIf.score(index, column.settingOf(value), limit) <= limit,
  }
}

export const isSmaller = (one: FoundChange, other: FoundChange): boolean =>
  one.cells.length < other.cells.length || (one.cells.length === other.cells.length && sizeOf(one) < sizeOf(other))

const sizeOf = ({ cells }: FoundChange): number =>
  cells.reduce((sum, { column, from, to }) => sum + column.gap(from, to), 0)

/** Whichever column is relaxed first takes the slack: both ways round are tried. */
export function relaxed(whatIf: WhatIf, settings: readonly Setting[], limit: number): FoundChange {
  whatIf.changeTo(settings)
  const changed = whatIf.changedColumns()
  const one = relaxedInOrder(whatIf, settings, changed, limit)
  if (changed.length === 1) return one
  const other = relaxedInOrder(whatIf, settings, [...changed].reverse(), limit)
  return isSmaller(other, one) ? other : one
}

const EXACTLY: Bound = { kind: 'exactly' }

function relaxedInOrder(
  whatIf: WhatIf,
  settings: readonly Setting[],
  order: readonly number[],
  limit: number,
): FoundChange {
  whatIf.changeTo(settings)
  for (const index of order) relaxColumn(whatIf, index, limit)
  const cells = whatIf.changedColumns().map((index): ChangedCell => {
    const [from, to] = [whatIf.own[index]!.cell, whatIf.current[index]!.cell]
    return { column: whatIf.columns[index]!, from, to, bound: EXACTLY }
  })
  return { cells, score: whatIf.score(), settings: [...whatIf.current] }
}

/** Leaves the column at the least change that still suffices beside the others. */
function relaxColumn(whatIf: WhatIf, index: number, limit: number): void {
  const column = whatIf.columns[index]!
  const own = whatIf.own[index]!
  const enough = (setting: Setting): boolean => whatIf.score(index, setting, limit) <= limit
  if (enough(own)) return whatIf.change(index, own)
  if (column.number !== null && isFinite(own.cell)) {
    const near = nearestNumber(column, own.cell, searchIn(whatIf, index, own.cell, limit))
    if (near !== null) whatIf.change(index, column.settingOf(near))
    return
  }
  const usual = column.number === null ? null : column.settingOf(column.number.fill)
  const setting = [...(usual === null ? [] : [usual]), ...column.ladder].find(enough)
  if (setting !== undefined) whatIf.change(index, setting)
}

function nearestNumber(column: Editable, from: number, search: NumberSearch): number | null {
  const far = (value: number): number => column.gap(from, value)
  return leastNumbers(from, search).reduce<number | null>(
    (near, next) => (near !== null && far(near) <= far(next) ? near : next),
    null,
  )
}
