/**
 * Findings: what the engine says about clusters, columns and rows, as plain values the screens show.
 */

import type { Rarity } from '../scoring/calibration'
import type { Unit } from '../table/column'

export interface Verdict {
  /** "Looks like a port scan", "Web, completed", or an honest "Mixed traffic". Network words, no trailing full stop. */
  readonly title: string
  readonly kind:
    | 'ordinary'
    | 'port scan'
    | 'host sweep'
    | 'flood'
    | 'brute force'
    | 'exfiltration'
    | 'beacon'
    | 'refused'
    | 'unnamed'
  /** How much of the evidence asked for is there. */
  readonly strength: 'strong' | 'likely' | 'weak' | 'none'
  readonly evidenceFor: readonly string[]
  readonly evidenceAgainst: readonly string[]
  /** Suspicious patterns inside a cluster that bears another name, largest first. */
  readonly within?: readonly HiddenPattern[]
  /** The pattern that names the cluster; only while the rows are at hand. */
  readonly pattern?: PatternFlows
}

/** A pattern of the file, for asking for its flows. */
export interface PatternFlows {
  /** Among the file's patterns, the same for any number of groups. */
  readonly index: number
  /** In the whole file, or in the sample that was looked at. */
  readonly flowCount: number
  readonly sampled: boolean
}

export interface HiddenPattern {
  readonly kind: Verdict['kind']
  /** "Looks like a beacon" */
  readonly title: string
  /** Of the cluster's rows. */
  readonly share: number
  /** Only while the rows are at hand. */
  readonly pattern?: PatternFlows
}

/** What sets a cluster apart in one column, against all other rows. */
export type Trait =
  | {
      readonly kind: 'number'
      readonly column: string
      readonly unit: Unit
      /** Medians in real units: in the cluster, and over all rows. */
      readonly here: number
      readonly all: number
      /** Where the 5th and 95th percentile of all rows lie, for the bar. */
      readonly lowAll: number
      readonly highAll: number
      /** (mean here − mean elsewhere) / pooled standard deviation, in scaled units (Cohen's d). */
      readonly effectSize: number
    }
  | {
      readonly kind: 'category'
      readonly column: string
      readonly level: string
      /** Share of rows with this level: in the cluster, and over all rows. */
      readonly here: number
      readonly all: number
      /** Cohen's h of the two shares. */
      readonly effectSize: number
    }

export interface ClusterCard {
  readonly clusterIndex: number
  /** A, B, … Z, AA, … by size. */
  readonly letter: string
  readonly rowCount: number
  readonly share: number
  /** Root mean squared distance to the centroid, in scaled units: how loose the cluster is. */
  readonly spread: number
  readonly verdict: Verdict
  /** One evidence line: "http 85 % · closed normally 98 % · both sides sent data". */
  readonly line: string
  /** By absolute effect size, largest first, at most 12. */
  readonly traits: readonly Trait[]
  /** Only when there is ground truth: share of the cluster's rows that are attacks, and the commonest kind. */
  readonly attackShare: number | null
}

/** Share of one column's variance that lies between the clusters, 0 … 1 (η², categories folded back into one). */
export interface ColumnImportance {
  readonly column: string
  readonly betweenShare: number
}

/** One bar of a row's score. The parts of a row add up to its score. */
export interface ScorePart {
  /** The column, or null for what belongs to no column: see `kind`. */
  readonly column: string | null
  readonly kind: 'column' | 'rare combination' | 'source'
  readonly label: string
  /** In score units: 1 is the score of a usual flow. */
  readonly adds: number
  /** The row's own value as text; '' for parts without a column. */
  readonly actual: string
  readonly typical:
    | {
        readonly kind: 'band'
        readonly low: number
        readonly median: number
        readonly high: number
        readonly actual: number | null
        readonly unit: Unit
      }
    | { readonly kind: 'level'; readonly level: string; readonly share: number; readonly actualShare: number }
    | null
}

/** Why a row scores what it scores. */
export interface RowReasons {
  readonly row: number
  readonly score: number
  readonly clusterIndex: number
  /** Largest first; all of them, so that they add up. */
  readonly parts: readonly ScorePart[]
  /** One sentence in network words, with the numbers. */
  readonly sentence: string
  /** Among all flows of the file. */
  readonly rarity: Rarity
}

/** The fewest cells of a row that, put otherwise, make it ordinary. See explaining/change/smallest-change.ts. */
export interface SmallestChange {
  /** Empty if no change of the row's own cells would do. */
  readonly cells: readonly {
    readonly column: string
    readonly label: string
    /** As the analyst reads them: "9.1 MB", "≤ 210 kB". */
    readonly actual: string
    readonly needed: string
    /** The cell as a file would have it. */
    readonly cell: string
  }[]
  /** The score with these changes; if none would do, the least that changes can reach. */
  readonly score: number
  /** "Ordinary if bytes sent were at most 210 kB." */
  readonly sentence: string
}

/** The row below the threshold that is nearest to another in the score's own cost. See scoring/gaps.ts. */
export interface NearestOrdinary {
  readonly row: number
  readonly sourceLine: number
  readonly score: number
  /** In score units: what the columns in which they differ would cost. */
  readonly distance: number
  /** What differs, by how much more it adds to the score here than there; columns, and what the sources' other flows add. */
  readonly differences: readonly {
    readonly column: string | null
    readonly label: string
    readonly actual: string
    readonly other: string
    /** In score units: what it adds here less what it adds there. */
    readonly adds: number
  }[]
  /** Columns the score looks at that are the same in both. */
  readonly sameCount: number
}

/** What would have to be otherwise for one row to be ordinary. */
export interface RowContrast {
  readonly row: number
  readonly threshold: number
  /** Null for a row that is ordinary. */
  readonly change: SmallestChange | null
  /** Null for a row that is ordinary, and where no row is. */
  readonly nearest: NearestOrdinary | null
}

/** One flow judged by the frozen model. */
export interface Judgement {
  readonly score: number
  readonly clusterIndex: number
  /** Distance to every centroid, and the usual distance of that cluster's own rows, scaled units. */
  readonly distances: readonly { readonly distance: number; readonly usual: number }[]
  readonly parts: readonly ScorePart[]
  readonly sentence: string
  /** Among the flows the model was fitted on; null for a model kept before scores were calibrated. */
  readonly rarity: Rarity | null
  /** On the map. */
  readonly coordinates: readonly [number, number]
  /** Whether the score looks at what a flow's hosts and ports did around it, and nothing is known of that here: it counts as usual. */
  readonly historyUnknown: boolean
  /** Levels the model never saw, and numbers outside the range it saw. */
  readonly unseen: readonly { readonly column: string; readonly text: string }[]
  readonly outOfRange: readonly {
    readonly column: string
    readonly value: number
    readonly low: number
    readonly high: number
  }[]
}

/** When there is ground truth: how the ranking does against it. */
export interface TruthCheck {
  readonly column: string
  readonly attackCount: number
  readonly auroc: number
  readonly averagePrecision: number
  /** Share of attacks among the first attackCount rows of the ranking. */
  readonly precisionAtN: number
  /** Share of rows that belong to the commonest kind of their cluster. */
  readonly purity: number
}
