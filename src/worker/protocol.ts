/**
 * Protocol: everything that crosses the worker boundary. Types only, no code.
 *
 * The page calls `EngineApi` through comlink. Nothing per row crosses but an assignment, a score and two coordinates
 * (by transfer) and the cells of the rows on screen.
 */

import type { Judgement, RowContrast, RowReasons, SmallestChange } from '../engine/explaining/findings'
import type { Stories } from '../engine/explaining/stories/story'
import type { Outcome } from '../engine/failure'
import type { InjectionReport } from '../engine/injection/report'
import type { ReadOptions } from '../engine/intake/facts'
import type { ModelDocument } from '../engine/model/document'
import type {
  FirstLook,
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
} from '../engine/pipeline/answers'
import type { OnProgress } from '../engine/pipeline/job'
import type { OpinionAtThreshold, RowOpinion } from '../engine/pipeline/opinion-answers'
import type { TailFrom, TailNews, TailStart } from '../engine/pipeline/tail-answers'
import type { ThresholdAids, ThresholdChange } from '../engine/pipeline/threshold-answers'
import type { TruthAtThreshold, TruthCurves } from '../engine/pipeline/truth-answers'
import type { ColumnOverride } from '../engine/table/column'

export type { Choice, ElbowPoint, OpinionPoint, Opinions } from '../engine/clustering/result'
export type * from '../engine/explaining/findings'
export type * from '../engine/explaining/stories/story'
export type { Failure, FailureCode, Outcome } from '../engine/failure'
export type { AttackKind } from '../engine/injection/attack'
export type * from '../engine/injection/report'
export type * from '../engine/intake/facts'
export type { ModelDocument } from '../engine/model/document'
export type { ColumnDrift } from '../engine/model/drift'
export type { ClusterDrift, MixDrift } from '../engine/model/drift-clusters'
export type * from '../engine/pipeline/answers'
export type { OnProgress, Progress, StageName } from '../engine/pipeline/job'
export type * from '../engine/pipeline/opinion-answers'
export type * from '../engine/pipeline/tail-answers'
export type * from '../engine/pipeline/threshold-answers'
export type * from '../engine/pipeline/truth-answers'
export type { MapSketch } from '../engine/pipeline/map-sketch'
export type * from '../engine/table/column'

/** Where the bytes come from: one file, or several to be read as one table. A pasted text and the sample have no file behind them. */
export type Source =
  | { readonly kind: 'files'; readonly files: readonly File[] }
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  | { readonly kind: 'sample'; readonly seed: number }

/** What the engine worker offers. Every call that can fail on input returns an Outcome; `cancelled` is one of them. */
export interface EngineApi {
  /** Reads a file and says what each column is. What was open before stays until this has succeeded. */
  open(
    source: Source,
    options: ReadOptions,
    overrides: readonly ColumnOverride[],
    onProgress: OnProgress,
  ): Promise<Outcome<TableSummary>>
  /** What a file's first bytes say under these options; null for a file that is no text of its own. What is open stays. */
  firstLook(source: Source, options: ReadOptions): Promise<Outcome<FirstLook | null>>
  /** Decides the columns anew under these overrides, without reading again. */
  overrule(overrides: readonly ColumnOverride[]): Promise<Outcome<TableSummary>>
  /** Switches the columns made of times and addresses on or off; nothing is read again. */
  makeNetworkColumns(isOn: boolean, onProgress: OnProgress): Promise<Outcome<TableSummary>>
  /** Fits every K, chooses one, draws the map, scores every row. */
  run(settings: RunSettings, onProgress: OnProgress): Promise<Outcome<RunResult>>
  /** Another K of the same run; no new fit. */
  group(clusterCount: number): Promise<Outcome<Grouping>>
  /** Stops planting test attacks, and nothing else. */
  stopPlanting(): Promise<void>
  /** Stops whatever is under way; its call answers with `cancelled`. */
  cancel(): Promise<void>
  atThreshold(threshold: number): Promise<ThresholdEffect>
  /** The flagged rows put together by what they are flagged for; null where the rows are not at hand. */
  stories(threshold: number): Promise<Outcome<Stories | null>>
  /** What an isolation forest says of the flagged rows, given story by story; null where the rows are not at hand. */
  opinionAt(threshold: number, stories: readonly Uint32Array[]): Promise<Outcome<OpinionAtThreshold | null>>
  /** Null until `opinionAt` has answered. */
  opinionOf(row: number, threshold: number): Promise<RowOpinion | null>
  /** The threshold that flags about so many rows. */
  thresholdFor(flaggedCount: number): Promise<number>
  /** Where the scores themselves part, and over how many days a daily budget is spread. */
  thresholdAids(): Promise<ThresholdAids>
  /** Which rows a move of the threshold brings in and puts out. */
  thresholdChange(before: number, after: number): Promise<ThresholdChange>
  /** By the file's own ground truth; null without rows at hand or without one that tells attacks from the rest. */
  truthCurves(): Promise<TruthCurves | null>
  truthAt(threshold: number): Promise<TruthAtThreshold | null>
  /** Row indices in the order asked for. */
  rank(query: RowQuery): Promise<Uint32Array>
  rows(indices: readonly number[]): Promise<readonly RowCells[]>
  explain(row: number): Promise<RowReasons>
  /** What would have to be otherwise for a row to be ordinary; a later call stops an earlier one. */
  contrast(row: number, threshold: number): Promise<Outcome<RowContrast>>
  /** What would make such a flow, given as to `judge`, ordinary; null if it is. */
  changeOf(
    cells: Readonly<Record<string, string>>,
    likeRow: number | null,
    threshold: number,
  ): Promise<SmallestChange | null>
  /** Cells of one line, by each of some delimiters. */
  fieldsOfLine(line: string, delimiters: readonly string[]): Promise<readonly (readonly string[])[]>
  /** Judges one flow; cells by column name, missing ones count as usual. `likeRow` lends its context. */
  judge(cells: Readonly<Record<string, string>>, likeRow: number | null): Promise<Judgement>
  /** Cells of a flow that is usual in a group, by column name: the form's first filling. */
  usualFlow(clusterIndex: number): Promise<Readonly<Record<string, string>>>
  /** Reads a second file and says how its columns meet the model's. */
  openSecond(
    source: Source,
    mapping: Readonly<Record<string, string>>,
    onProgress: OnProgress,
  ): Promise<Outcome<MatchReport>>
  /** The same second file under another mapping; nothing is read again. */
  mapSecond(mapping: Readonly<Record<string, string>>): Promise<Outcome<MatchReport>>
  /** Flags by the threshold asked about last. */
  scoreSecond(onProgress: OnProgress): Promise<Outcome<SecondResult>>
  /** Once it is scored, as of the open file: its rows in order, their cells and main reasons, and all reasons of one. */
  rankSecond(query: RowQuery): Promise<Uint32Array>
  rowsOfSecond(indices: readonly number[]): Promise<readonly RowCells[]>
  explainSecond(row: number): Promise<RowReasons>
  /** Begins to watch a file that grows; what was watched before is let go. @param onProgress null where nothing takes long */
  startTail(file: File, from: TailFrom, onProgress: OnProgress | null): Promise<Outcome<TailStart>>
  /** Reads and scores what has come to it. @param file as it is now */
  lookTail(file: File, onProgress: OnProgress | null): Promise<Outcome<TailNews>>
  stopTail(): Promise<void>
  /** Plants test attacks into the open file, one at a time, and says which would have been seen; nothing of it stays. */
  plant(seed: number, onProgress: OnProgress): Promise<Outcome<InjectionReport>>
  /** CSV of flagged rows (or of all) with score, group and reasons; harmless in a spreadsheet. Null if it was stopped. */
  exportRows(
    which: 'flagged' | 'all' | 'second',
    threshold: number,
    indices: readonly number[] | null,
  ): Promise<Blob | null>
  /** The packets of flagged flows (or of some) as a capture of their own, in the container that they came in. */
  exportCapture(threshold: number, indices: readonly number[] | null): Promise<Outcome<Blob>>
  /** The frozen model of the current run, at this K and threshold. */
  model(threshold: number): Promise<ModelDocument>
  rowMarks(): Promise<RowMarks | null>
  /** Opens a model from storage or a file; `marks` bring its map and ranking back. */
  openModel(document: unknown, marks: RowMarks | null): Promise<Outcome<RunResult>>
}
