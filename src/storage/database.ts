/**
 * Database: what Flotsam keeps in this browser's IndexedDB. Never a row of a file.
 *
 * `models` what is listed, `documents` the frozen models, `marks` per-row assignment, score, map place and line,
 * `lastSession` where the analyst was, `overrides` of columns and `readings` (how a file is read) per schema. List and documents are apart so that a list
 * reads a few kB.
 */

import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { ColumnOverride, ModelDocument, ReadOptions, RowMarks } from '../worker/protocol'

/** One line of the Models screen. */
export interface ModelEntry {
  readonly id: string
  readonly name: string
  readonly fileName: string
  readonly rowCount: number
  readonly columnCount: number
  readonly clusterCount: number
  readonly threshold: number
  readonly flaggedCount: number
  readonly sizeBytes: number
  /** Milliseconds since 1970. */
  readonly savedAtMs: number
}

/** Where the analyst was. */
export interface LastSession {
  readonly modelId: string
  readonly fileName: string
  readonly flaggedCount: number
  readonly reviewed: readonly number[]
  readonly savedAtMs: number
}

interface Schema extends DBSchema {
  models: { key: string; value: ModelEntry }
  documents: { key: string; value: ModelDocument }
  marks: { key: string; value: RowMarks }
  lastSession: { key: 'last'; value: LastSession }
  overrides: { key: string; value: readonly ColumnOverride[] }
  readings: { key: string; value: ReadOptions }
}

export type Database = IDBPDatabase<Schema>

const STORES = ['models', 'documents', 'marks', 'lastSession', 'overrides', 'readings'] as const

let opened: Promise<Database> | null = null

export function database(): Promise<Database> {
  opened ??= openDB<Schema>('flotsam', 2, {
    upgrade: (db) => {
      for (const store of STORES) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store)
    },
    // A newer Flotsam in another tab waits for this one to let go.
    blocking: (_current, _blocked, event) => {
      ;(event.target as IDBDatabase).close()
      opened = null
    },
    terminated: () => (opened = null),
  })
  opened.catch(() => (opened = null))
  return opened
}
