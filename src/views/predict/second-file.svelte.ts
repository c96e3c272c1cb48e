/**
 * Second file: another day's flows, matched to the model's columns first and scored by it then. Lives as long as the page.
 */

import { saveAs } from '../../session/files'
import { session } from '../../session/session.svelte'
import { progressTo } from '../../worker/client'
import type { Failure, MatchReport, Progress, SecondResult, Source } from '../../worker/protocol'

class SecondFile {
  /** What is asked for now, whether or not it could be read. */
  source = $state.raw<Source | null>(null)
  /** Model column → file column, as the analyst decided. */
  mapping = $state.raw<Readonly<Record<string, string>>>({})
  report = $state.raw<MatchReport | null>(null)
  result = $state.raw<SecondResult | null>(null)
  busy = $state.raw<{ readonly kind: 'reading' | 'scoring'; readonly progress: Progress | null } | null>(null)
  failure = $state.raw<Failure | null>(null)
  private turn = 0
  private runId: string | null = null

  /** A second file belongs to the model it was matched to. */
  follow(runId: string): void {
    if (runId === this.runId) return
    this.runId = runId
    this.forget()
  }

  forget(): void {
    this.turn++
    this.source = null
    this.mapping = {}
    this.report = null
    this.result = null
    this.busy = null
    this.failure = null
  }

  async read(source: Source, mapping: Readonly<Record<string, string>> = {}): Promise<void> {
    if (this.busy !== null) await this.cancel()
    const turn = this.begin('reading')
    this.source = source
    this.mapping = mapping
    this.report = null
    this.result = null
    const engine = session.engine
    await engine.lend(source).catch(() => undefined)
    const read = await engine.attempt((api) =>
      api.openSecond(
        source,
        mapping,
        progressTo((progress) => this.note(turn, progress)),
      ),
    )
    if (turn !== this.turn) return
    this.busy = null
    if (read.ok) this.report = read.value
    else this.refuse(read.failure)
  }

  /** Takes one column of the file for a column of the model, or ('') none. */
  async match(modelColumn: string, fileColumn: string): Promise<void> {
    const mapping = { ...this.mapping, [modelColumn]: fileColumn }
    const turn = ++this.turn
    const matched = await session.engine.attempt((api) => api.mapSecond(mapping))
    if (turn !== this.turn) return
    if (!matched.ok) return this.refuse(matched.failure)
    this.mapping = mapping
    this.report = matched.value
    this.result = null
  }

  async score(): Promise<void> {
    const turn = this.begin('scoring')
    const scored = await session.engine.attempt((api) =>
      api.scoreSecond(progressTo((progress) => this.note(turn, progress))),
    )
    if (turn !== this.turn) return
    this.busy = null
    if (scored.ok) this.result = scored.value
    else this.refuse(scored.failure)
  }

  async cancel(): Promise<void> {
    this.turn++
    this.busy = null
    await session.engine.ask((api) => api.cancel()).catch(() => undefined)
  }

  async saveScores(): Promise<void> {
    const blob = await session.engine.ask((api) => api.exportRows('second', session.threshold, null))
    const stem = (this.report?.file.name ?? 'second').replace(/\.[^.]{1,5}$/, '')
    if (blob !== null) saveAs(blob, `${stem}-scores.csv`)
  }

  private begin(kind: 'reading' | 'scoring'): number {
    this.failure = null
    this.busy = { kind, progress: null }
    return ++this.turn
  }

  private note(turn: number, progress: Progress): void {
    if (turn === this.turn && this.busy !== null) this.busy = { ...this.busy, progress }
  }

  /** Being asked to stop is no failure. */
  private refuse(failure: Failure): void {
    if (failure.code !== 'cancelled') this.failure = failure
  }
}

export const secondFile = new SecondFile()
