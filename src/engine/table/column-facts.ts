/**
 * Column facts: all that is known about one column when its type and role are decided.
 */

import type { Meaning, Unit } from './column'
import { levelsOf, type Level } from './levels'
import { hintOf, meaningOf, unitOf, type NameHint } from './meanings'
import type { Measure } from './measure'
import type { Cells, Table } from './table'

export interface ColumnFacts {
  readonly index: number
  readonly name: string
  readonly meaning: Meaning | null
  readonly hint: NameHint | null
  readonly unit: Unit
  readonly cells: Cells
  readonly measure: Measure
  readonly rowCount: number
  /** Rows with something in this cell. */
  readonly filledCount: number
  /** Counted when first asked for. */
  levels(): readonly Level[]
}

export const factsOfTable = (table: Table, measures: readonly Measure[]): readonly ColumnFacts[] =>
  table.columnNames.map((name, index) => columnFacts(name, index, table.cells[index]!, measures[index]!))

/** "Down/Up Ratio" is called like a share and is none. */
function unitFor(name: string, measure: Measure): Unit {
  const unit = unitOf(name)
  const isShare = measure.kind === 'numbers' && measure.smallest >= 0 && measure.largest <= 1
  return unit === 'share' && !isShare ? null : unit
}

export function columnFacts(name: string, index: number, cells: Cells, measure: Measure): ColumnFacts {
  const rowCount = cells.kind === 'texts' ? cells.codes.length : cells.values.length
  let levels: readonly Level[] | null = null
  return {
    index,
    name,
    meaning: meaningOf(name),
    hint: hintOf(name),
    unit: unitFor(name, measure),
    cells,
    measure,
    rowCount,
    filledCount: rowCount - measure.missingCount,
    levels: () => (levels ??= levelsOf(cells, measure.kind === 'texts' ? measure.counts : undefined)),
  }
}
