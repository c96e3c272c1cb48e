/**
 * Overrides: what the analyst overruled, of the columns and of how a file is read, kept per schema, so that tomorrow's file is read the same
 * way.
 */

import type { ColumnOverride, FirstLook, ReadOptions } from '../worker/protocol'
import { database } from './database'

/** The schema of a file is its column names in order. */
export const schemaKey = (columnNames: readonly string[]): string => columnNames.join('\u001f')

/** Without storage there is nothing to remember, and nothing to complain about. */
export async function readOverrides(key: string): Promise<readonly ColumnOverride[]> {
  try {
    return (await (await database()).get('overrides', key)) ?? []
  } catch {
    return []
  }
}

export async function keepOverrides(key: string, overrides: readonly ColumnOverride[]): Promise<void> {
  try {
    await (await database()).put('overrides', overrides, key)
  } catch {
    // The overrides hold for this page all the same.
  }
}

/** How a file is read is found by what it looks like when nobody says anything: its format and the names of its columns. */
export const readingKey = ({ format, columnNames }: FirstLook): string => `${format}\u001e${schemaKey(columnNames)}`

export async function readReading(key: string): Promise<ReadOptions | null> {
  try {
    return (await (await database()).get('readings', key)) ?? null
  } catch {
    return null
  }
}

/** @param options nothing overruled is nothing to remember */
export async function keepReading(key: string, options: ReadOptions): Promise<void> {
  try {
    const db = await database()
    await (Object.keys(options).length === 0 ? db.delete('readings', key) : db.put('readings', options, key))
  } catch {
    // The file has been read so all the same.
  }
}
