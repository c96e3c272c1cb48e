/**
 * Protocol: everything that crosses the worker boundary. Types only, no code.
 *
 * The page calls `EngineApi` through comlink. Nothing per row crosses but an assignment, a score and two coordinates
 * (by transfer) and the cells of the rows on screen.
 */

import type { Judgement, RowReasons } from '../engine/explaining/findings'
import type { Outcome } from '../engine/failure'
import type { ReadOptions } from '../engine/intake/facts'
import type { ModelDocument } from '../engine/model/document'
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
} from '../engine/pipeline/answers'
import type { OnProgress } from '../engine/pipeline/job'
import type { ColumnOverride } from '../engine/table/column'

export type { Choice, ElbowPoint, OpinionPoint, Opinions } from '../engine/clustering/result'
export type * from '../engine/explaining/findings'
export type { Failure, FailureCode, Outcome } from '../engine/failure'
export type * from '../engine/intake/facts'
export type { ModelDocument } from '../engine/model/document'
export type * from '../engine/pipeline/answers'
export type { OnProgress, Progress, StageName } from '../engine/pipeline/job'
export type { MapSketch } from '../engine/pipeline/map-sketch'
export type * from '../engine/table/column'

/** Where the bytes come from. A pasted text and the sample have no file behind them. */
export type Source =
  | { readonly kind: 'file'; readonly file: File }
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
  /** CSV of flagged rows (or of all) with score, group and reasons; harmless in a spreadsheet. Null if it was stopped. */
  exportRows(
    which: 'flagged' | 'all' | 'second',
    threshold: number,
    indices: readonly number[] | null,
  ): Promise<Blob | null>
  /** The frozen model of the current run, at this K and threshold. */
  model(threshold: number): Promise<ModelDocument>
  rowMarks(): Promise<RowMarks | null>
  /** Opens a model from storage or a file; `marks` bring its map and ranking back. */
  openModel(document: unknown, marks: RowMarks | null): Promise<Outcome<RunResult>>
}
