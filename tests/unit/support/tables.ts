/**
 * Tables for tests, made from plain arrays, and the profiles that go with them.
 */

import type { ColumnProfile, ColumnRole, ColumnType } from '../../../src/engine/table/column'
import type { Cells, Table } from '../../../src/engine/table/table'

/** A column of numbers (NaN is a missing cell) or of texts ('' is one). */
export type PlainColumn = readonly number[] | readonly string[]

/** @param columns by name, all of one length */
export function tableOf(columns: Readonly<Record<string, PlainColumn>>): Table {
  const rowCount = Object.values(columns)[0]?.length ?? 0
  return {
    rowCount,
    columnNames: Object.keys(columns),
    cells: Object.values(columns).map(cellsFrom),
    sourceLines: Uint32Array.from({ length: rowCount }, (_, row) => row + 2),
  }
}

function cellsFrom(column: PlainColumn): Cells {
  if (column.every((cell) => typeof cell === 'number')) {
    return { kind: 'numbers', values: Float64Array.from(column), strays: new Map() }
  }
  const codeOf = new Map<string, number>([['', 0]])
  const codes = Uint32Array.from(column as readonly string[], (text) => {
    if (!codeOf.has(text)) codeOf.set(text, codeOf.size)
    return codeOf.get(text)!
  })
  return { kind: 'texts', codes, dictionary: [...codeOf.keys()] }
}

/** What may be said of a column; the rest is counted or left empty. */
export interface PlainProfile {
  readonly type?: ColumnType
  readonly role?: ColumnRole
  readonly transform?: 'none' | 'log1p'
}

/** Profiles that make every column a feature: numbers plain, texts categories, unless said otherwise. */
export function profilesOf(table: Table, said: Readonly<Record<string, PlainProfile>> = {}): ColumnProfile[] {
  return table.columnNames.map((name, index) => profileOf(name, index, table.cells[index]!, said[name] ?? {}))
}

function profileOf(name: string, index: number, cells: Cells, said: PlainProfile): ColumnProfile {
  const values = cells.kind === 'numbers' ? cells.values : new Float64Array(0)
  const infiniteCount = values.filter((value) => Math.abs(value) === Infinity).length
  const strayCount = cells.kind === 'numbers' ? cells.strays.size : 0
  return {
    index,
    name,
    meaning: null,
    unit: null,
    type: said.type ?? (cells.kind === 'numbers' ? 'number' : 'category'),
    role: said.role ?? 'feature',
    reason: '',
    badge: null,
    decidedBy: 'engine',
    transform: said.transform ?? 'none',
    missingCount: values.filter((value) => Number.isNaN(value)).length - strayCount,
    infiniteCount,
    strayCount,
    distinctCount: cells.kind === 'numbers' ? new Set(cells.values).size : cells.dictionary.length - 1,
    foldedLevelCount: 0,
    distribution: { kind: 'empty' },
  }
}
