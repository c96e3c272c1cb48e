/**
 * Time measure: what is counted about a column of times once they are seconds, for the picture of the column.
 */

import type { Pulse } from '../numeric/pulse'
import { measureColumn, measureColumns, type Measure } from './measure'
import type { Cells, NumberCells } from './table'
import { readTimes, secondsOf } from './times'

/** Cells are never changed, so what was counted about them is kept as long as they are. */
const known = new WeakMap<Cells, Measure | null>()

/** @returns null if the column isn't one of times */
export function timeMeasure(cells: Cells): Measure | null {
  const before = known.get(cells)
  if (before !== undefined) return before
  const seconds = asSeconds(cells)
  return seconds && measureColumn(seconds)
}

/** The same for a million rows, with breaths; `timeMeasure` then has it at hand. */
export async function readTimeMeasure(cells: Cells, pulse: Pulse): Promise<void> {
  await readTimes(cells, () => pulse.breathe())
  const seconds = asSeconds(cells)
  await pulse.breathe()
  if (seconds === null) return void known.set(cells, null)
  const table = {
    rowCount: seconds.values.length,
    columnNames: [''],
    cells: [seconds],
    sourceLines: new Uint32Array(0),
  }
  const [measure] = await measureColumns(table, pulse)
  known.set(cells, measure!)
}

function asSeconds(cells: Cells): NumberCells | null {
  const values = secondsOf(cells)
  return values && { kind: 'numbers', values, strays: new Map() }
}
