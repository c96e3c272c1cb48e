/**
 * Keep columns: numbers worked out here, per row of an open file, become columns that its shards keep.
 */

import { silentPulse, type Pulse } from '../numeric/pulse'
import { sampledRows, type ColumnDigest } from '../table/digest'
import { measureCountedNumbers } from '../table/measure-counted'
import type { MadeColumn } from '../table/network/make'
import { digestOfRuns, numberRuns } from '../table/sorted-numbers'
import { plainCells, storedTable, type StoredNumbers } from '../table/stored'
import type { TableRows } from './table-rows'

/**
 * @param columns finite numbers, one per row
 * @returns the same rows with these columns behind @throws Cancelled, and then the shards are as they were
 * Time O(rows) per column, some 40 ms for a million.
 */
export async function keepColumns(rows: TableRows, columns: readonly MadeColumn[], pulse: Pulse): Promise<TableRows> {
  const stored: { readonly name: string; readonly cells: StoredNumbers; readonly digest: ColumnDigest }[] = []
  for (const { name, values } of columns) {
    const cells = storedNumbers(values)
    stored.push({ name, cells, digest: digestOfNumbers(cells) })
    await pulse.breathe()
  }
  // From here on there is no way back, and nothing takes long.
  rows.set.breatheWith(silentPulse)
  const first = await rows.set.keepColumns(stored.map(({ name, cells }) => ({ name, cells })))
  const sampled = sampledRows(rows.rowCount)
  return rows.followedBy(
    stored.map(({ name, cells, digest }, index) => ({
      name,
      place: first + index,
      digest,
      sample: plainCells(cells, sampled),
    })),
  )
}

function storedNumbers(values: Float64Array): StoredNumbers {
  const table = { rowCount: values.length, columnNames: [''], sourceLines: new Uint32Array(0) }
  const [cells] = storedTable({ ...table, cells: [{ kind: 'numbers', values, strays: new Map() }] }).cells
  return cells as StoredNumbers
}

function digestOfNumbers(cells: StoredNumbers): ColumnDigest {
  if (cells.kind === 'numbers') return digestOfRuns([numberRuns(cells)])
  const { codes, dictionary: texts, numbers } = cells
  const counts = new Uint32Array(texts.length)
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]!++
  return { kind: 'numbers', measure: measureCountedNumbers({ numbers, counts }), distinct: { texts, counts, numbers } }
}
