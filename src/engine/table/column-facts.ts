/**
 * Column facts: all that is known about one column when its type and role are decided.
 */

import type { DeclaredType } from '../intake/declared'
import type { Meaning, Unit } from './column'
import type { ColumnDigest, TableDigest } from './digest'
import { levelsIn, type Level } from './levels'
import { hintOf, meaningOf, unitOf, type NameHint } from './meanings'
import type { Measure } from './measure'

export interface ColumnFacts {
  readonly index: number
  readonly name: string
  readonly meaning: Meaning | null
  readonly hint: NameHint | null
  /** What the file says that the column is; null where it says nothing. */
  readonly declared: DeclaredType | null
  readonly unit: Unit
  readonly cells: ColumnDigest
  readonly measure: Measure
  readonly rowCount: number
  /** Rows with something in this cell. */
  readonly filledCount: number
  /** Counted when first asked for. */
  levels(): readonly Level[]
}

export const factsOfTable = (
  { columnNames, columns, rowCount }: TableDigest,
  declared: readonly (DeclaredType | null)[] = [],
): readonly ColumnFacts[] =>
  columnNames.map((name, index) => columnFacts(name, index, columns[index]!, rowCount, declared[index] ?? null))

/** "Down/Up Ratio" is called like a share and is none. */
function unitFor(name: string, measure: Measure, declared: DeclaredType | null): Unit {
  if (declared === 'seconds') return 'seconds'
  const unit = unitOf(name)
  const isShare = measure.kind === 'numbers' && measure.smallest >= 0 && measure.largest <= 1
  return unit === 'share' && !isShare ? null : unit
}

export function columnFacts(
  name: string,
  index: number,
  cells: ColumnDigest,
  rowCount: number,
  declared: DeclaredType | null = null,
): ColumnFacts {
  const { measure } = cells
  let levels: readonly Level[] | null = null
  return {
    index,
    name,
    meaning: meaningOf(name),
    hint: hintOf(name),
    declared,
    unit: unitFor(name, measure, declared),
    cells,
    measure,
    rowCount,
    filledCount: rowCount - measure.missingCount,
    levels: () => (levels ??= levelsIn(cells)),
  }
}
