/**
 * Change words: the smallest change as a finding, in the file's own units and one sentence.
 */

import { columnWords } from '../../../wording/column-words'
import { exactQuantity } from '../../../wording/exact-quantity'
import { decimals, quantity } from '../../../wording/numbers'
import { listOf, lowerFirst, shortened, spellInside, upperFirst } from '../../../wording/sentences'
import type { ColumnProfile, Unit } from '../../table/column'
import { unitOf } from '../derived-values'
import type { ScorePart, SmallestChange } from '../findings'
import type { Cell } from './editable-columns'
import type { Bound } from './least-number'
import type { ChangedCell, FoundChange } from './smallest-change'

/** With more than so many changed it would be another flow: "proto icmp → tcp, port 0 → 443 …" helps nobody. */
const MOST_CHANGED = 3

/** @param fixed what no cell of the row changes, with its columns at their best, largest first; asked for where no change would do */
export function changeWords(
  found: FoundChange,
  profiles: readonly ColumnProfile[],
  fixed: () => readonly ScorePart[],
): SmallestChange {
  const told = found.cells.map((changed) => toldCell(changed, profiles))
  const sentence = told.length > 0 ? ifChanged(told) : nothingWould(found.score, fixed())
  return { cells: told.map(({ phrase: _, ...cell }) => cell), score: found.score, sentence }
}

type ToldCell = SmallestChange['cells'][number] & {
  /** "at most 210 kB" */
  readonly phrase: string
}

function toldCell({ column: { column }, from, to, bound }: ChangedCell, profiles: readonly ColumnProfile[]): ToldCell {
  const profile = profiles.find(({ name }) => name === column)
  const words = (cell: Cell): string => valueWords(cell, column, profile, exactQuantity)
  const glance = valueWords(from, column, profile, quantity)
  return {
    column,
    label: columnWords(column, profile?.meaning ?? null),
    actual: glance === words(to) ? words(from) : glance,
    cell: Number.isNaN(to) ? '' : String(to ?? ''),
    ...(profile?.type === 'yes-no' ? { needed: words(to), phrase: words(to) } : conditionWords(to, bound, words)),
  }
}

/** "≤ 210 kB", "≥ 3", "2.3 ms to 40 s", "http", short and in a sentence. */
function conditionWords(
  to: Cell,
  bound: Bound,
  words: (cell: Cell) => string,
): { readonly needed: string; readonly phrase: string } {
  if (bound.kind === 'at most') return { needed: `≤ ${words(to)}`, phrase: `at most ${words(to)}` }
  if (bound.kind === 'at least') return { needed: `≥ ${words(to)}`, phrase: `at least ${words(to)}` }
  if (bound.kind === 'exactly') return { needed: words(to), phrase: words(to) }
  const [low, high] = Number(to) < bound.far ? [to, bound.far] : [bound.far, to]
  return { needed: `${words(low)} to ${words(high)}`, phrase: `between ${words(low)} and ${words(high)}` }
}

const YES_NO: Readonly<Record<string, string>> = { '0': 'no', '1': 'yes', F: 'no', T: 'yes', false: 'no', true: 'yes' }

function valueWords(
  cell: Cell,
  column: string,
  profile: ColumnProfile | undefined,
  quantityWords: (value: number, unit: Unit) => string,
): string {
  if (cell === null || cell === '' || Number.isNaN(cell)) return 'missing'
  if (profile?.type === 'yes-no') return YES_NO[String(cell)] ?? String(cell)
  if (typeof cell === 'string') return shortened(cell)
  // "Packets sent 12 packets" says it twice.
  const unit = unitOf(column, profile)
  return quantityWords(cell, unit === 'packets' ? null : unit)
}

/**
 * "Ordinary if bytes sent were at most 210 kB, not 9.1 MB." "Ordinary if service were http and duration were 0.2 s."
 * "No small change would make it ordinary: it takes fourteen columns."
 */
function ifChanged(cells: readonly ToldCell[]): string {
  if (cells.length > MOST_CHANGED) {
    return `No small change would make it ordinary: it takes ${spellInside(cells.length)} columns.`
  }
  const conditions = listOf(cells.map(({ label, phrase }) => `${lowerFirst(label)} were ${phrase}`))
  return `Ordinary if ${conditions}${cells.length === 1 ? `, not ${cells[0]!.actual}` : ''}.`
}

/** Of the score that is left, so much is worth naming. */
const WORTH_NAMING = 0.1

/**
 * "No change of this flow alone would make it ordinary: with every column at its best it would still score 9.1. Other flows of
 * 10.0.0.66 make 6.3 of that."
 */
function nothingWould(score: number, fixed: readonly ScorePart[]): string {
  const named = fixed
    .filter(({ adds }) => adds >= WORTH_NAMING * score)
    .slice(0, 2)
    .map(({ label, adds }) => `${lowerFirst(label)} make ${decimals(adds, 1)}`)
  const carried = named.length === 0 ? '' : ` ${upperFirst(listOf(named))} of that.`
  return `No change of this flow alone would make it ordinary: with every column at its best it would still score ${decimals(score, 1)}.${carried}`
}
