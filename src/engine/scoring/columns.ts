/**
 * Scoring columns: the cells of consecutive rows that the score reads, one array per input.
 */

import type { Pulse } from '../numeric/pulse'
import { asTexts, readAsTexts } from '../table/as-texts'
import type { ContextColumn } from '../table/context'
import { derivedAt, type DerivedNumbers } from '../table/derived-numbers'
import type { StoredCells, StoredTable } from '../table/stored'
import type { TextCells } from '../table/table'
import { numbersByCode } from '../features/read-cells'
import type { InputPlan } from './inputs'
import type { ScoreInputs } from './score-model'

export type ScoringNumbers = DerivedNumbers

export const numberOfRow = derivedAt

/** Null stands for a column that the table lacks altogether: its usual value is taken for every row. */
export interface ScoringColumns {
  readonly rowCount: number
  /** As planned. */
  readonly numbers: readonly (ScoringNumbers | null)[]
  /** As planned. Code 0 is a missing cell, the text ''. */
  readonly texts: readonly (TextCells | null)[]
  readonly sources: TextCells | null
}

/** Views into the table's own arrays where it has them; texts of number columns are made once. */
export function scoringColumns(table: StoredTable, plan: InputPlan, context: readonly ContextColumn[]): ScoringColumns {
  const cellsOf = (name: string): StoredCells | null => table.cells[table.columnNames.indexOf(name)] ?? null
  const textsOf = (name: string): TextCells | null => {
    const cells = cellsOf(name)
    return cells && asTexts(cells)
  }
  return {
    rowCount: table.rowCount,
    numbers: plan.numbers.map(({ column, origin }) => {
      if (origin === 'context') return context.find(({ name }) => name === column)?.cells ?? null
      const cells = cellsOf(column)
      return cells && numbersOf(cells)
    }),
    texts: plan.texts.map(textsOf),
    sources: plan.sourceColumn === null ? null : textsOf(plan.sourceColumn),
  }
}

const numbersOf = (cells: StoredCells): ScoringNumbers =>
  cells.kind === 'texts' ? { kind: 'coded numbers', codes: cells.codes, numbers: numbersByCode(cells) } : cells

/** The same for a million rows, with breaths: the texts of number columns are made one after the other. */
export async function readScoringColumns(
  table: StoredTable,
  plan: InputPlan,
  context: readonly ContextColumn[],
  pulse: Pick<Pulse, 'breathe'>,
): Promise<ScoringColumns> {
  for (const name of [...plan.texts, plan.sourceColumn]) {
    const cells = name === null ? undefined : table.cells[table.columnNames.indexOf(name)]
    if (cells) await readAsTexts(cells, () => pulse.breathe())
  }
  return scoringColumns(table, plan, context)
}

/** What a kept model asks of another file's columns. */
export const planOf = (model: ScoreInputs): InputPlan => ({
  numbers: model.numbers.map(({ column, origin }) => ({ column, origin })),
  texts: model.categories.filter(({ origin }) => origin === 'file').map(({ column }) => column),
  sourceColumn: model.sourceColumn,
})
