/**
 * Engine: what a host calls, whether that is the worker of the page, a script under Node or a test.
 *
 * It holds one open file, what was found in it, and a second file to compare. A call that can't be done leaves what was
 * there before as it was.
 */

import type { Judgement, RowContrast, RowReasons, SmallestChange } from '../explaining/findings'
import type { Stories } from '../explaining/stories/story'
import type { Outcome } from '../failure'
import { refusal, success } from '../failure'
import type { InjectionReport } from '../injection/report'
import type { ReadOptions } from '../intake/facts'
import type { ByteSource } from '../intake/source'
import type { ModelDocument } from '../model/document'
import { silentPulse, type Pulse } from '../numeric/pulse'
import { thresholdFor } from '../scoring/threshold'
import type { ColumnOverride } from '../table/column'
import { count } from '../../wording/numbers'
import type {
  Grouping,
  MatchReport,
  RowCells,
  RowMarks,
  RowQuery,
  RunResult,
  RunSettings,
  SecondResult,
  TableSummary,
  ThresholdEffect,
} from './answers'
import { exportCapture } from './export-capture'
import { exportFound } from './export-found'
import { foundIn, foundInModel, regroup, type Found } from './found'
import { patternRows } from './grouping'
import { Job, type Host, type OnProgress } from './job'
import { judgedRun } from './judged-rows'
import { changeOfCells, judgeCells, usualCells } from './judge-cells'
import { runWhole } from './live-run'
import { openFile, summaryOf, withOverrides, type OpenFile } from './open-file'
import type { OpinionAtThreshold, RowOpinion } from './opinion-answers'
import { orStopped } from './or-stopped'
import { plantAttacks } from './plant-attacks'
import { rankRows } from './ranking'
import { cellsOfRows, reasonsOfRow } from './row-answers'
import { contrastOfRow } from './row-contrast'
import {
  matchSecond,
  rankSecond,
  reasonsOfSecond,
  scoreSecondFile,
  secondRows,
  type SecondFile,
  type SecondScores,
} from './second-file'
import { localPool, type ShardPool } from './shard-gate'
import { opinionAt, opinionOfRow } from './second-opinion'
import { storiesOf } from './stories'
import { overruleOpen, switchNetwork } from './switch-network'
import type { TailFrom, TailNews, TailStart } from './tail-answers'
import { TailWatch } from './tail-watch'
import { thresholdAids } from './threshold-aids'
import type { ThresholdAids, ThresholdChange } from './threshold-answers'
import { thresholdChange } from './threshold-change'
import { effectOf } from './threshold-effect'
import type { TruthAtThreshold, TruthCurves } from './truth-answers'
import { truthTest } from './truth-filter'
import { truthAt, truthCurves } from './truth-report'

/** What is asked anew while its last answer is still being worked out. */
type Question = 'group' | 'stories' | 'opinion' | 'contrast'

export class Engine {
  private open_: OpenFile | null = null
  private found: Found | null = null
  private second: SecondFile | null = null
  private readonly tail: TailWatch
  private job: Job | null = null
  private readonly questions = new Map<Question, Job>()
  private readonly asides = new Set<Job>()
  private threshold = 0

  /** @param poolFor the hosts that the rows of a text may be spread over */
  constructor(
    private readonly host: Host,
    private readonly poolFor: (source: ByteSource) => ShardPool = ownPool(),
  ) {
    this.tail = new TailWatch(host)
  }

  private reading(synthetic: boolean) {
    const { budgetBytes, newShelf } = this.host
    return { synthetic, poolFor: this.poolFor, budgetBytes, newShelf }
  }

  open(
    source: ByteSource,
    options: ReadOptions,
    overrides: readonly ColumnOverride[],
    synthetic: boolean,
    onProgress: OnProgress,
  ): Promise<Outcome<TableSummary>> {
    return this.work(onProgress, async (job) => {
      const onPreview = (preview: TableSummary): void => job.previewed(preview)
      const reading = { ...this.reading(synthetic), onPreview, onRows: rowsRead(job), offersSample: true }
      const read = await openFile(source, options, overrides, reading, job.begin('read'))
      if (!read.ok) return read
      const used = read.value.profiles.filter(({ role }) => role === 'feature').length
      job.end(`${count(used)} of ${count(read.value.profiles.length)} used`, read.value.ledger.usedCount)
      this.questions.get('opinion')?.cancel()
      this.letGo(this.open_, this.second?.open ?? null)
      this.open_ = read.value
      this.stopTail()
      this.found = null
      this.second = null
      return success(summaryOf(read.value))
    })
  }

  async overrule(overrides: readonly ColumnOverride[]): Promise<Outcome<TableSummary>> {
    const { open_: open } = this
    if (open === null) return nothingOpen()
    if (open.network.isOn) return this.decide(noProgress, (job) => overruleOpen(open, overrides, job.begin('columns')))
    this.open_ = withOverrides(open, overrides)
    return success(summaryOf(this.open_))
  }

  /** Columns made of times and addresses; nothing is read again. */
  async makeNetworkColumns(isOn: boolean, onProgress: OnProgress): Promise<Outcome<TableSummary>> {
    const { open_: open } = this
    if (open === null) return nothingOpen()
    const budgetBytes = this.host.budgetBytes ?? null
    return this.decide(onProgress, (job) => switchNetwork(open, isOn, budgetBytes, job.begin('columns')))
  }

  /** Takes up what was decided about the open file's columns, unless it was stopped. */
  private decide(
    onProgress: OnProgress,
    decided: (job: Job) => Promise<Outcome<OpenFile>>,
  ): Promise<Outcome<TableSummary>> {
    return this.work(onProgress, async (job) => {
      const open = await decided(job)
      if (!open.ok) return open
      this.open_ = open.value
      return success(summaryOf(open.value))
    })
  }

  run(settings: RunSettings, onProgress: OnProgress): Promise<Outcome<RunResult>> {
    // What it asks of the shards is of the run before, which they put aside.
    this.questions.get('opinion')?.cancel()
    return this.work(onProgress, async (job) => {
      if (this.open_ === null) return nothingOpen()
      const run = await runWhole(this.open_, settings, job)
      if (!run.ok) return run
      this.stopTail()
      this.found = await foundIn(run.value, job)
      this.threshold = this.found.result.threshold
      this.second = null
      return success(this.found.result)
    })
  }

  /** Of two calls at a time the later one counts; the earlier answers that it was stopped. */
  async group(clusterCount: number): Promise<Outcome<Grouping>> {
    const { found } = this
    if (found === null) return nothingOpen()
    return this.latest('group', (pulse) => regroup(found, clusterCount, pulse))
  }

  /** Stops whatever is under way. */
  cancel(): void {
    this.job?.cancel()
    for (const job of this.asides) job.cancel()
  }

  atThreshold(threshold: number): ThresholdEffect {
    this.threshold = threshold
    return effectOf(this.whatWasFound(), threshold)
  }

  /** As `group`: of two calls at a time the later one counts. Null where the rows are not at hand. */
  async stories(threshold: number): Promise<Outcome<Stories | null>> {
    const found = this.whatWasFound()
    if (found.live === null) return success(null)
    const judged = judgedRun(found, found.live)
    return this.latest('stories', async (pulse) => success(await storiesOf(judged, threshold, pulse)))
  }

  /** As `stories`; the first answer takes a forest, see second-opinion.ts. */
  opinionAt(threshold: number, stories: readonly Uint32Array[]): Promise<Outcome<OpinionAtThreshold | null>> {
    const found = this.whatWasFound()
    return this.latest('opinion', async (pulse) => success(await opinionAt(found, threshold, stories, pulse)))
  }

  opinionOf(row: number, threshold: number): RowOpinion | null {
    return opinionOfRow(this.whatWasFound(), row, threshold)
  }

  thresholdFor(flaggedCount: number): number {
    const { scores, result } = this.whatWasFound()
    return scores === null ? result.threshold : thresholdFor(scores, flaggedCount)
  }

  thresholdAids(): Promise<ThresholdAids> {
    return thresholdAids(this.whatWasFound(), this.unasked())
  }

  thresholdChange(before: number, after: number): ThresholdChange {
    return thresholdChange(this.whatWasFound(), before, after)
  }

  truthCurves(): Promise<TruthCurves | null> {
    return truthCurves(this.whatWasFound(), this.unasked())
  }

  truthAt(threshold: number): TruthAtThreshold | null {
    return truthAt(this.whatWasFound(), threshold)
  }

  async rank(query: RowQuery): Promise<Uint32Array> {
    const found = this.whatWasFound()
    const { scores, grouping, live } = found
    if (scores === null || grouping.assignments === null) return new Uint32Array(0)
    const isWanted = truthTest(found, query.truth, query.threshold)
    const only = live && query.pattern != null ? patternRows(live, query.pattern) : null
    const ranked = { rows: live?.open.rows ?? null, scores, assignments: grouping.assignments, isWanted, only }
    return rankRows(ranked, query, this.unasked())
  }

  rows(indices: readonly number[]): Promise<readonly RowCells[]> {
    return cellsOfRows(this.whatWasFound(), indices, this.unasked())
  }

  /** @param row of the open file, whose rows are at hand */
  explain(row: number): Promise<RowReasons> {
    return reasonsOfRow(this.whatWasFound(), row)
  }

  /** As `group`: of two calls at a time the later one counts. */
  contrast(row: number, threshold: number): Promise<Outcome<RowContrast>> {
    const found = this.whatWasFound()
    return this.latest('contrast', async (pulse) => success(await contrastOfRow(found, row, threshold, pulse)))
  }

  /** What would make such a flow ordinary; null if it is. */
  changeOf(
    cells: Readonly<Record<string, string>>,
    likeRow: number | null,
    threshold: number,
  ): Promise<SmallestChange | null> {
    return changeOfCells(this.whatWasFound(), cells, likeRow, threshold, this.unasked())
  }

  judge(cells: Readonly<Record<string, string>>, likeRow: number | null): Promise<Judgement> {
    return judgeCells(this.whatWasFound(), cells, likeRow)
  }

  /** Cells of a flow that is usual in a group. */
  usualFlow(clusterIndex: number): Readonly<Record<string, string>> {
    return usualCells(this.whatWasFound(), clusterIndex)
  }

  openSecond(
    source: ByteSource,
    mapping: Readonly<Record<string, string>>,
    synthetic: boolean,
    onProgress: OnProgress,
  ): Promise<Outcome<MatchReport>> {
    return this.work(onProgress, async (job) => {
      const read = await openFile(source, {}, [], this.reading(synthetic), job.begin('read'))
      if (!read.ok) return read
      const matched = await matchSecond(this.whatWasFound(), read.value, mapping, job.begin('columns'))
      this.letGo(this.second?.open ?? null)
      this.second = matched.second
      return success(matched.report)
    })
  }

  /** The same second file under another mapping of its columns; nothing is read again. */
  async mapSecond(mapping: Readonly<Record<string, string>>): Promise<Outcome<MatchReport>> {
    if (this.second === null) return nothingOpen()
    const matched = await matchSecond(this.whatWasFound(), this.second.open, mapping, this.unasked())
    this.second = matched.second
    return success(matched.report)
  }

  /** Flags by the threshold asked about last. */
  scoreSecond(onProgress: OnProgress): Promise<Outcome<SecondResult>> {
    return this.work(onProgress, async (job) => {
      if (this.second === null) return nothingOpen()
      const scored = await scoreSecondFile(this.whatWasFound(), this.second, this.threshold, job)
      this.second = scored.second
      return success(scored.result)
    })
  }

  rankSecond(query: RowQuery): Promise<Uint32Array> {
    const { second, scored } = this.whatWasScored()
    return rankSecond(second, scored, query, this.unasked())
  }

  rowsOfSecond(indices: readonly number[]): Promise<readonly RowCells[]> {
    const { second, scored } = this.whatWasScored()
    return secondRows(second, scored, indices, this.unasked())
  }

  explainSecond(row: number): Promise<RowReasons> {
    return reasonsOfSecond(this.whatWasScored().scored, row)
  }

  private whatWasScored(): { readonly second: SecondFile; readonly scored: SecondScores } {
    const { second } = this
    if (second?.scored == null) throw new Error('asked about a second file before it was scored')
    return { second, scored: second.scored }
  }

  /** Begins to watch a growing file; what was watched before is let go. */
  startTail(source: ByteSource, from: TailFrom, onProgress: OnProgress): Promise<Outcome<TailStart>> {
    return this.tail.start(this.whatWasFound(), source, from, this.threshold, onProgress)
  }

  /** Reads what has come to it. Flags by the threshold asked about last. @param source the file as it is now */
  lookTail(source: ByteSource, onProgress: OnProgress): Promise<Outcome<TailNews>> {
    return this.tail.look(source, this.threshold, onProgress) ?? Promise.resolve(nothingOpen())
  }

  stopTail(): void {
    this.tail.stop()
  }

  /** Stops planting alone: what is asked beside it goes on. */
  stopPlanting(): void {
    this.job?.cancel()
  }

  /** Plants test attacks into what was found, one at a time; nothing of it stays. @param seed uint32 */
  plant(seed: number, onProgress: OnProgress): Promise<Outcome<InjectionReport>> {
    return this.work(onProgress, async (job) => {
      const live = this.found?.live ?? null
      return live === null ? nothingOpen() : plantAttacks(live, seed, job)
    })
  }

  /** Other work may go on meanwhile; `cancel` stops both. @returns the pieces of the text */
  exportRows(
    which: 'flagged' | 'all' | 'second',
    threshold: number,
    indices: readonly number[] | null,
  ): Promise<Outcome<readonly string[]>> {
    const [found, second, job] = [this.whatWasFound(), this.second, this.aside()]
    return this.stoppable(job, async () =>
      success(await exportFound(found, second, which, threshold, indices, job.begin('reasons'))),
    )
  }

  /** As `exportRows`. @returns the pieces of a capture with the packets of the flows alone */
  exportCapture(threshold: number, indices: readonly number[] | null): Promise<Outcome<readonly Uint8Array[]>> {
    const [found, job] = [this.whatWasFound(), this.aside()]
    return this.stoppable(job, () => exportCapture(found, threshold, indices, job.begin('reasons')))
  }

  model(threshold: number): ModelDocument {
    return this.whatWasFound().freeze(threshold)
  }

  rowMarks(): RowMarks | null {
    const { scores, grouping, result, sourceLines } = this.whatWasFound()
    if (scores === null || grouping.assignments === null || result.map.coordinates === null || sourceLines === null)
      return null
    return { assignments: grouping.assignments, scores, coordinates: result.map.coordinates, sourceLines }
  }

  async openModel(document: unknown, marks: RowMarks | null): Promise<Outcome<RunResult>> {
    const found = foundInModel(document, marks)
    if (!found.ok) return found
    this.cancel()
    this.stopTail()
    this.letGo(this.open_, this.second?.open ?? null)
    this.found = found.value
    this.threshold = found.value.result.threshold
    this.open_ = null
    this.second = null
    return success(found.value.result)
  }

  /** What the screens ask of the shards must not end because a job has. */
  private breatheFreely(): void {
    if (this.job !== null) return
    for (const file of [this.open_, this.second?.open]) file?.rows.set.breatheWith(silentPulse)
  }

  /** Nobody asks for the rows of these any more. */
  private letGo(...files: readonly (OpenFile | null)[]): void {
    for (const file of files) {
      file?.rows.set.drop()
      void file?.shelf?.clear()
    }
  }

  private whatWasFound(): Found {
    if (this.found === null) throw new Error('asked about findings before there were any')
    return this.found
  }

  /** One job at a time: a new one ends the one before. */
  private async work<T>(onProgress: OnProgress, task: (job: Job) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.job?.cancel()
    const job = new Job(this.host, onProgress)
    this.job = job
    const done = await this.stoppable(job, task)
    if (this.job === job) this.job = null
    this.breatheFreely()
    return done
  }

  private async stoppable<T>(job: Job, task: (job: Job) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await orStopped(() => task(job))
    } finally {
      this.asides.delete(job)
    }
  }

  /** Of two questions of one kind the later one stops the earlier. */
  private latest<T>(kind: Question, task: (pulse: Pulse) => Promise<Outcome<T>>): Promise<Outcome<T>> {
    this.questions.get(kind)?.cancel()
    const job = this.aside()
    this.questions.set(kind, job)
    return this.stoppable(job, () => task(job.begin('reasons')))
  }

  /** Work beside the job that shows its progress. */
  private aside(): Job {
    const job = new Job(this.host, noProgress)
    this.asides.add(job)
    return job
  }

  /** Lets others run, but can't be stopped: for what takes a moment. */
  private unasked(): Pulse {
    return new Job(this.host, noProgress).begin('reasons')
  }
}

/** The rows are there: reading ends, and what is said of the columns is worked out. */
const rowsRead = (job: Job) => (rowCount: number) => {
  job.end(`${count(rowCount)} flows`, rowCount)
  return job.begin('columns')
}

function ownPool(): () => ShardPool {
  const pool = localPool()
  return () => pool
}

const noProgress = (): void => undefined

const nothingOpen = (): Outcome<never> =>
  refusal('bad-setting', 'No file is open.', { needed: 'an open file', advice: 'Open a file first.' })
