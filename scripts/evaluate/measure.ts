/**
 * Measure: fit on one file, score another or the same, and compare the ranking with ground truth.
 *
 * The same engine and the same defaults as the page. Truth and ignored columns are never features, in either file.
 */

import { basename } from 'node:path'
import type { Failure, Outcome } from '../../src/engine/failure'
import { lostFailure, SourceLost } from '../../src/engine/intake/source'
import { silentPulse } from '../../src/engine/numeric/pulse'
import type { RunSettings } from '../../src/engine/pipeline/answers'
import { Job, type Host, type StageName } from '../../src/engine/pipeline/job'
import { runWhole, type LiveRun } from '../../src/engine/pipeline/live-run'
import { openFile, type OpenFile } from '../../src/engine/pipeline/open-file'
import { rowsForModel } from '../../src/engine/pipeline/rows-for-model'
import { scoreTable } from '../../src/engine/pipeline/score-table'
import { forestOf, scoredByForest } from '../../src/engine/pipeline/second-opinion'
import type { ShardSet } from '../../src/engine/pipeline/shard-set'
import { switchNetwork } from '../../src/engine/pipeline/switch-network'
import { truthOf, type Truth } from '../../src/engine/pipeline/truth'
import { confusionAt, foundPerKind, type Confusion, type KindCounts } from '../../src/engine/scoring/confusion'
import { adjustedRandIndex, contingencyOf, pureCount } from '../../src/engine/scoring/contingency'
import { detectionOf } from '../../src/engine/scoring/evaluation'
import { defaultAlertCount, flaggedCount, thresholdFor } from '../../src/engine/scoring/threshold'
import type { ColumnOverride } from '../../src/engine/table/column'
import { withFile } from '../file-source'
import { ArgumentMistake, type Arguments } from './arguments'

/** As the page's defaults (session/session.svelte.ts). */
const SETTINGS: Omit<RunSettings, 'seed'> = {
  smallestClusterCount: 1,
  largestClusterCount: 12,
  restartCount: 4,
  maxIterations: 100,
}

/** A share or AUROC; null where it can't be known, as without attacks. */
type Figure = number | null

export interface Report {
  readonly rows: number
  readonly attacks: number
  readonly clusters: number
  readonly auroc: Figure
  readonly averagePrecision: Figure
  readonly precisionAtN: Figure
  /** What an isolation forest on the same columns would have found; it ranks nothing (scoring/forest/isolation-forest.ts). */
  readonly secondOpinion: { readonly auroc: Figure; readonly averagePrecision: Figure }
  readonly purity: Figure
  readonly adjustedRandIndex: Figure
  readonly flagged: number
  /** At the default threshold of the fitted file. */
  readonly confusion: Confusion
  /** Of each kind of attack by the truth column, the commonest first. */
  readonly kinds: readonly { readonly kind: string; readonly rows: number; readonly found: number }[]
  readonly seconds: Readonly<Record<string, number>>
}

export interface Measured {
  readonly report: Report
  readonly scores: Float32Array
  readonly assignments: Uint8Array
  readonly sourceLines: Uint32Array
  readonly threshold: number
}

/** @throws ArgumentMistake if a column that was named isn't there */
export async function measure(args: Arguments): Promise<Outcome<Measured>> {
  const clock = new Clock()
  const fitPath = args.baseline ?? args.score
  const read = await openPath(fitPath, args)
  const opened = read.ok && args.networkFeatures ? await switchNetwork(read.value, true, null, silentPulse) : read
  if (!opened.ok) return opened
  if (args.baseline === null) requireColumns([opened.value], [args.truth, ...args.ignore])
  clock.lap('read')
  const run = await runWhole(opened.value, { ...SETTINGS, seed: args.seed }, new Job(clock, () => undefined))
  if (!run.ok) return run
  clock.take(run.value.stageMs)
  const fitted = run.value
  const threshold = thresholdFor(fitted.scores, defaultAlertCount(fitted.scores.length))
  const scored = args.baseline === null ? await ownRows(fitted) : await otherRows(fitted, args, clock)
  if (!scored.ok) return scored
  const { open, set, scores, assignments } = scored.value
  const truth = truthOf(args.truth, await open.rows.column(open.rows.columnNames.indexOf(args.truth)), true)
  // The column was named as the truth, so it is taken at its word.
  const attacks = truth.attacks!
  const detection = await detectionOf(scores, attacks, () => silentPulse.breathe())
  const opinion = await detectionOf(await opinionOf(fitted, set), attacks, () => silentPulse.breathe())
  clock.lap('secondOpinion')
  const groups = contingencyOf(assignments, truth.kinds)
  const report: Report = {
    rows: scores.length,
    attacks: attacks.reduce((sum, attack) => sum + attack, 0),
    clusters: fitted.choice.clusterCount,
    auroc: figure(detection.auroc),
    averagePrecision: figure(detection.averagePrecision),
    precisionAtN: figure(detection.precisionAtN),
    secondOpinion: { auroc: figure(opinion.auroc), averagePrecision: figure(opinion.averagePrecision) },
    purity: figure(pureCount(groups) / scores.length),
    adjustedRandIndex: figure(adjustedRandIndex(groups)),
    flagged: flaggedCount(scores, threshold),
    confusion: confusionAt(scores, attacks, threshold),
    kinds: kindsFound(truth, foundPerKind(scores, attacks, truth.kinds, truth.kindTexts.length, threshold)),
    seconds: clock.seconds(),
  }
  const sourceLines = await open.rows.sourceLines()
  return { ok: true, value: { report, scores, assignments, sourceLines, threshold } }
}

function kindsFound({ kindTexts }: Truth, { rowCounts, foundCounts }: KindCounts): Report['kinds'] {
  const kinds = kindTexts.map((kind, code) => ({ kind, rows: rowCounts[code]!, found: foundCounts[code]! }))
  return kinds.filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows)
}

interface ScoredFile {
  readonly open: OpenFile
  /** Its rows, scored by the model. */
  readonly set: ShardSet
  readonly scores: Float32Array
  readonly assignments: Uint8Array
}

async function ownRows(run: LiveRun): Promise<Outcome<ScoredFile>> {
  const assignments = await run.shards.assignmentsAt(run.choice.clusterCount)
  return { ok: true, value: { open: run.open, set: run.shards, scores: run.scores, assignments } }
}

/** The forest is of the fitted file, as the model is. */
async function opinionOf({ shards, scoring, settings }: LiveRun, set: ShardSet): Promise<Float32Array> {
  const forest = await forestOf(shards, scoring.model, settings.seed, silentPulse)
  return scoredByForest(set, forest, scoring.model, silentPulse)
}

async function otherRows(run: LiveRun, args: Arguments, clock: Clock): Promise<Outcome<ScoredFile>> {
  const opened = await openPath(args.score, args)
  if (!opened.ok) return opened
  const open = opened.value
  requireColumns([open], [args.truth])
  requireColumns([open, run.open], args.ignore)
  clock.lap('readScored')
  const { rows, profiles } = await rowsForModel(run.open.profiles, open, {}, silentPulse)
  const { scores } = await scoreTable(run.scoring.model, rows, profiles, silentPulse)
  const fit = run.fits.find(({ clusterCount }) => clusterCount === run.choice.clusterCount)!
  const shards = rows.set
  await shards.encode(run.recipe)
  await shards.keepAssignments(
    fit.clusterCount,
    fit.centroids,
    Uint8Array.from({ length: fit.clusterCount }, (_, k) => k),
  )
  const assignments = await shards.assignmentsAt(fit.clusterCount)
  clock.lap('scoreOther')
  return { ok: true, value: { open, set: shards, scores: Float32Array.from(scores), assignments } }
}

async function openPath(path: string, args: Arguments): Promise<Outcome<OpenFile>> {
  const overrides: ColumnOverride[] = [
    ...args.ignore.map((name): ColumnOverride => ({ name, role: 'ignored' })),
    { name: args.truth, role: 'ground truth' },
  ]
  try {
    return await withFile(path, (source) => openFile(source, {}, overrides, { synthetic: false }, silentPulse))
  } catch (error) {
    if (error instanceof SourceLost) return { ok: false, failure: lost(path, error) }
    throw error
  }
}

function lost(path: string, error: SourceLost): Failure {
  return lostFailure({ name: basename(path), sizeBytes: 0, read: () => Promise.reject(error) }, error)
}

/** A column to leave out may stand in either file; one that stands in neither is a slip that would let it in. */
function requireColumns(files: readonly OpenFile[], names: readonly string[]): void {
  const absent = names.find((name) => !files.some(({ rows }) => rows.columnNames.includes(name)))
  if (absent === undefined) return
  const { file, rows } = files[0]!
  throw new ArgumentMistake(
    `${file.name} has no column "${absent}"; it has ${rows.columnNames.slice(0, 50).join(', ')}.`,
  )
}

const figure = (value: number): Figure => (Number.isNaN(value) ? null : Number(value.toFixed(6)))

/** Seconds per stage. */
class Clock implements Host {
  private last = performance.now()
  private readonly start = this.last
  private readonly stages: Record<string, number> = {}

  nowMs(): number {
    return performance.now()
  }

  letOthersRun(): Promise<void> {
    return Promise.resolve()
  }

  lap(name: string): void {
    const now = this.nowMs()
    this.stages[name] = now - this.last
    this.last = now
  }

  take(stageMs: Readonly<Partial<Record<StageName, number>>>): void {
    Object.assign(this.stages, stageMs)
    this.last = this.nowMs()
  }

  seconds(): Record<string, number> {
    const all = { ...this.stages, total: this.nowMs() - this.start }
    return Object.fromEntries(Object.entries(all).map(([name, ms]) => [name, Number((ms / 1000).toFixed(3))]))
  }
}
