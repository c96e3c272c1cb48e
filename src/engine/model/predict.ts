/**
 * Predict: one flow judged by the frozen model.
 *
 * What isn't said of it counts as usual: a column left out altogether takes its usual value, and what a flow's source did
 * before is the median, unless a row of the file lends its own.
 */

import { reasonsOfRow } from '../explaining/reasons'
import type { Judgement } from '../explaining/findings'
import { denseRow } from '../features/dense'
import { encodeRows } from '../features/encode'
import type { Recipe } from '../features/recipe'
import { squareOf } from '../numeric/portable-math'
import { pointOf } from '../projection/plane'
import { scoringColumns, planOf } from '../scoring/columns'
import { usualCode } from '../scoring/input-columns'
import { inputRowOf, type InputRow } from '../scoring/input-row'
import { rarityOf } from '../scoring/calibration'
import { baseOfRow, partsOfRow, sumOfParts } from '../scoring/parts'
import { sourceMean } from '../scoring/pooling'
import type { ScoreModel } from '../scoring/score-model'
import { cellText, MISSING_TEXTS, type Table } from '../table/table'
import type { ModelDocument } from './document'
import { outOfRange, unseenTexts } from './unseen'

export type JudgingModel = Pick<
  ModelDocument,
  'columns' | 'recipe' | 'clusters' | 'projection' | 'scoring' | 'calibration'
>

/** What a row of the fitted file lends to a flow that has no history of its own. */
export interface LentContext {
  /** As the model's number inputs; only those of the context are taken. */
  readonly numbers: readonly (number | null)[]
  /** In score units; null for a model without sources. */
  readonly sourceMean: number | null
}

/** @param cells texts by column name; a column that isn't named counts as usual, an empty text as missing */
export function judgeFlow(
  model: JudgingModel,
  cells: Readonly<Record<string, string>>,
  lent: LentContext | null,
): Judgement {
  return judgeRow(model, tableOf(model, cells), 0, lent)
}

export const tableOf = (model: JudgingModel, cells: Readonly<Record<string, string>>): Table =>
  oneRowTable(
    model.columns.map(({ name }) => name).filter((name) => Object.hasOwn(cells, name)),
    cells,
  )

/** @param table with the model's column names */
export function judgeRow(model: JudgingModel, table: Table, row: number, lent: LentContext | null): Judgement {
  const { scoring, clusters, recipe, projection, calibration } = model
  const input = inputOf(scoring, table, row, lent)
  const parts = partsOfRow(scoring, input, aloneOrLent(scoring, input, lent))
  const position = positionOf(table, row, recipe)
  const distances = distancesFrom(position, clusters)
  const clusterIndex = nearestOf(distances)
  const textOf = textReader(scoring, input, table, row)
  const score = sumOfParts(parts)
  const reasons = reasonsOfRow({
    row,
    score,
    clusterIndex,
    parts,
    textOf,
    profiles: model.columns,
    bands: clusters.bands,
    isAlone: lent?.sourceMean == null,
  })
  return {
    score,
    clusterIndex,
    distances,
    parts: reasons.parts,
    sentence: reasons.sentence,
    rarity: calibration === undefined ? null : rarityOf(calibration, score),
    coordinates: pointOf(projection, position),
    historyUnknown:
      lent === null && (scoring.sourceColumn !== null || scoring.numbers.some(({ origin }) => origin === 'context')),
    unseen: unseenTexts(scoring, input),
    outOfRange: outOfRange(scoring, input),
  }
}

function oneRowTable(names: readonly string[], cells: Readonly<Record<string, string>>): Table {
  return {
    rowCount: 1,
    columnNames: names,
    cells: names.map((name) => {
      const text = cells[name]!.trim()
      return MISSING_TEXTS.has(text)
        ? { kind: 'texts', codes: Uint32Array.of(0), dictionary: [''] }
        : { kind: 'texts', codes: Uint32Array.of(1), dictionary: ['', text] }
    }),
    sourceLines: Uint32Array.of(1),
  }
}

/** As the score reads it. */
export function inputOf(scoring: ScoreModel, table: Table, row: number, lent: LentContext | null): InputRow {
  const own = inputRowOf(scoringColumns(table, planOf(scoring), []), row)
  return lent === null ? own : withContext(scoring, own, lent)
}

const withContext = ({ numbers }: ScoreModel, own: InputRow, lent: LentContext): InputRow => ({
  ...own,
  numbers: numbers.map(({ origin }, index) => (origin === 'context' ? lent.numbers[index]! : own.numbers[index]!)),
})

/** The source part A: lent, or that of a source of which nothing is known but this flow. */
export function aloneOrLent(model: ScoreModel, input: InputRow, lent: LentContext | null): number | null {
  if (model.sourceColumn === null) return null
  if (lent?.sourceMean != null) return lent.sourceMean
  return sourceMean(baseOfRow(model, input), 1, model.meanBase / model.usual)
}

/** The group that a row is nearest to. @param table with the model's column names */
export const nearestGroup = (
  { recipe, clusters }: Pick<JudgingModel, 'recipe' | 'clusters'>,
  table: Table,
  row: number,
): number => nearestOf(distancesFrom(positionOf(table, row, recipe), clusters))

const nearestOf = (distances: Judgement['distances']): number =>
  distances.reduce((near, { distance }, k) => (distance < distances[near]!.distance ? k : near), 0)

/** On the dense axes of the groups. */
function positionOf(table: Table, row: number, recipe: Recipe): Float64Array {
  const position = new Float64Array(recipe.featureCount)
  denseRow(encodeRows(table, row, 1, recipe), recipe, 0, position)
  return position
}

function distancesFrom(
  position: Float64Array,
  { clusterCount, centroids, cards }: JudgingModel['clusters'],
): Judgement['distances'] {
  return Array.from({ length: clusterCount }, (_, k) => {
    const squared = position.reduce(
      (sum, value, axis) => sum + squareOf(value - centroids[k * position.length + axis]!),
      0,
    )
    return { distance: Math.sqrt(squared), usual: cards.find(({ clusterIndex }) => clusterIndex === k)?.spread ?? 0 }
  })
}

/** What is known of a column: what the score took for it, or what the table has. */
export const textReader =
  (model: ScoreModel, input: InputRow, table: Table, row: number) =>
  (column: string): string =>
    textIn(model, input, column) ?? fileText(table, row, column)

/** What the score took for a column: its own, a lent or the usual value; null if it isn't an input. */
function textIn(model: ScoreModel, input: InputRow, column: string): string | null {
  const place = model.numbers.findIndex((number) => number.column === column)
  if (place >= 0) {
    const value = input.numbers[place] ?? model.numbers[place]!.fill
    return Number.isFinite(value) ? String(value) : ''
  }
  const index = model.categories.findIndex((category) => category.column === column && category.origin === 'file')
  if (index < 0) return null
  const category = model.categories[index]!
  return input.texts[index] ?? category.levels[usualCode(category)] ?? ''
}

function fileText(table: Table, row: number, column: string): string {
  const cells = table.cells[table.columnNames.indexOf(column)]
  return cells === undefined ? '' : cellText(cells, row)
}
