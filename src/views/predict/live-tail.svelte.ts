/**
 * Live tail: a growing file that is looked at every second, and what the frozen model says to its new flows. Lives as long as the page
 * and goes on while other screens are shown.
 */

import { chooseGrowingFile } from '../../session/growing-file'
import { session } from '../../session/session.svelte'
import { progressTo } from '../../worker/client'
import type { Failure, OnProgress, Progress, TailFlow, TailFrom, TailNews, TailStart } from '../../worker/protocol'
import { eventWords, goneWords, unreadableWords } from './tail-words'

export interface SeenFlow extends TailFlow {
  /** When it was read, by this computer's clock. */
  readonly seenMs: number
}

export interface Happening {
  readonly id: number
  readonly atMs: number
  readonly words: string
}

const LOOK_EVERY_MS = 1000
/** Of the flagged flows, the newest that are kept; the rest is counted. */
export const MOST_KEPT = 1000
const MOST_HAPPENINGS = 50
/** What takes longer than a glance says how far it is. */
const TELLING_BYTES = 4_194_304

class LiveTail {
  /** Which of the two the screen shows beside the form. */
  shown = $state<'file' | 'tail'>('file')
  state = $state<'idle' | 'starting' | 'watching' | 'paused'>('idle')
  name = $state('')
  from = $state.raw<TailFrom>('now')
  start = $state.raw<TailStart | null>(null)
  news = $state.raw<TailNews | null>(null)
  /** Newest first. */
  flows = $state.raw<readonly SeenFlow[]>([])
  happenings = $state.raw<readonly Happening[]>([])
  progress = $state.raw<Progress | null>(null)
  lookedMs = $state<number | null>(null)
  /** Why the last look failed; the next is made all the same. */
  missing = $state<string | null>(null)
  /** Why watching could not begin, or ended. */
  failure = $state.raw<Failure | null>(null)
  private handle: FileSystemFileHandle | null = null
  private runId: string | null = null
  /** Grows when what was asked before no longer counts. */
  private turn = 0
  private looking = false
  private timer: ReturnType<typeof setTimeout> | undefined
  private seen = { sizeBytes: -1, modifiedMs: -1 }

  /** What is watched belongs to the model it is scored by. */
  follow(runId: string): void {
    if (runId === this.runId) return
    this.runId = runId
    this.forget()
  }

  async choose(): Promise<void> {
    try {
      const handle = await chooseGrowingFile()
      if (handle !== null) await this.watch(handle)
    } catch {
      this.refuse({ code: 'unreadable-file', sentence: 'The browser did not let this page choose a file to watch.' })
    }
  }

  /** A look under way is finished: what it has found would be lost. */
  pause(): void {
    clearTimeout(this.timer)
    this.state = 'paused'
  }

  goOn(): void {
    this.state = 'watching'
    if (!this.looking) void this.lookAgain(this.turn)
  }

  /** Stops at once; what was found stays on screen until it is put away. */
  async stop(): Promise<void> {
    this.forget()
    await session.engine.ask((api) => api.stopTail()).catch(() => undefined)
  }

  private forget(): void {
    clearTimeout(this.timer)
    this.turn++
    this.looking = false
    this.handle = null
    this.state = 'idle'
    this.start = this.news = this.progress = this.lookedMs = this.missing = this.failure = null
    this.flows = []
    this.happenings = []
    this.seen = { sizeBytes: -1, modifiedMs: -1 }
  }

  private async watch(handle: FileSystemFileHandle): Promise<void> {
    this.forget()
    const turn = this.turn
    this.handle = handle
    this.name = handle.name
    this.state = 'starting'
    const file = await this.fileNow(turn)
    if (turn !== this.turn) return
    if (file === null) return this.refuse({ code: 'unreadable-file', sentence: this.missing ?? '' })
    const started = await session.engine.attempt((api) => api.startTail(file, this.from, this.teller(file.size, turn)))
    if (turn !== this.turn) return
    this.progress = null
    if (!started.ok) return this.refuse(started.failure)
    this.start = started.value
    this.state = 'watching'
    this.take(file, started.value.news)
    this.lookLater(turn)
  }

  private refuse(failure: Failure): void {
    clearTimeout(this.timer)
    this.state = 'idle'
    this.start = this.news = this.missing = null
    this.failure = failure
  }

  /** @param afterMs 0 where more is known to be there */
  private lookLater(turn: number, afterMs = LOOK_EVERY_MS): void {
    clearTimeout(this.timer)
    if (this.state === 'watching' && turn === this.turn)
      this.timer = setTimeout(() => void this.lookAgain(turn), afterMs)
  }

  private async lookAgain(turn: number): Promise<void> {
    this.looking = true
    const moreThere = await this.look(turn)
    if (turn !== this.turn) return
    this.looking = false
    this.lookLater(turn, moreThere ? 0 : LOOK_EVERY_MS)
  }

  /** @returns whether the file was written to while it was read, so that the rest is there already */
  private async look(turn: number): Promise<boolean> {
    const wasMissing = this.missing !== null
    const file = await this.fileNow(turn)
    if (file === null || turn !== this.turn) return false
    if (wasMissing) this.note(`${this.name} is back.`)
    const { sizeBytes, modifiedMs } = this.seen
    const leftBytes = this.news?.leftBytes ?? 0
    if (file.size === sizeBytes && file.lastModified === modifiedMs && leftBytes === 0) {
      this.lookedMs = Date.now()
      return false
    }
    const told = this.teller(file.size - sizeBytes + leftBytes, turn)
    const looked = await session.engine.attempt((api) => api.lookTail(file, told))
    if (turn !== this.turn) return false
    this.progress = null
    if (!looked.ok) {
      this.turn++
      this.refuse(looked.failure)
      return false
    }
    this.take(file, looked.value)
    return looked.value.leftBytes > 0 && looked.value.leftBytes !== leftBytes
  }

  private take(file: File, news: TailNews): void {
    const nowMs = Date.now()
    for (const event of news.events) this.note(eventWords(event, this.name, this.lookedMs))
    this.news = news
    this.flows = [...news.flows.map((flow) => ({ ...flow, seenMs: nowMs })), ...this.flows].slice(0, MOST_KEPT)
    this.seen = { sizeBytes: file.size, modifiedMs: file.lastModified }
    this.lookedMs = nowMs
  }

  /** @returns null, and why in `missing`, while there is no such file or it may not be read */
  private async fileNow(turn: number): Promise<File | null> {
    try {
      const file = await this.handle!.getFile()
      if (turn === this.turn) this.missing = null
      return file
    } catch (error) {
      if (turn !== this.turn) return null
      const isGone = error instanceof DOMException && error.name === 'NotFoundError'
      const words = isGone ? goneWords(this.name) : unreadableWords(this.name)
      if (this.missing === null && this.state === 'watching') this.note(words)
      this.missing = words
      return null
    }
  }

  private note(words: string): void {
    this.happenings = [{ id: (this.happenings[0]?.id ?? 0) + 1, atMs: Date.now(), words }, ...this.happenings].slice(
      0,
      MOST_HAPPENINGS,
    )
  }

  private teller(newBytes: number, turn: number): OnProgress | null {
    if (newBytes < TELLING_BYTES) return null
    return progressTo((progress) => {
      if (turn === this.turn) this.progress = progress
    })
  }
}

export const liveTail = new LiveTail()
