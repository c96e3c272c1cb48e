/**
 * Opened: texts and files read as the app reads them, for tests.
 */

import { existsSync, readFileSync } from 'node:fs'
import type { Failure } from '../../../src/engine/failure'
import type { ReadOptions } from '../../../src/engine/intake/facts'
import { bytesSource } from '../../../src/engine/intake/source'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { openTable, type OpenedTable } from '../../../src/engine/table/open'
import { cellText, type Table } from '../../../src/engine/table/table'

const encoder = new TextEncoder()

/** Real files that a clone may lack. */
export const SHARED_DATA = new URL('../../../../shared/data/', import.meta.url)
export const sharedFile = (path: string): URL | null => {
  const url = new URL(path, SHARED_DATA)
  return existsSync(url) ? url : null
}

export async function openBytes(
  bytes: Uint8Array,
  options: ReadOptions = {},
  sliceBytes?: number,
): Promise<OpenedTable> {
  const opened = await openTable(bytesSource('flows.csv', bytes), options, silentPulse, sliceBytes)
  if (!opened.ok) throw new Error(`${opened.failure.code}: ${opened.failure.sentence}`)
  return opened.value
}

export const openText = (text: string, options: ReadOptions = {}, sliceBytes?: number): Promise<OpenedTable> =>
  openBytes(encoder.encode(text), options, sliceBytes)

export const openFile = (url: URL): Promise<OpenedTable> => openBytes(new Uint8Array(readFileSync(url)))

export async function refusalOf(
  content: string | Uint8Array,
  options: ReadOptions = {},
  name = 'flows.csv',
): Promise<Failure> {
  const bytes = typeof content === 'string' ? encoder.encode(content) : content
  const opened = await openTable(bytesSource(name, bytes), options, silentPulse)
  if (opened.ok) throw new Error('was read, and should not have been')
  return opened.failure
}

/** The cells of every row as the screen shows them. */
export const textsOf = (table: Table): string[][] =>
  Array.from({ length: table.rowCount }, (_, row) => table.cells.map((cells) => cellText(cells, row)))

/** Every row as [name, text] pairs. */
export const pairsOf = (table: Table): [string, string][][] =>
  textsOf(table).map((texts) => texts.map((text, column): [string, string] => [table.columnNames[column]!, text]))
