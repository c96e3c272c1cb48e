/**
 * Session: the one state of the page. What is open, what is under way, what was found, and what went wrong.
 *
 * Screens read its fields and call its actions; nothing else talks to the engine. What was there before an action
 * stays until the action has succeeded.
 */

import { progressTo, startEngine, type EngineClient } from '../worker/client'
import type {
  ColumnOverride,
  Failure,
  FileFacts,
  FirstLook,
  Grouping,
  MapSketch,
  Outcome,
  Progress,
  ReadOptions,
  RowMarks,
  RunResult,
  RunSettings,
  Source,
  TableSummary,
  ThresholdEffect,
} from '../worker/protocol'
import { keepOverrides, readOverrides, schemaKey } from '../storage/overrides'
import { library } from './library.svelte'
import { nameOfSource } from './name-of-source'
import { lookAt, reading } from './reading.svelte'
import { route } from './route.svelte'
import { selection } from './selection.svelte'

export const DEFAULT_SETTINGS: RunSettings = {
  seed: 42,
  smallestClusterCount: 1,
  largestClusterCount: 12,
  restartCount: 4,
  maxIterations: 100,
}

/** What the engine is doing now. */
export interface Busy {
  readonly kind: 'reading' | 'running'
  readonly fileName: string
  /** Whether it is a sample that is read, or was. */
  readonly sampled: boolean
  /** The last word of every stage so far, in order. */
  readonly stages: readonly Progress[]
  /** What the file's first rows say of its columns, while the rest is read. */
  readonly preview: TableSummary | null
  /** Some flows on the map, while the rest is scored. */
  readonly sketch: MapSketch | null
  readonly startedAtMs: number
}

/** Of the file's own columns, whatever is made of them. */
const schemaOf = ({ columns }: TableSummary): string =>
  schemaKey(columns.filter(({ made }) => made === undefined).map(({ name }) => name))

/** For whoever measures the page: see tests/bench. */
const markMoment = (name: string, detail: unknown = null): void => void performance.mark(`flotsam:${name}`, { detail })

class Session {
  busy = $state.raw<Busy | null>(null)
  table = $state.raw<TableSummary | null>(null)
  result = $state.raw<RunResult | null>(null)
  /** The grouping on screen: the run's own choice until another K is asked for. */
  grouping = $state.raw<Grouping | null>(null)
  effect = $state.raw<ThresholdEffect | null>(null)
  /** Why the last action could not be done; shown in place of the content, never as a toast. */
  failure = $state.raw<(Failure & { readonly fileName: string | null }) | null>(null)
  /** One sentence that is worth knowing and stops nothing: the worker was restarted, the model could not be kept. */
  notice = $state<string | null>(null)
  settings = $state.raw<RunSettings>(DEFAULT_SETTINGS)
  overrides = $state.raw<readonly ColumnOverride[]>([])
  reviewed = $state.raw<ReadonlySet<number>>(new Set())
  /** Columns were overruled since the last run. */
  columnsChanged = $state(false)
  /** What was read last, so that it can be read again with other options. */
  private lastSource = $state.raw<Source | null>(null)
  /** What could not be read, so that it can be tried under other options. */
  refusedSource = $state.raw<Source | null>(null)
  /** How it was to be read, as `open` was asked. */
  private refusedOptions: ReadOptions | null = null
  /** Counts what was begun and stopped: an answer to anything but the latest comes too late and is dropped. */
  private turn = 0
  private undoStack = $state.raw<readonly (readonly ColumnOverride[])[]>([])
  private stageMs: Partial<Record<Progress['stage'], number>> = {}
  private client: EngineClient | null = null

  readonly file = $derived<FileFacts | null>(this.table?.file ?? null)
  readonly threshold = $derived(this.effect?.threshold ?? this.result?.threshold ?? 0)
  /** Whether the bytes behind the table are still at hand. */
  readonly canReread = $derived(this.table !== null && this.lastSource !== null)
  /** What the findings on screen rest on; before there are any, what is open. */
  readonly foundTable = $derived<TableSummary | null>(this.result?.table ?? this.table)
  readonly columnNames = $derived(this.foundTable?.columns.map((column) => column.name) ?? [])
  readonly featureCount = $derived(this.table?.columns.filter((column) => column.role === 'feature').length ?? 0)

  /** The engine, started when first wanted and again after a death. */
  get engine(): EngineClient {
    this.client ??= startEngine(() => {
      this.client = null
      this.notice =
        'The worker that does the reckoning stopped and was started anew. Open the file again to go on; saved models are untouched.'
      if (this.result !== null) this.result = { ...this.result, rowsAtHand: false }
    })
    return this.client
  }

  /** Starts the workers before they are wanted, so that the first file doesn't wait for them. */
  warmUp(): void {
    void this.engine
  }

  /**
   * Reads a file and, if it can be read, runs the whole job. What was open stays if it can't.
   * @param asked how it is to be read, remembered for files of its columns; null: as was said of an earlier one
   * @param sampled whether a sample will do where all of it would not fit
   */
  async open(source: Source, asked: ReadOptions | null = null, sampled = false): Promise<void> {
    await this.stop()
    this.failure = null
    const turn = this.begin('reading', nameOfSource(source, 'sample-working-day.csv'), sampled)
    const engine = this.engine
    await engine.lend(source).catch(() => undefined)
    let options = asked ?? (await reading.rememberedFor(source, engine))
    if (turn !== this.turn) return
    let read = await this.read(source, options, sampled)
    if (turn === this.turn && !read.ok && asked === null && Object.keys(options).length > 0) {
      // What held for an earlier file does not for this one.
      options = {}
      read = await this.read(source, options, sampled)
    }
    if (turn !== this.turn) return
    if (!read.ok) {
      this.refuse(read.failure, nameOfSource(source, 'sample-working-day.csv'))
      this.refusedSource = source
      this.refusedOptions = asked
      return
    }
    this.lastSource = source
    reading.adopt(options, asked === null)
    if (asked !== null) await reading.remember(source, asked, engine)
    await this.adopt(read.value)
    if (turn === this.turn && this.failure === null) await this.run()
  }

  private read(source: Source, options: ReadOptions, sampled: boolean): Promise<Outcome<TableSummary>> {
    return this.engine.attempt((api) =>
      api.open(
        source,
        sampled ? { ...options, sample: true } : options,
        [],
        progressTo((progress) => this.note(progress)),
      ),
    )
  }

  /** Of what was refused as too large, read as it was to be read. */
  async readSample(): Promise<void> {
    if (this.refusedSource !== null) await this.open(this.refusedSource, this.refusedOptions, true)
  }

  /** Says no to something that never got as far as the engine: a folder, two files at once. */
  decline(failure: Failure, fileName: string | null): void {
    this.refusedSource = null
    this.refuse(failure, fileName)
  }

  /** Back to what was there before the refusal. */
  dismissFailure(): void {
    this.failure = null
    this.refusedSource = null
  }

  /** Reads the same bytes again under other options; none forgets what was remembered. */
  async reread(options: ReadOptions): Promise<void> {
    if (this.lastSource !== null) await this.open(this.lastSource, options, this.file?.sampledShare !== undefined)
  }

  /** What the first lines would be under these options. @param source without it, the one read last */
  async look(options: ReadOptions, source: Source | null): Promise<FirstLook | null> {
    const looked = source ?? this.lastSource
    return looked === null ? null : lookAt(looked, options, this.engine)
  }

  /** Fits, scores and keeps the model. */
  async run(settings: RunSettings = this.settings): Promise<void> {
    if (this.table === null || this.busy?.kind === 'running') return
    this.settings = settings
    this.failure = null
    const turn = this.begin('running', this.table.file.name)
    if (route.screen !== 'clusters' && route.screen !== 'anomalies') route.go('clusters')
    const done = await this.engine.attempt((api) =>
      api.run(
        settings,
        progressTo((progress) => this.note(progress)),
      ),
    )
    if (turn !== this.turn) return
    if (!done.ok) return this.refuse(done.failure, this.table.file.name)
    this.columnsChanged = false
    await this.show(done.value)
    await this.keep()
  }

  /** Stops what is under way; what was there before stays. */
  async stop(): Promise<void> {
    if (this.busy === null) return
    this.busy = null
    this.turn++
    await this.engine.ask((api) => api.cancel()).catch(() => undefined)
  }

  async overrule(override: ColumnOverride): Promise<void> {
    const before = this.overrides.find((kept) => kept.name === override.name)
    await this.overruleAll([
      ...this.overrides.filter((kept) => kept.name !== override.name),
      { ...before, ...override },
    ])
  }

  async overruleAll(overrides: readonly ColumnOverride[], undoable = true): Promise<void> {
    const decided = await this.engine.attempt((api) => api.overrule(overrides))
    if (!decided.ok) return this.refuse(decided.failure, null)
    if (undoable) this.undoStack = [...this.undoStack, this.overrides]
    this.overrides = overrides
    this.takeUp(decided.value)
    await keepOverrides(schemaOf(decided.value), overrides)
  }

  /** The open file's columns as they are decided now; what was found before stays until the next run. */
  takeUp(table: TableSummary): void {
    this.table = table
    this.columnsChanged = true
  }

  get canUndo(): boolean {
    return this.undoStack.length > 0
  }

  async undo(): Promise<void> {
    const before = this.undoStack.at(-1)
    if (before === undefined) return
    this.undoStack = this.undoStack.slice(0, -1)
    await this.overruleAll(before, false)
  }

  /** Another number of groups from the same run. */
  async useClusterCount(clusterCount: number): Promise<void> {
    const grouped = await this.engine.attempt((api) => api.group(clusterCount))
    if (!grouped.ok) return this.refuse(grouped.failure, null)
    this.grouping = grouped.value
    if (selection.clusterIndex !== null && selection.clusterIndex >= clusterCount) selection.clear()
    await this.setThreshold(this.threshold)
    await this.keep()
  }

  async setThreshold(threshold: number): Promise<void> {
    this.effect = await this.engine.ask((api) => api.atThreshold(threshold))
  }

  /** Moves the threshold so that about so many flows are flagged. */
  async showMe(flaggedCount: number): Promise<void> {
    await this.setThreshold(await this.engine.ask((api) => api.thresholdFor(flaggedCount)))
  }

  review(row: number): void {
    const reviewed = new Set(this.reviewed)
    if (!reviewed.delete(row)) reviewed.add(row)
    this.reviewed = reviewed
    void this.rememberPlace()
  }

  /** Keeps the model of this run, with the K and threshold on screen. */
  async keep(): Promise<void> {
    const result = this.result
    if (result === null || this.effect === null || !result.rowsAtHand) return
    const threshold = this.threshold
    const document = await this.engine.ask((api) => api.model(threshold))
    const marks = await this.engine.ask((api) => api.rowMarks())
    const kept = await library.keep(document, marks, this.effect.flaggedCount)
    if (!kept.ok) this.notice = kept.failure.sentence
    await this.rememberPlace()
  }

  /** Shows a model from storage or a file, without the rows it was made from. */
  async openModel(document: unknown, marks: RowMarks | null): Promise<Outcome<RunResult>> {
    await this.stop()
    const turn = ++this.turn
    const opened = await this.engine.attempt((api) => api.openModel(document, marks))
    if (!opened.ok || turn !== this.turn) return opened
    this.dismissFailure()
    this.lastSource = null
    reading.adopt({}, false)
    this.begun(opened.value.table)
    await this.show(opened.value)
    return opened
  }

  private async adopt(table: TableSummary): Promise<void> {
    this.begun(table)
    this.result = null
    this.grouping = null
    this.effect = null
    selection.clear()
    const kept = await readOverrides(schemaOf(table))
    if (kept.length > 0) await this.overruleAll(kept, false)
    this.columnsChanged = false
  }

  /** Another table: nothing of it has been overruled or reviewed. */
  private begun(table: TableSummary): void {
    this.table = table
    this.overrides = []
    this.undoStack = []
    this.columnsChanged = false
    this.reviewed = new Set()
  }

  private async show(result: RunResult): Promise<void> {
    this.result = result
    this.settings = result.settings
    this.grouping = result.grouping
    // The same run has the same rows: what had been reviewed when it was last on screen still is.
    const { last } = library
    if (last?.modelId === result.runId) this.reviewed = new Set(last.reviewed)
    selection.clear()
    await this.setThreshold(result.threshold)
    this.busy = null
    markMoment('ready', { ...result.timing, stageMs: this.stageMs })
  }

  private async rememberPlace(): Promise<void> {
    if (this.result === null || this.effect === null) return
    await library.rememberPlace({
      modelId: this.result.runId,
      fileName: this.result.table.file.name,
      flaggedCount: this.effect.flaggedCount,
      reviewed: [...this.reviewed],
    })
  }

  /** A run that follows reading goes on with its list of stages. */
  private begin(kind: Busy['kind'], fileName: string, sampled = this.file?.sampledShare !== undefined): number {
    const before = kind === 'running' ? this.busy : null
    if (kind === 'reading') this.stageMs = {}
    this.busy = {
      kind,
      fileName,
      sampled,
      stages: before?.stages ?? [],
      preview: before?.preview ?? null,
      sketch: null,
      startedAtMs: before?.startedAtMs ?? performance.now(),
    }
    return ++this.turn
  }

  private note(progress: Progress): void {
    if (this.busy === null) return
    if (progress.preview !== null) markMoment('columns')
    if (progress.fact !== null) this.stageMs[progress.stage] = progress.elapsedMs
    if (progress.elbow.length === 1) markMoment('elbow')
    const others = this.busy.stages.filter((stage) => stage.stage !== progress.stage)
    this.busy = {
      ...this.busy,
      stages: [...others, progress],
      preview: progress.preview ?? this.busy.preview,
      sketch: progress.sketch ?? this.busy.sketch,
    }
  }

  /** Being asked to stop is no failure. */
  private refuse(failure: Failure, fileName: string | null): void {
    this.busy = null
    if (failure.code !== 'cancelled') this.failure = { ...failure, fileName }
  }
}

export const session = new Session()
