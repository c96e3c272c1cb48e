/**
 * Row facts: all that the shards know of single rows, for showing and explaining them.
 */

import type { PlainPart } from '../explaining/reasons'
import type { InputRow } from '../scoring/input-row'
import { partsOfRow, sumOfParts } from '../scoring/parts'
import type { ScoreModel } from '../scoring/score-model'
import { cellText } from '../table/table'
import type { TableRows } from './table-rows'

export interface RowFacts {
  readonly row: number
  readonly sourceLine: number
  /** One text per column of the file, in order. */
  readonly cells: readonly string[]
  /** As the score reads it, derived columns included. */
  readonly input: InputRow
  /** What its source adds, in score units; null without sources. */
  readonly sourceMean: number | null
}

/** @param rows in any order, of a file whose shards have been scored by the model */
export async function rowFactsOf(
  file: TableRows,
  { usual }: ScoreModel,
  rows: Uint32Array,
): Promise<readonly RowFacts[]> {
  const ascending = Uint32Array.from(new Set(rows)).sort()
  const [table, answers] = await Promise.all([
    file.tableAt(ascending),
    file.set.askAll('inputRowsAt', { rows: ascending }),
  ])
  const inputs = answers.flatMap((answer) => answer.inputs)
  const sourceMeans = answers.flatMap(({ inputs: own, sourceMeans: means }) =>
    own.map((_, place) => (means === null ? null : means[place]! / usual)),
  )
  const factsOf = new Map<number, RowFacts>()
  ascending.forEach((row, place) =>
    factsOf.set(row, {
      row,
      sourceLine: table.sourceLines[place]!,
      cells: table.cells.map((cells) => cellText(cells, place)),
      input: inputs[place]!,
      sourceMean: sourceMeans[place]!,
    }),
  )
  return Array.from(rows, (row) => factsOf.get(row)!)
}

/** The same of many rows, asked of the shards a thousand at a time. */
export async function* factsInTurn(file: TableRows, model: ScoreModel, rows: Uint32Array): AsyncGenerator<RowFacts> {
  for (let first = 0; first < rows.length; first += ASKED_AT_ONCE)
    yield* await rowFactsOf(file, model, rows.slice(first, first + ASKED_AT_ONCE))
}

const ASKED_AT_ONCE = 1000

/** The parts of a row's score, and what they add up to. */
export function partsOf(
  model: ScoreModel,
  { input, sourceMean }: RowFacts,
): { readonly parts: readonly PlainPart[]; readonly score: number } {
  const parts = partsOfRow(model, input, sourceMean)
  return { parts, score: sumOfParts(parts) }
}

/** A column of the file by its name, or one that scoring derived; '' if missing. */
export function textReader(
  model: ScoreModel,
  columnNames: readonly string[],
  { cells, input }: RowFacts,
): (column: string) => string {
  return (column) => {
    const index = columnNames.indexOf(column)
    if (index >= 0) return cells[index]!
    const derived = model.numbers.findIndex((known) => known.column === column && known.origin === 'context')
    const value = input.numbers[derived] ?? NaN
    return Number.isFinite(value) ? String(value) : ''
  }
}
