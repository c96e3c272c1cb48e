/**
 * Rows for a model: another file's rows under the model's column names, with what the model had made of times and addresses.
 */

import { matchColumns, profilesUnderModelNames, type ColumnMatch } from '../model/match'
import type { Pulse } from '../numeric/pulse'
import type { ColumnProfile } from '../table/column'
import { withNetworkColumns } from './network-columns'
import { networkColumnsOf } from './network-rows'
import { fileProfiles, type OpenFile } from './open-file'
import type { TableRows } from './table-rows'

export interface ModelRows {
  /** The file, with made columns behind its own where the model has some. */
  readonly open: OpenFile
  readonly match: ColumnMatch
  /** Under the model's column names. */
  readonly rows: TableRows
  readonly profiles: readonly ColumnProfile[]
}

/** @param mapping model column → file column, by the analyst; '' for none @throws Cancelled */
export async function rowsForModel(
  modelColumns: readonly ColumnProfile[],
  open: OpenFile,
  mapping: Readonly<Record<string, string>>,
  pulse: Pulse,
): Promise<ModelRows> {
  const { fileRows } = open.network
  const isInFile = ({ name }: ColumnProfile): boolean => fileRows.columnNames.includes(name) || Boolean(mapping[name])
  const toMake = modelColumns.filter((column) => column.made === 'network' && !isInFile(column))
  const own = modelColumns.filter((column) => !toMake.includes(column))
  const found = matchColumns(own, fileProfiles(open), mapping, open.file.headerFound)
  await pulse.breathe()
  const made = await withNetworkColumns(
    fileRows,
    networkColumnsOf(placedInFile(own, found, fileRows)),
    toMake.map(({ name }) => name),
    open.network.made,
    pulse,
  )
  const names = made?.names ?? []
  const match: ColumnMatch = {
    ...found,
    matched: [
      ...found.matched,
      ...names.map((name) => ({ modelColumn: name, fileColumn: name, how: 'made here' as const })),
    ],
    missing: [
      ...found.missing,
      ...toMake.filter(({ name, role }) => role === 'feature' && !names.includes(name)).map(({ name }) => name),
    ],
  }
  const whole = made?.rows ?? fileRows
  const rows = await whole.under(
    match.matched.map(({ modelColumn, fileColumn }) => ({ name: modelColumn, column: fileColumn })),
  )
  return {
    open: { ...open, rows: whole, network: { ...open.network, made } },
    match,
    rows,
    profiles: profilesUnderModelNames(modelColumns, rows),
  }
}

/** What the model knows of its columns, at their places in the file. */
const placedInFile = (
  modelColumns: readonly ColumnProfile[],
  { matched }: ColumnMatch,
  { columnNames }: TableRows,
): readonly ColumnProfile[] =>
  modelColumns.flatMap((column) => {
    const fileColumn = matched.find(({ modelColumn }) => modelColumn === column.name)?.fileColumn
    return fileColumn === undefined ? [] : [{ ...column, index: columnNames.indexOf(fileColumn) }]
  })
