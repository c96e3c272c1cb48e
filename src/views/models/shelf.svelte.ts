/**
 * Shelf: what the Models screen does with the kept models: choose, open, export, import, and ask how much room is left.
 */

import { saveAs } from '../../session/files'
import { latestCall } from '../../session/latest-call'
import { library } from '../../session/library.svelte'
import { importModel, openKept } from '../../session/opening'
import { route } from '../../session/route.svelte'
import { session } from '../../session/session.svelte'
import type { Failure, ModelDocument } from '../../worker/protocol'
import { readableJson } from './readable-json'

const safeName = (name: string): string =>
  name
    .replace(/[\\/:*?"<>|\u0000-\u001f]+/g, '-')
    .replace(/^\.+/, '')
    .slice(0, 100) || 'model'

class Shelf {
  /** The model whose details are shown. */
  chosenId = $state<string | null>(null)
  document = $state.raw<ModelDocument | null>(null)
  /** Ticked to compare, at most two, in the order of ticking. */
  ticked = $state.raw<readonly string[]>([])
  renaming = $state<string | null>(null)
  /** Why the last import, export or opening could not be done. */
  failure = $state.raw<(Failure & { readonly fileName: string | null }) | null>(null)
  /** The model that came in last, for one sentence. */
  imported = $state<string | null>(null)
  /** Bytes, as the browser tells; null where it does not. */
  room = $state.raw<{ readonly usedBytes: number; readonly allowedBytes: number } | null>(null)

  readonly chosen = $derived(library.entries.find((entry) => entry.id === this.chosenId) ?? library.entries[0] ?? null)

  readonly readChosen = latestCall(async (id: string | null) => {
    if (id === null) {
      this.document = null
      return
    }
    const read = await library.readDocument(id)
    this.document = read.ok ? read.value : null
  })

  async askRoom(): Promise<void> {
    // WebKitGTK has no navigator.storage.
    const storage = navigator.storage as StorageManager | undefined
    const told = await storage?.estimate?.().catch(() => undefined)
    this.room =
      told?.usage === undefined || told.quota === undefined ? null : { usedBytes: told.usage, allowedBytes: told.quota }
  }

  step(by: number): void {
    const place = library.entries.findIndex((entry) => entry.id === this.chosen?.id)
    const next = library.entries[Math.min(library.entries.length - 1, Math.max(0, place + by))]
    if (next !== undefined) this.chosenId = next.id
  }

  tick(id: string): void {
    this.ticked = this.ticked.includes(id) ? this.ticked.filter((kept) => kept !== id) : [...this.ticked.slice(-1), id]
  }

  /** A model that is open with its rows stays as it is. */
  async open(id: string, screen: 'clusters' | 'predict'): Promise<void> {
    if (session.result?.runId === id) route.go(screen)
    else await openKept(id, screen)
  }

  async export(id: string): Promise<void> {
    const read = await library.readDocument(id)
    const name = library.entries.find((entry) => entry.id === id)?.name
    if (!read.ok) this.failure = { ...read.failure, fileName: null }
    else if (read.value !== null) this.save(read.value, name ?? read.value.file.name)
  }

  /** For a window that keeps nothing: the model that is open goes straight to a file. */
  async exportOpen(): Promise<void> {
    const document = await session.engine.ask((api) => api.model(session.threshold))
    this.save(document, document.file.name)
  }

  /** Keeps the model that is open, if it was deleted or there was no room before. */
  async keepOpen(): Promise<void> {
    if (session.effect === null) return
    const [document, marks] = await Promise.all([
      session.engine.ask((api) => api.model(session.threshold)),
      session.engine.ask((api) => api.rowMarks()),
    ])
    const kept = await library.keep(document, marks, session.effect.flaggedCount)
    this.failure = kept.ok ? null : { ...kept.failure, fileName: null }
    if (kept.ok) this.chosenId = kept.value.id
    await this.askRoom()
  }

  /** The model that came back is the chosen one again: the next key must not fall on its neighbour. */
  async undoRemove(): Promise<void> {
    const id = library.deleted?.entry.id ?? null
    await library.undoRemove()
    this.chosenId = id
  }

  async import(file: File): Promise<void> {
    this.failure = null
    this.imported = null
    const done = await importModel(file)
    if (!done.ok) {
      this.failure = { ...done.failure, fileName: file.name }
      return
    }
    this.chosenId = done.value.runId
    this.imported = file.name
  }

  async rename(id: string, name: string): Promise<void> {
    this.renaming = null
    const wanted = name.trim()
    if (wanted !== '' && wanted !== library.entries.find((entry) => entry.id === id)?.name)
      await library.rename(id, wanted)
  }

  async remove(id: string): Promise<void> {
    const place = library.entries.findIndex((entry) => entry.id === id)
    await library.remove(id)
    this.ticked = this.ticked.filter((kept) => kept !== id)
    this.chosenId = library.entries[Math.min(place, library.entries.length - 1)]?.id ?? null
    await this.askRoom()
  }

  private save(document: ModelDocument, name: string): void {
    saveAs(new Blob([readableJson(document)], { type: 'application/json' }), `${safeName(name)}.flotsam.json`)
  }
}

export const shelf = new Shelf()
