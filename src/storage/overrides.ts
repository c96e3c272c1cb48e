/**
 * Overrides: what the analyst overruled, kept per schema, so that tomorrow's file is read the same way.
 */

import type { ColumnOverride } from '../worker/protocol'
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
