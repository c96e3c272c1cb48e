/**
 * Library: the models kept in this browser, as the screens list them.
 */

import type { LastSession, ModelEntry } from '../storage/database'
import {
  deleteModel,
  keepLastSession,
  keepModel,
  listModels,
  readLastSession,
  readDocument,
  readModel,
  renameModel,
  type KeptModel,
} from '../storage/models'
import type { Failure, ModelDocument, Outcome, RowMarks } from '../worker/protocol'

export type { LastSession, ModelEntry } from '../storage/database'

class Library {
  entries = $state.raw<readonly ModelEntry[]>([])
  last = $state.raw<LastSession | null>(null)
  /** Why nothing can be kept here, or why the last change could not be made; null if all is well. */
  failure = $state.raw<Failure | null>(null)
  /** The model deleted last, until the page is left: undo puts it back. */
  deleted = $state.raw<KeptModel | null>(null)
  private readonly otherTabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('flotsam-models')

  constructor() {
    this.otherTabs?.addEventListener('message', () => void this.refresh())
  }

  async refresh(): Promise<void> {
    const [listed, last] = await Promise.all([listModels(), readLastSession()])
    this.failure = listed.ok ? null : listed.failure
    if (listed.ok) this.entries = listed.value
    if (last.ok) this.last = last.value
  }

  async keep(document: ModelDocument, marks: RowMarks | null, flaggedCount: number): Promise<Outcome<ModelEntry>> {
    const kept = await keepModel({ entry: entryOf(document, marks, flaggedCount), document, marks })
    await this.changed()
    return kept
  }

  read(id: string): Promise<Outcome<KeptModel | null>> {
    return readModel(id)
  }

  readDocument(id: string): Promise<Outcome<ModelDocument | null>> {
    return readDocument(id)
  }

  async rename(id: string, name: string): Promise<void> {
    const renamed = await renameModel(id, name)
    await this.changed()
    if (!renamed.ok) this.failure = renamed.failure
  }

  async remove(id: string): Promise<void> {
    const kept = await readModel(id)
    const removed = await deleteModel(id)
    if (kept.ok && removed.ok) this.deleted = kept.value
    await this.changed()
    if (!removed.ok) this.failure = removed.failure
  }

  async undoRemove(): Promise<void> {
    if (this.deleted === null) return
    const kept = await keepModel(this.deleted)
    if (kept.ok) this.deleted = null
    await this.changed()
    if (!kept.ok) this.failure = kept.failure
  }

  async rememberPlace(place: Omit<LastSession, 'savedAtMs'>): Promise<void> {
    const last = { ...place, savedAtMs: Date.now() }
    this.last = last
    await keepLastSession(last)
  }

  private async changed(): Promise<void> {
    await this.refresh()
    this.otherTabs?.postMessage('changed')
  }
}

function entryOf(document: ModelDocument, marks: RowMarks | null, flaggedCount: number): ModelEntry {
  const marksBytes =
    marks === null
      ? 0
      : marks.assignments.byteLength +
        marks.scores.byteLength +
        marks.coordinates.byteLength +
        marks.sourceLines.byteLength
  return {
    id: document.runId,
    name: document.file.name,
    fileName: document.file.name,
    rowCount: document.ledger.usedCount,
    columnCount: document.columns.filter((column) => column.role === 'feature').length,
    clusterCount: document.clusters.clusterCount,
    threshold: document.threshold,
    flaggedCount,
    sizeBytes: JSON.stringify(document).length + marksBytes,
    savedAtMs: Date.now(),
  }
}

export const library = new Library()
