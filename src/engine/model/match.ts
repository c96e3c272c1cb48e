/**
 * Match: how the columns of another file meet the model's, before anything is scored.
 *
 * By the analyst's word first, then the same name, a name that differs in case and punctuation only, the same network
 * meaning, and last, for a file without a header as wide as the model's, the same place.
 */

import type { ColumnProfile } from '../table/column'
import { mayServe } from '../table/context'
import type { Table } from '../table/table'

/** 'made here': no column of the file, but made of its times and addresses, as it was for the model. */
export type MatchedHow = 'same name' | 'similar name' | 'same meaning' | 'same place' | 'your call' | 'made here'

export interface ColumnMatch {
  /** In the order of the model's columns. */
  readonly matched: readonly { readonly modelColumn: string; readonly fileColumn: string; readonly how: MatchedHow }[]
  /** Model columns that the score or the groups look at and the file lacks: they count as usual in every row. */
  readonly missing: readonly string[]
  /** Columns of the file that the model knows nothing of. */
  readonly extra: readonly string[]
}

/**
 * @param mapping model column → file column, by the analyst; '' for none
 * @param headerFound whether the file names its columns; if not, their places may speak
 */
export function matchColumns(
  modelColumns: readonly ColumnProfile[],
  fileColumns: readonly ColumnProfile[],
  mapping: Readonly<Record<string, string>>,
  headerFound = true,
): ColumnMatch {
  const taken = new Map<string, { fileColumn: string; how: MatchedHow }>()
  const used = new Set<string>()
  const pair = (modelColumn: string, fileColumn: string, how: MatchedHow): void => {
    taken.set(modelColumn, { fileColumn, how })
    used.add(fileColumn)
  }
  const decided = modelColumns.filter(({ name }) => Object.hasOwn(mapping, name))
  for (const { name } of decided) {
    const fileColumn = mapping[name]!
    if (fileColumns.some((column) => column.name === fileColumn) && !used.has(fileColumn))
      pair(name, fileColumn, 'your call')
  }
  const pairBy = (how: MatchedHow, agree: (model: ColumnProfile, file: ColumnProfile) => boolean): void => {
    for (const model of modelColumns) {
      if (taken.has(model.name) || decided.includes(model)) continue
      const file = fileColumns.find((column) => !used.has(column.name) && agree(model, column))
      if (file !== undefined) pair(model.name, file.name, how)
    }
  }
  pairBy('same name', (model, file) => model.name === file.name)
  pairBy(
    'similar name',
    (model, file) => plainName(model.name) !== '' && plainName(model.name) === plainName(file.name),
  )
  pairBy('same meaning', (model, file) => model.meaning !== null && model.meaning === file.meaning)
  if (!headerFound && modelColumns.length === fileColumns.length)
    pairBy('same place', (model, file) => model.index === file.index)
  return {
    matched: modelColumns.flatMap(({ name }) => {
      const match = taken.get(name)
      return match === undefined ? [] : [{ modelColumn: name, ...match }]
    }),
    missing: modelColumns.filter((column) => isLookedAt(column) && !taken.has(column.name)).map(({ name }) => name),
    extra: fileColumns.filter(({ name }) => !used.has(name)).map(({ name }) => name),
  }
}

/** Letters and digits only, small: "Src IP" and "src_ip" are one. */
const plainName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const SERVES: readonly ColumnProfile['meaning'][] = [
  'source address',
  'destination address',
  'destination port',
  'start time',
  'bytes returned',
  'packets returned',
]

/** A feature, or what the context is derived from. */
const isLookedAt = (column: ColumnProfile): boolean =>
  column.role === 'feature' || (column.role !== 'ignored' && SERVES.includes(column.meaning) && mayServe(column))

/** The file's rows under the model's names; what the model doesn't know is left out. */
export function underModelNames(table: Table, { matched }: ColumnMatch): Table {
  return {
    rowCount: table.rowCount,
    columnNames: matched.map(({ modelColumn }) => modelColumn),
    cells: matched.map(({ fileColumn }) => table.cells[table.columnNames.indexOf(fileColumn)]!),
    sourceLines: table.sourceLines,
  }
}

/** What the model knows of the columns of such a table: meanings and roles are the model's, whatever the file suggests. */
export const profilesUnderModelNames = (
  modelColumns: readonly ColumnProfile[],
  { columnNames }: Pick<Table, 'columnNames'>,
): readonly ColumnProfile[] =>
  columnNames.flatMap((name, index) => {
    const profile = modelColumns.find((column) => column.name === name)
    return profile === undefined ? [] : [{ ...profile, index }]
  })
