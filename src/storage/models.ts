/**
 * Models: kept, listed, opened, renamed, deleted. Every call says in a sentence why it could not.
 */

import type { Failure, ModelDocument, Outcome, RowMarks } from '../worker/protocol'
import { database, type Database, type LastSession, type ModelEntry } from './database'

const failureOf = (error: unknown): Failure => {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'QuotaExceededError') {
    return {
      code: 'storage-full',
      sentence: 'The browser has no room left to keep this model.',
      advice: 'Delete a model you no longer need, or export this one to a file.',
    }
  }
  return {
    code: 'storage-unavailable',
    sentence:
      'This browser window keeps nothing, as private windows do, so the model lives only until the page is closed.',
    advice: 'Export the model to a file to keep it.',
    found: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
  }
}

async function inDatabase<T>(work: (db: Database) => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work(await database()) }
  } catch (error) {
    return { ok: false, failure: failureOf(error) }
  }
}

export interface KeptModel {
  readonly entry: ModelEntry
  readonly document: ModelDocument
  readonly marks: RowMarks | null
}

/** Newest first. */
export const listModels = (): Promise<Outcome<ModelEntry[]>> =>
  inDatabase(async (db) => (await db.getAll('models')).sort((a, b) => b.savedAtMs - a.savedAtMs))

/** All three parts or none. A kept name survives: the same run kept again is not renamed. */
export const keepModel = ({ entry, document, marks }: KeptModel): Promise<Outcome<ModelEntry>> =>
  inDatabase(async (db) => {
    const work = db.transaction(['models', 'documents', 'marks'], 'readwrite')
    const before = await work.objectStore('models').get(entry.id)
    const kept = before === undefined ? entry : { ...entry, name: before.name }
    work.done.catch(() => undefined)
    try {
      await work.objectStore('models').put(kept, entry.id)
      await work.objectStore('documents').put(document, entry.id)
      await (marks === null
        ? work.objectStore('marks').delete(entry.id)
        : work.objectStore('marks').put(marks, entry.id))
      await work.done
    } catch (error) {
      // A part that is refused outright leaves the transaction open, and it would commit the others.
      try {
        work.abort()
      } catch {
        // It has ended by itself already.
      }
      throw error
    }
    return kept
  })

export const readModel = (id: string): Promise<Outcome<KeptModel | null>> =>
  inDatabase(async (db) => {
    const work = db.transaction(['models', 'documents', 'marks'])
    const [entry, document, marks] = await Promise.all([
      work.objectStore('models').get(id),
      work.objectStore('documents').get(id),
      work.objectStore('marks').get(id),
    ])
    return entry === undefined || document === undefined ? null : { entry, document, marks: marks ?? null }
  })

/** The model alone: its marks are 17 bytes per row, too much to read for a list. */
export const readDocument = (id: string): Promise<Outcome<ModelDocument | null>> =>
  inDatabase(async (db) => (await db.get('documents', id)) ?? null)

export const renameModel = (id: string, name: string): Promise<Outcome<void>> =>
  inDatabase(async (db) => {
    const work = db.transaction('models', 'readwrite')
    const entry = await work.store.get(id)
    if (entry !== undefined) await work.store.put({ ...entry, name }, id)
    await work.done
  })

export const deleteModel = (id: string): Promise<Outcome<void>> =>
  inDatabase(async (db) => {
    const work = db.transaction(['models', 'documents', 'marks'], 'readwrite')
    await Promise.all([
      work.objectStore('models').delete(id),
      work.objectStore('documents').delete(id),
      work.objectStore('marks').delete(id),
      work.done,
    ])
  })

export const keepLastSession = (last: LastSession): Promise<Outcome<unknown>> =>
  inDatabase((db) => db.put('lastSession', last, 'last'))

export const readLastSession = (): Promise<Outcome<LastSession | null>> =>
  inDatabase(async (db) => (await db.get('lastSession', 'last')) ?? null)
