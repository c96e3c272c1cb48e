/**
 * Editable columns: the score's inputs column by column, and what each value one might put into a cell costs at the groups.
 *
 * A column's number and the flag that says whether it is missing change together. What depends on the model alone is worked out once.
 */

import { axisReader } from '../../scoring/axis-reader'
import { gapsBetween, viewPrices } from '../../scoring/gaps'
import { codeOfText, usualCode } from '../../scoring/input-columns'
import type { InputRow } from '../../scoring/input-row'
import { magnitudeOf } from '../../scoring/magnitude'
import { COSTS_PER_INPUT } from '../../scoring/part-costs'
import type { Places } from '../../scoring/places'
import {
  CLUSTER_COUNT,
  type CategoryInput,
  type NumberInput,
  type ScoreInputs,
  type ScoreModel,
} from '../../scoring/score-model'
import { numberCosts, viewCosts, type ViewCosts } from '../../scoring/view-costs'
import { ladderOf } from './ladder'

/** Stands for any text beyond the 30 levels that are kept apart; together they may be common. The score reads it as one of them. */
export const RARER = 'a rarer value'

/** What a cell holds: a number (NaN if missing), a text ('' if missing), or null where the table has no such column. */
export type Cell = number | string | null

export interface Setting {
  readonly cell: Cell
  /** Its column's inputs together, at the groups of both views, in steps: 32. */
  readonly costs: Int32Array
  /** See scoring/magnitude.ts; 0 for nearly every cell. */
  readonly magnitude: number
}

export interface Editable {
  readonly column: string
  /** Null for a column of texts. */
  readonly number: NumberInput | null
  /** Values worth trying: at most 64 numbers, or all levels, the commonest first. A missing cell too, where some rows have one. */
  readonly ladder: readonly Setting[]
  settingOf(cell: Cell): Setting
  settingOfRow(row: InputRow): Setting
  /** Puts a cell in its place. */
  put(row: { readonly numbers: (number | null)[]; readonly texts: (string | null)[] }, cell: Cell): void
  /** How far two cells are apart, in score units: see scoring/gaps.ts. */
  gap(one: Cell, other: Cell): number
}

export interface ModelColumns {
  readonly editable: readonly Editable[]
  /** What a host did lately: no cell of the row can change it. */
  readonly derived: readonly Editable[]
  /** Per view, steps in a cost of 1. */
  readonly steps: readonly number[]
}

const known = new WeakMap<ScoreModel, ModelColumns>()

export function columnsFor(model: ScoreModel): ModelColumns {
  const before = known.get(model)
  if (before !== undefined) return before
  const views = model.views.map((view) => viewCosts(model, view))
  const numbers = model.numbers.map((input, axis) => numberColumn(model, views, input, axis))
  const texts = model.categories.flatMap((input, index) =>
    input.origin === 'file' ? [textColumn(model, views, input, index)] : [],
  )
  const isDerived = (_: unknown, axis: number): boolean => model.numbers[axis]!.origin === 'context'
  const made: ModelColumns = {
    editable: [...numbers.filter((column, axis) => !isDerived(column, axis)), ...texts],
    derived: numbers.filter(isDerived),
    steps: views.map(({ steps }) => steps),
  }
  known.set(model, made)
  return made
}

function numberColumn(model: ScoreModel, views: readonly ViewCosts[], input: NumberInput, axis: number): Editable {
  const read = axisReader(input)
  const isFile = input.origin === 'file'
  const flag = isFile
    ? model.categories.findIndex(({ origin, column }) => origin === 'missing' && column === input.column)
    : -1
  const flagInput = model.categories[flag]
  const placesOf = (cell: Cell): Places => {
    const value = Number.isFinite(cell) ? (cell as number) : input.fill
    const places = { rank: new Float64Array(1), standardised: new Float64Array(1) }
    read(value, places.rank, places.standardised, 0)
    return { ...places, codes: flagInput === undefined ? [] : [flagCode(flagInput, cell)] }
  }
  const settingOf = (cell: Cell): Setting => {
    const places = placesOf(cell)
    const costs = new Int32Array(COSTS_PER_INPUT)
    views.forEach((view, index) => numberCosts(view, axis, places[view.kind][0]!, costs, index * CLUSTER_COUNT))
    if (flag >= 0) addLevel(views, flag, places.codes[0]!, costs)
    return { cell, costs, magnitude: typeof cell === 'number' ? magnitudeOf(input, cell) : 0 }
  }
  const values = isFile ? ladderOf(input) : []
  const ladder = (flag >= 0 ? [...values, NaN] : values).map(settingOf)
  const onLadder = new Map(ladder.map((setting) => [setting.cell, setting]))
  const own: ScoreInputs = { numbers: [input], categories: flagInput ? [flagInput] : [], sourceColumn: null }
  return {
    column: input.column,
    number: input,
    ladder,
    settingOf: (cell) => onLadder.get(cell) ?? settingOf(cell),
    settingOfRow: ({ numbers }) => settingOf(numbers[axis]!),
    put: (row, cell) => (row.numbers[axis] = cell === null ? null : Number(cell)),
    gap: (one, other) => gapOf(model, own, placesOf(one), placesOf(other)),
  }
}

function textColumn(model: ScoreModel, views: readonly ViewCosts[], input: CategoryInput, index: number): Editable {
  const codeOf = (cell: Cell): number => (cell === null ? usualCode(input) : codeOfText(input, String(cell)))
  const settingOf = (cell: Cell): Setting => {
    const costs = new Int32Array(COSTS_PER_INPUT)
    addLevel(views, index, codeOf(cell), costs)
    return { cell, costs, magnitude: 0 }
  }
  const own: ScoreInputs = { numbers: [], categories: [input], sourceColumn: null }
  const none = new Float64Array(0)
  const placesOf = (cell: Cell): Places => ({ rank: none, standardised: none, codes: [codeOf(cell)] })
  const commonestFirst = input.levels
    .map((level, code) => ({ level, share: input.shares[code]! }))
    .sort((a, b) => b.share - a.share)
  const rarer = input.shares[input.levels.length]! > 0 && !input.levels.includes(RARER) ? [RARER] : []
  return {
    column: input.column,
    number: null,
    ladder: [...commonestFirst.map(({ level }) => level), ...rarer].map(settingOf),
    settingOf,
    settingOfRow: ({ texts }) => settingOf(texts[index]!),
    put: (row, cell) => (row.texts[index] = cell === null ? null : String(cell)),
    gap: (one, other) => gapOf(model, own, placesOf(one), placesOf(other)),
  }
}

function flagCode(input: CategoryInput, cell: Cell): number {
  if (cell === null) return usualCode(input)
  return codeOfText(input, Number.isFinite(cell) ? 'present' : 'missing')
}

function addLevel(views: readonly ViewCosts[], category: number, code: number, costs: Int32Array): void {
  views.forEach(({ levelSteps }, index) => {
    for (let k = 0; k < CLUSTER_COUNT; k++)
      costs[index * CLUSTER_COUNT + k]! += levelSteps[category]![code * CLUSTER_COUNT + k]!
  })
}

const gapOf = (model: ScoreModel, own: ScoreInputs, one: Places, other: Places): number =>
  gapsBetween(own, viewPrices(model), one, other).reduce((sum, gap) => sum + gap, 0)
