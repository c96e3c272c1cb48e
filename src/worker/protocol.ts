/**
 * Protocol: everything that crosses the worker boundary. Types only, no code.
 *
 * The page calls `EngineApi` through comlink. Nothing per row crosses but an assignment, a score and two coordinates
 * (by transfer) and the cells of the rows on screen.
 */

import type { Choice, ElbowPoint } from '../engine/clustering/result'
import type { ClusterCard, ColumnImportance, Judgement, RowReasons, TruthCheck } from '../engine/explaining/findings'
import type { Outcome } from '../engine/failure'
import type { ModelDocument } from '../engine/model/document'
import type { FileFacts, Ledger, ReadOptions } from '../engine/intake/facts'
import type { ColumnOverride, ColumnProfile, DoctorNote } from '../engine/table/column'

export type { Choice, ElbowPoint } from '../engine/clustering/result'
export type * from '../engine/explaining/findings'
export type { Failure, FailureCode, Outcome } from '../engine/failure'
export type { ModelDocument } from '../engine/model/document'
export type * from '../engine/intake/facts'
export type * from '../engine/table/column'

/** Where the bytes come from. A pasted text and the sample have no file behind them. */
export type Source =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'sample'; readonly seed: number }

/** The Columns screen. */
export interface TableSummary {
  readonly file: FileFacts
  readonly ledger: Ledger
  readonly columns: readonly ColumnProfile[]
  readonly notes: readonly DoctorNote[]
  readonly warnings: readonly string[]
}

export interface RunSettings {
  /** uint32 */
  readonly seed: number
  readonly smallestClusterCount: number
  readonly largestClusterCount: number
  /** Starts per K. */
  readonly restartCount: number
  readonly maxIterations: number
}

export type StageName = 'read' | 'columns' | 'features' | 'elbow' | 'map' | 'scores' | 'reasons'

export interface Progress {
  readonly stage: StageName
  /** Of this stage, 0 … 1. */
  readonly share: number
  readonly rowsDone: number
  readonly rowsPerSecond: number | null
  /** One fact once the stage is done: "39 of 43 used". */
  readonly fact: string | null
  /** Grows while the elbow is searched. */
  readonly elbow: readonly ElbowPoint[]
}

export type OnProgress = (progress: Progress) => void

export interface Axis {
  /** Share of the whole spread along this axis, 0 … 1. */
  readonly explainedVarianceRatio: number
  /** The columns that pull it, strongest first, at most 5; sign says to which end. */
  readonly pulls: readonly { readonly column: string; readonly weight: number }[]
  /** "more unanswered connections", towards the positive end. */
  readonly words: string
}

export interface MapData {
  /** rowCount × 2, row by row; null once the rows are no longer at hand. */
  readonly coordinates: Float32Array | null
  readonly axes: readonly [Axis, Axis]
}

/** The rows cut into K groups. */
export interface Grouping {
  readonly clusterCount: number
  /** Per row a cluster index; null once the rows are no longer at hand. */
  readonly assignments: Uint8Array | null
  readonly cards: readonly ClusterCard[]
  readonly importance: readonly ColumnImportance[]
  /** Where each cluster's centroid lies on the map. */
  readonly centroidCoordinates: readonly (readonly [number, number])[]
  /** The finding: "Seven kinds of traffic; four of them look like scans or floods". */
  readonly headline: string
  readonly subline: string
  readonly purity: number | null
}

export interface ScoreHistogram {
  /** Bin i holds scores in [i × binWidth, (i + 1) × binWidth). */
  readonly binWidth: number
  readonly counts: readonly number[]
  readonly largest: number
}

/** All of one run, frozen. */
export interface RunResult {
  readonly runId: string
  readonly engineVersion: string
  readonly settings: RunSettings
  readonly table: TableSummary
  readonly elbow: readonly ElbowPoint[]
  readonly choice: Choice
  readonly grouping: Grouping
  readonly map: MapData
  /** Per row; larger is stranger, 1 is usual. Null once the rows are no longer at hand. */
  readonly scores: Float32Array | null
  readonly histogram: ScoreHistogram
  /** The default threshold and how many flows it flags. */
  readonly threshold: number
  /** Per row an index into truthLevels, for colouring; null without ground truth. */
  readonly truth: { readonly column: string; readonly codes: Uint8Array; readonly levels: readonly string[] } | null
  readonly truthCheck: TruthCheck | null
  /** Whether the rows themselves can be shown (false for a model opened from storage). */
  readonly rowsAtHand: boolean
  /** Milliseconds per stage, measured by the worker. */
  readonly stageMs: Readonly<Partial<Record<StageName, number>>>
}

/** What a threshold means. */
export interface ThresholdEffect {
  readonly threshold: number
  readonly flaggedCount: number
  readonly flaggedShare: number
  readonly flaggedPerCluster: readonly number[]
  /** Of the flagged, by ground truth. */
  readonly attackCount: number | null
  /** "100 flows do not belong; 96 of them sit in group B". */
  readonly headline: string
  readonly subline: string
}

export interface RowQuery {
  readonly search: string
  /** A column's name, or 'score' or 'line'. */
  readonly sortBy: string
  readonly descending: boolean
  readonly clusters: readonly number[] | null
  readonly flaggedOnly: boolean
  readonly threshold: number
}

export interface RowCells {
  readonly row: number
  readonly sourceLine: number
  readonly score: number
  readonly clusterIndex: number
  /** One text per column of the file, in order. */
  readonly cells: readonly string[]
  /** "src_bytes 9.1 MB, typical 0 to 4.2 kB": the main reason, one line. */
  readonly mainReason: string
}

/** How the columns of a second file meet the model's. */
export interface MatchReport {
  readonly file: FileFacts
  readonly ledger: Ledger
  readonly matched: readonly { readonly modelColumn: string; readonly fileColumn: string; readonly how: 'same name' | 'similar name' | 'same meaning' | 'same place' | 'your call' }[]
  /** Model columns the file lacks: they will be filled with the usual value, which weakens the answer. */
  readonly missing: readonly string[]
  readonly extra: readonly string[]
  /** Levels never seen, per column, at most 5 each. */
  readonly unseen: readonly { readonly column: string; readonly texts: readonly string[]; readonly rowCount: number }[]
  readonly sentence: string
}

export interface SecondResult {
  readonly file: FileFacts
  readonly rowCount: number
  readonly flaggedCount: number
  /** Per cluster: share of rows in training and now. */
  readonly shares: readonly { readonly clusterIndex: number; readonly then: number; readonly now: number }[]
  readonly top: readonly RowCells[]
  readonly columnNames: readonly string[]
  readonly truthCheck: TruthCheck | null
  readonly headline: string
  readonly subline: string
}

/** Per-row results kept beside a model, so that its map and ranking come back after a reload. Not the rows themselves. */
export interface RowMarks {
  readonly assignments: Uint8Array
  readonly scores: Float32Array
  readonly coordinates: Float32Array
  readonly sourceLines: Uint32Array
}

/** What the engine worker offers. Every call that can fail on input returns an Outcome; `cancelled` is one of them. */
export interface EngineApi {
  /** Reads a file and says what each column is. What was open before stays until this has succeeded. */
  open(source: Source, options: ReadOptions, overrides: readonly ColumnOverride[], onProgress: OnProgress): Promise<Outcome<TableSummary>>
  /** Decides the columns anew under these overrides, without reading again. */
  overrule(overrides: readonly ColumnOverride[]): Promise<Outcome<TableSummary>>
  /** Fits every K, chooses one, draws the map, scores every row. */
  run(settings: RunSettings, onProgress: OnProgress): Promise<Outcome<RunResult>>
  /** Another K of the same run; no new fit. */
  group(clusterCount: number): Promise<Outcome<Grouping>>
  /** Stops whatever is under way; its call answers with `cancelled`. */
  cancel(): Promise<void>
  atThreshold(threshold: number): Promise<ThresholdEffect>
  /** The threshold that flags about so many rows. */
  thresholdFor(flaggedCount: number): Promise<number>
  /** Row indices in the order asked for. */
  rank(query: RowQuery): Promise<Uint32Array>
  rows(indices: readonly number[]): Promise<readonly RowCells[]>
  explain(row: number): Promise<RowReasons>
  /** Judges one flow; cells by column name, missing ones count as usual. `likeRow` lends its context. */
  judge(cells: Readonly<Record<string, string>>, likeRow: number | null): Promise<Judgement>
  /** Reads a second file and says how its columns meet the model's. */
  openSecond(source: Source, mapping: Readonly<Record<string, string>>, onProgress: OnProgress): Promise<Outcome<MatchReport>>
  scoreSecond(onProgress: OnProgress): Promise<Outcome<SecondResult>>
  /** CSV of flagged rows (or of all) with score, group and reasons; harmless in a spreadsheet. */
  exportRows(which: 'flagged' | 'all' | 'second', threshold: number, indices: readonly number[] | null): Promise<Blob>
  /** The frozen model of the current run, at this K and threshold. */
  model(threshold: number): Promise<ModelDocument>
  rowMarks(): Promise<RowMarks | null>
  /** Opens a model from storage or a file; `marks` bring its map and ranking back. */
  openModel(document: unknown, marks: RowMarks | null): Promise<Outcome<RunResult>>
}
