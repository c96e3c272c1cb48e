/**
 * Answers: what the engine hands the screens, as plain values that can cross the worker boundary.
 */

import type { Choice, ElbowPoint } from '../clustering/result'
import type { ClusterCard, ColumnImportance, TruthCheck } from '../explaining/findings'
import type { Stories } from '../explaining/stories/story'
import type { Encoding, FileFacts, Ledger, Quote } from '../intake/facts'
import type { ColumnDrift } from '../model/drift'
import type { MixDrift } from '../model/drift-clusters'
import type { ColumnProfile, DoctorNote, Unit } from '../table/column'
import type { StageName } from './job'
import type { TruthFilter } from './truth-answers'

/** The Columns screen. */
export interface TableSummary {
  readonly file: FileFacts
  readonly ledger: Ledger
  readonly columns: readonly ColumnProfile[]
  readonly notes: readonly DoctorNote[]
  readonly warnings: readonly string[]
  /** Of an open file: the columns that can be made of its times and addresses. */
  readonly network?: NetworkOffer
}

/** Columns made of times and addresses, offered with a switch. */
export interface NetworkOffer {
  readonly isOn: boolean
  readonly columns: readonly {
    readonly name: string
    readonly meaning: string
    readonly unit: Unit
    readonly formula: string
    /** Why this file can't have it: "needs a time and a source address; this file has no time"; null if it can. */
    readonly obstacle: string | null
  }[]
}

/** What a file's first bytes say of it under some reading options. */
export interface FirstLook extends Pick<FileFacts, 'format' | 'schema' | 'delimiter' | 'headerFound'> {
  readonly columnNames: readonly string[]
  readonly quote: Quote
  readonly encoding: Encoding
  /** The first lines as they stand. */
  readonly lines: readonly string[]
  /** Cells of the first rows that have one per column, at most 60 of them. */
  readonly rows: readonly (readonly string[])[]
  /** Rows counted, at most 200, and those of them that have more or fewer cells than there are columns. */
  readonly rowCount: number
  readonly raggedCount: number
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
  /** What each chart of the Clusters screen shows, as a finding. */
  readonly titles: {
    readonly elbow: string
    readonly silhouette: string
    readonly map: string
    readonly importance: string
  }
  readonly purity: number | null
}

export interface ScoreHistogram {
  /** Bin i holds scores in [i × binWidth, (i + 1) × binWidth). */
  readonly binWidth: number
  readonly counts: readonly number[]
  readonly largest: number
}

export interface RunTiming {
  /** Workers that kept the rows. */
  readonly workerCount: number
  /** Of one pass over all rows with eight groups, none of them skipped; null where there was none. */
  readonly assignPassMs: number | null
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
  /** Per row an index into its levels, for colouring; null without ground truth, or where it names no attacks. */
  readonly truth: {
    readonly column: string
    readonly codes: Uint8Array
    readonly levels: readonly string[]
    /** Per level, whether it is an attack. */
    readonly isAttack: readonly boolean[]
  } | null
  readonly truthCheck: TruthCheck | null
  /** Whether the rows themselves can be shown (false for a model opened from storage). */
  readonly rowsAtHand: boolean
  /** Null for a model opened from storage. */
  readonly timing: RunTiming | null
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
  /** A column's name, or 'score', 'line' or 'group'. */
  readonly sortBy: string
  readonly descending: boolean
  readonly clusters: readonly number[] | null
  readonly flaggedOnly: boolean
  readonly threshold: number
  /** By ground truth; without it nothing is left out. */
  readonly truth?: TruthFilter | null
  /** Only these rows, such as those of a story; all if it is not said. */
  readonly among?: Uint32Array | null
  /** Only the flows of one of the file's patterns, by its index as verdicts give it. */
  readonly pattern?: number | null
}

export interface RowCells {
  readonly row: number
  readonly sourceLine: number
  readonly score: number
  readonly clusterIndex: number
  /** One text per column of the file, in order; numbers as JavaScript writes them, so that they are levels of the model. */
  readonly cells: readonly string[]
  /** The same as the file spells them. */
  readonly spelled: readonly string[]
  /** "src_bytes 9.1 MB, typical 0 to 4.2 kB": the main reason, one line. */
  readonly mainReason: string
}

/** How the columns of a second file meet the model's. */
export interface MatchReport {
  readonly file: FileFacts
  readonly ledger: Ledger
  readonly matched: readonly {
    readonly modelColumn: string
    readonly fileColumn: string
    readonly how: 'same name' | 'similar name' | 'same meaning' | 'same place' | 'your call' | 'made here'
  }[]
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
  /** The same and more, in order of change: which clusters grew, and how far their rows have moved; null without rows. */
  readonly mix: MixDrift | null
  /** Columns the model looks at whose values are no longer what they were, most first. */
  readonly drift: readonly ColumnDrift[]
  /** How many were compared. */
  readonly comparedColumnCount: number
  readonly largestScore: number
  readonly stories: Stories
  readonly columnNames: readonly string[]
  readonly truthCheck: TruthCheck | null
  readonly headline: string
}

/** Per-row results kept beside a model, so that its map and ranking come back after a reload. Not the rows themselves. */
export interface RowMarks {
  readonly assignments: Uint8Array
  readonly scores: Float32Array
  readonly coordinates: Float32Array
  readonly sourceLines: Uint32Array
}
